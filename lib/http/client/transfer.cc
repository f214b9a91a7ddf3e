// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/transfer.h"

#include <charconv>

namespace igp::http {
namespace {

constexpr int kFirstFinalStatus = 200;  // 1xx answers announce another one

}  // namespace

bool Transfer::stop(Error error) {
  failure_ = std::move(error);
  return false;
}

bool Transfer::pass(const Status& status) { return status ? true : stop(status.error()); }

bool Transfer::head_line(std::string_view line) {
  head_bytes_ += line.size();
  if (head_bytes_ > limits::kHttpAnswerHeaderBytes) {
    return stop(error(ErrorCode::kLimitExceeded, "the answer's header is larger than {} bytes",
                      limits::kHttpAnswerHeaderBytes));
  }
  if (in_body_) return true;  // trailer fields: nothing here relies on them
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (!has_status_) return status_line(line);
  if (line.empty()) return head_complete();
  return field_line(line);
}

bool Transfer::status_line(std::string_view line) {
  answer_.headers = {};
  persistent_ = line.starts_with("HTTP/1.1 ");
  if (!persistent_ && !line.starts_with("HTTP/1.0 ")) {
    return stop(error(ErrorCode::kHttpAnswerInvalid, "the answer is not HTTP/1"));
  }
  line.remove_prefix(std::string_view("HTTP/1.1 ").size());
  const auto end = std::from_chars(line.data(), line.data() + line.size(), answer_.status).ptr;
  const std::string_view rest = line.substr(static_cast<std::size_t>(end - line.data()));
  has_status_ = end - line.data() == 3 && answer_.status >= 100 && (rest.empty() || rest[0] == ' ');
  if (!has_status_) return stop(error(ErrorCode::kHttpAnswerInvalid, "the answer has no status"));
  return true;
}

bool Transfer::field_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  const std::string_view value =
      colon == std::string_view::npos ? "" : trim_whitespace(line.substr(colon + 1));
  // A folded line starts with white space and so has no valid name (RFC 9112 section 5.2).
  if (colon == std::string_view::npos || !is_token(name) || !is_field_value(value)) {
    return stop(error(ErrorCode::kHttpAnswerInvalid, "the answer has the malformed header line {}",
                      quote(line)));
  }
  answer_.headers.add(std::string(name), std::string(value));
  return true;
}

bool Transfer::head_complete() {
  if (answer_.status < kFirstFinalStatus) {
    has_status_ = false;
    return true;
  }
  in_body_ = true;
  if (stream_ == nullptr || !answer_.ok() || !stream_->head) return true;
  return pass(stream_->head(answer_));
}

bool Transfer::body_bytes(ByteView bytes) {
  body_bytes_ += bytes.size();
  if (body_bytes_ > request_.max_body_bytes) {
    return stop(error(ErrorCode::kLimitExceeded, "the answer is larger than {} bytes",
                      request_.max_body_bytes));
  }
  if (answer_.ok() && stream_ != nullptr) return pass(stream_->body(bytes));
  std::string_view kept = as_text(bytes);
  if (!answer_.ok()) kept = kept.substr(0, limits::kHttpErrorBodyBytes - answer_.body.size());
  answer_.body += kept;
  return true;
}

}  // namespace igp::http
