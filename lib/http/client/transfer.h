// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Transfer: what the parts of an answer are collected into, and what may be in them.
#pragma once

#include <optional>
#include <string_view>

#include "http/client/client.h"

namespace igp::http {

/// Receives the answer to one request (not to its redirects), interim answers included, in the
/// order of its bytes. A false return means "abort the transfer"; failure() then has the reason.
class Transfer {
 public:
  Transfer(const HttpRequest& request, const BodyStream* stream)
      : request_(request), stream_(stream) {}

  /// A line of the head: status line, field or the empty line that ends it.
  bool head_line(std::string_view line);
  bool body_bytes(ByteView bytes);
  /// Aborts the transfer; returns false.
  bool stop(Error error);

  /// The request that is being answered.
  [[nodiscard]] const HttpRequest& request() const { return request_; }
  /// True when anything of an answer has come.
  [[nodiscard]] bool begun() const { return head_bytes_ > 0; }
  /// True after the status line of the answer whose head is being read.
  [[nodiscard]] bool has_status() const { return has_status_; }
  /// True when the final answer's head is complete.
  [[nodiscard]] bool in_body() const { return in_body_; }
  /// True when connections stay open unless the answer says otherwise (HTTP/1.1).
  [[nodiscard]] bool persistent() const { return persistent_; }
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  [[nodiscard]] HttpAnswer& answer() { return answer_; }

 private:
  bool status_line(std::string_view line);
  bool field_line(std::string_view line);
  bool head_complete();
  bool pass(const Status& status);

  const HttpRequest& request_;
  const BodyStream* stream_;
  HttpAnswer answer_;
  std::size_t head_bytes_ = 0;
  std::uint64_t body_bytes_ = 0;
  bool has_status_ = false;
  bool persistent_ = false;
  bool in_body_ = false;
  std::optional<Error> failure_;
};

}  // namespace igp::http
