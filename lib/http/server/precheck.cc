// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/precheck.h"

#include <algorithm>

#include "base/limits.h"
#include "http/headers.h"
#include "http/url.h"

namespace igp::http {
namespace {

constexpr std::size_t kNpos = std::string_view::npos;
constexpr std::string_view kLineEnd = "\r\n";

/// Takes a line off the front of a head that the scanner found complete.
std::string_view take_line(std::string_view& head) {
  const std::size_t end = head.find(kLineEnd);
  const std::string_view line = head.substr(0, end);
  head.remove_prefix(end + kLineEnd.size());
  return line;
}

bool is_visible(char c) { return c > 0x20 && c < 0x7f; }

/// Origin form, or the absolute form that RFC 9112 section 3.2.2 makes servers accept.
bool is_target(std::string_view target) {
  if (!std::ranges::all_of(target, is_visible)) return false;
  if (target.starts_with('/')) return target.find('#') == kNpos;
  return Url::parse(target).has_value();
}

std::optional<Refusal> check_request_line(std::string_view line) {
  if (line.size() > limits::kHttpRequestLineBytes) return Refusal{414, "request line too long"};
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == kNpos || first == last) return Refusal{400, "malformed request line"};
  const std::string_view version = line.substr(last + 1);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (!is_token(line.substr(0, first))) return Refusal{400, "malformed method"};
  if (!is_target(target)) return Refusal{400, "malformed request target"};
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return std::nullopt;
  if (version.starts_with("HTTP/")) return Refusal{505, "HTTP version not supported"};
  return Refusal{400, "malformed request line"};
}

/// Counts the fields that decide framing and routing while the lines go by.
class FieldRules {
 public:
  std::optional<Refusal> add(std::string_view line) {
    if (++count_ > limits::kHttpHeaderCount) return Refusal{431, "too many header fields"};
    if (line.starts_with(' ') || line.starts_with('\t')) return Refusal{400, "folded header line"};
    const std::size_t colon = line.find(':');
    if (colon == kNpos || !is_token(line.substr(0, colon))) {
      return Refusal{400, "malformed header field name"};
    }
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trim_whitespace(line.substr(colon + 1));
    if (!is_field_value(value)) return Refusal{400, "control character in header field"};
    if (equals_ignoring_case(name, "Host")) return add_host(value);
    if (equals_ignoring_case(name, "Content-Length")) return add_content_length(value);
    if (equals_ignoring_case(name, "Transfer-Encoding")) return add_transfer_encoding(value);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Refusal> finish(bool http_1_1) const {
    if (http_1_1 && hosts_ == 0) return Refusal{400, "missing Host"};
    if (transfer_encodings_ > 0 && content_lengths_ > 0) {
      return Refusal{400, "both Content-Length and Transfer-Encoding"};
    }
    if (transfer_encodings_ > 0 && !http_1_1) {
      return Refusal{400, "Transfer-Encoding in an HTTP/1.0 request"};
    }
    return std::nullopt;
  }

 private:
  std::optional<Refusal> add_host(std::string_view value) {
    if (++hosts_ > 1) return Refusal{400, "more than one Host"};
    const bool plain = value.find_first_of("/?#@") == kNpos;
    if (!plain || !Url::parse("http://" + std::string(value))) {
      return Refusal{400, "malformed Host"};
    }
    return std::nullopt;
  }

  std::optional<Refusal> add_content_length(std::string_view value) {
    if (++content_lengths_ > 1) return Refusal{400, "more than one Content-Length"};
    const bool digits = std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    // 19 digits always fit 64 bits.
    if (value.empty() || value.size() > 19 || !digits) {
      return Refusal{400, "malformed Content-Length"};
    }
    return std::nullopt;
  }

  std::optional<Refusal> add_transfer_encoding(std::string_view value) {
    if (++transfer_encodings_ > 1) return Refusal{400, "more than one Transfer-Encoding"};
    if (!equals_ignoring_case(value, "chunked")) {
      return Refusal{501, "transfer coding not supported"};
    }
    return std::nullopt;
  }

  std::size_t count_ = 0;
  int hosts_ = 0;
  int content_lengths_ = 0;
  int transfer_encodings_ = 0;
};

}  // namespace

HeadScanner::State HeadScanner::refuse(int status, std::string_view why) {
  refusal_ = {status, why};
  return State::kRefused;
}

HeadScanner::State HeadScanner::scan(std::string_view buffer) {
  for (;;) {
    const std::size_t newline = buffer.find('\n', position_);
    const std::size_t end = std::min(newline, buffer.size());
    if (first_line_ && end - line_start_ > limits::kHttpRequestLineBytes + 1) {
      return refuse(414, "request line too long");
    }
    if (end >= limits::kHttpHeaderBytes) return refuse(431, "request header too large");
    position_ = end;
    if (newline == kNpos) return State::kNeedMore;
    if (newline == line_start_ || buffer[newline - 1] != '\r') return refuse(400, "bare LF");
    const bool empty_line = newline - line_start_ == 1;
    position_ = line_start_ = newline + 1;
    if (empty_line && !first_line_) return State::kComplete;
    if (empty_line) return refuse(400, "empty request line");
    first_line_ = false;
  }
}

std::optional<Refusal> check_request_head(std::string_view head) {
  const std::string_view request_line = take_line(head);
  if (auto refusal = check_request_line(request_line)) return refusal;
  FieldRules rules;
  for (std::string_view line = take_line(head); !line.empty(); line = take_line(head)) {
    if (auto refusal = rules.add(line)) return refusal;
  }
  return rules.finish(request_line.ends_with("1.1"));
}

}  // namespace igp::http
