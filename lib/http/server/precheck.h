// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Strict reading of a request's head (RFC 9112), ahead of the parser.
//
// Two readers that disagree on where a request ends let one request hide in another. So whatever
// is ambiguous is refused before the lenient parser sees it: bare LF, folded lines, white space
// before a colon, Content-Length beside Transfer-Encoding, repeated Content-Length or Host.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace igp::http {

/// Why a request is not even looked at; `why` has static storage.
struct Refusal {
  int status = 400;
  std::string_view why;
};

/// Finds the end of a head in a growing buffer, looking at every byte once.
class HeadScanner {
 public:
  enum class State : std::uint8_t { kNeedMore, kComplete, kRefused };

  /// `buffer` holds everything received since the head's first byte, also what earlier calls saw.
  /// Refuses (400, 414, 431) as soon as the bytes can no longer become an acceptable head.
  State scan(std::string_view buffer);

  /// After kComplete: the head's bytes, with its final empty line.
  [[nodiscard]] std::size_t length() const { return position_; }
  /// After kRefused.
  [[nodiscard]] const Refusal& refusal() const { return refusal_; }

 private:
  State refuse(int status, std::string_view why);

  std::size_t position_ = 0;    ///< all before it has been looked at
  std::size_t line_start_ = 0;  ///< first byte of the line that `position_` is in
  bool first_line_ = true;
  Refusal refusal_;
};

/// Checks a complete head against the grammar and the framing rules: request line (400, 414, 505),
/// field lines, at most kHttpHeaderCount of them (431), Host, Content-Length and Transfer-Encoding
/// (400, 501). Nothing if all is well.
std::optional<Refusal> check_request_head(std::string_view head);

}  // namespace igp::http
