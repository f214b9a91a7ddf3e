// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// AnswerParser: where an answer's head, body and end are in the bytes of a connection
// (HTTP/1.1, RFC 9112).
#pragma once

#include <cstdint>
#include <string>

#include "http/client/transfer.h"

namespace igp::http {

/// Takes the bytes as they arrive, in pieces of any size, and hands lines and body on. Strict where
/// leniency lets two readers see two messages: an answer with both Transfer-Encoding and
/// Content-Length, or with lengths that disagree, is refused.
class AnswerParser {
 public:
  /// `has_body`: false for the answer to HEAD, whose fields announce a body that does not come.
  AnswerParser(Transfer& transfer, bool has_body) : transfer_(transfer), has_body_(has_body) {}

  /// Takes bytes until the answer is complete and says how many; the rest belongs to nobody. After
  /// a failure, which transfer.failure() has, the number means nothing.
  /// Refuses what is not HTTP/1 with kHttpAnswerInvalid.
  std::size_t feed(ByteView bytes);
  /// The connection has ended. Fails with kNetwork when the answer has not.
  Status finish();

  [[nodiscard]] bool done() const { return state_ == State::kDone; }
  /// True when another answer may follow on the same connection (RFC 9112 section 9.3).
  [[nodiscard]] bool reusable() const;

 private:
  enum class State : std::uint8_t {
    kHead,
    kLength,      ///< `left_` bytes of body
    kChunkSize,   ///< the line before a chunk
    kChunk,       ///< `left_` bytes of it
    kChunkEnd,    ///< the line end after it
    kTrailer,     ///< fields behind the last chunk, and the empty line
    kUntilClose,  ///< body up to the end of the connection
    kDone,
  };

  std::size_t feed_line(ByteView bytes);
  std::size_t feed_body(ByteView bytes);
  void end_line();
  void end_head();
  void choose_framing();
  void chunk_size();
  void chunk_end();
  void refuse(const char* why);

  Transfer& transfer_;
  bool has_body_;
  State state_ = State::kHead;
  std::uint64_t left_ = 0;
  std::string line_;  ///< what has come of the current line
};

}  // namespace igp::http
