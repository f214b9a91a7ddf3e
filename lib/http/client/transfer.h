// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// One transfer: what libcurl's callbacks collect and decide.
#pragma once

#include <optional>
#include <string_view>

#include "http/client/client.h"

namespace igp::http {

/// Receives the answer to one request (not to its redirects) in the order of its bytes. A false
/// return means "abort the transfer"; failure() then has the reason.
class Transfer {
 public:
  Transfer(const HttpRequest& request, const BodyStream* stream)
      : request_(request), stream_(stream) {}

  /// A line of the head: status line, field or the empty line that ends it.
  bool head_line(std::string_view line);
  bool body_bytes(ByteView bytes);
  [[nodiscard]] bool cancelled() const {
    return request_.cancel != nullptr && request_.cancel->load(std::memory_order_relaxed);
  }

  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  [[nodiscard]] HttpAnswer& answer() { return answer_; }

 private:
  bool stop(Error error);
  bool status_line(std::string_view line);
  bool field_line(std::string_view line);
  bool head_complete();
  bool pass(const Status& status);

  const HttpRequest& request_;
  const BodyStream* stream_;
  HttpAnswer answer_;
  std::size_t head_bytes_ = 0;
  std::uint64_t body_bytes_ = 0;
  bool in_body_ = false;
  std::optional<Error> failure_;
};

}  // namespace igp::http
