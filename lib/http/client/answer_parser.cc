// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/answer_parser.h"

#include <algorithm>
#include <charconv>

namespace igp::http {
namespace {

constexpr std::string_view kProtocol = "HTTP/1.";
constexpr int kNoContent = 204;
constexpr int kNotModified = 304;

/// All of `text` as a number.
std::optional<std::uint64_t> parse_number(std::string_view text, int base) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

}  // namespace

void AnswerParser::refuse(const char* why) {
  transfer_.stop(error(ErrorCode::kHttpAnswerInvalid, "the answer {}", why));
}

std::size_t AnswerParser::feed(ByteView bytes) {
  const std::size_t offered = bytes.size();
  while (!bytes.empty() && !done() && !transfer_.failure()) {
    const bool in_body =
        state_ == State::kLength || state_ == State::kChunk || state_ == State::kUntilClose;
    bytes = bytes.subspan(in_body ? feed_body(bytes) : feed_line(bytes));
  }
  return offered - bytes.size();
}

std::size_t AnswerParser::feed_line(ByteView bytes) {
  const auto newline = std::ranges::find(bytes, '\n');
  const bool whole = newline != bytes.end();
  const auto taken = static_cast<std::size_t>(newline - bytes.begin()) + (whole ? 1 : 0);
  line_ += as_text(bytes.first(taken));
  if (state_ == State::kHead && !transfer_.has_status() &&
      !kProtocol.starts_with(std::string_view(line_).substr(0, kProtocol.size()))) {
    refuse("is not HTTP/1");  // without waiting for a line that may never end
  } else if (line_.size() > limits::kHttpAnswerHeaderBytes) {
    transfer_.stop(error(ErrorCode::kLimitExceeded, "the answer has a line of more than {} bytes",
                         limits::kHttpAnswerHeaderBytes));
  } else if (whole) {
    end_line();
    line_.clear();
  }
  return taken;
}

void AnswerParser::end_line() {
  switch (state_) {
    case State::kHead:
      if (transfer_.head_line(line_) && line_.find_first_not_of("\r\n") == std::string::npos) {
        end_head();
      }
      return;
    case State::kChunkSize:
      return chunk_size();
    case State::kChunkEnd:
      return chunk_end();
    default:  // trailer: its fields count for the limit and mean nothing
      if (transfer_.head_line(line_) && line_.find_first_not_of("\r\n") == std::string::npos) {
        state_ = State::kDone;
      }
  }
}

void AnswerParser::end_head() {
  if (!transfer_.in_body()) return;  // an interim answer; the final one follows
  const int status = transfer_.answer().status;
  if (!has_body_ || status == kNoContent || status == kNotModified) {
    state_ = State::kDone;
  } else {
    choose_framing();
  }
}

/// RFC 9112 section 6.3.
void AnswerParser::choose_framing() {
  const Headers& headers = transfer_.answer().headers;
  const auto coding = headers.joined("Transfer-Encoding");
  const bool has_length = headers.has("Content-Length");
  if (coding) {
    if (has_length) return refuse("has both a length and a transfer coding");
    if (!equals_ignoring_case(*coding, "chunked")) return refuse("has an unknown transfer coding");
    state_ = State::kChunkSize;
  } else if (has_length) {
    std::optional<std::uint64_t> length;
    for (const HeaderField& field : headers) {
      if (!equals_ignoring_case(field.name, "Content-Length")) continue;
      const auto value = parse_number(field.value, 10);
      if (!value || (length && length != value)) return refuse("has a malformed Content-Length");
      length = value;
    }
    left_ = *length;
    state_ = left_ == 0 ? State::kDone : State::kLength;
  } else {
    state_ = State::kUntilClose;
  }
}

std::size_t AnswerParser::feed_body(ByteView bytes) {
  if (state_ != State::kUntilClose) {
    bytes = bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size())));
    left_ -= bytes.size();
  }
  if (!transfer_.body_bytes(bytes)) return bytes.size();
  if (left_ == 0 && state_ == State::kLength) state_ = State::kDone;
  if (left_ == 0 && state_ == State::kChunk) state_ = State::kChunkEnd;
  return bytes.size();
}

/// "1a;extension" (RFC 9112 section 7.1); extensions mean nothing to a recipient that knows none.
void AnswerParser::chunk_size() {
  std::string_view text = line_;
  text = trim_whitespace(text.substr(0, text.find_first_of(";\r\n")));
  const auto size = parse_number(text, 16);
  if (!size) return refuse("has a malformed chunk size");
  left_ = *size;
  state_ = left_ == 0 ? State::kTrailer : State::kChunk;
}

void AnswerParser::chunk_end() {
  if (line_ != "\r\n" && line_ != "\n") return refuse("has a chunk longer than it says");
  state_ = State::kChunkSize;
}

Status AnswerParser::finish() {
  if (state_ == State::kUntilClose) state_ = State::kDone;
  if (done()) return {};
  return fail(ErrorCode::kNetwork, "the connection ends before the answer does");
}

bool AnswerParser::reusable() const {
  if (!done() || transfer_.failure() || !transfer_.persistent()) return false;
  const Headers& headers = transfer_.answer().headers;
  const bool self_delimited =
      !has_body_ || headers.has("Content-Length") || headers.has("Transfer-Encoding") ||
      transfer_.answer().status == kNoContent || transfer_.answer().status == kNotModified;
  return self_delimited &&
         !equals_ignoring_case(headers.joined("Connection").value_or(""), "close");
}

}  // namespace igp::http
