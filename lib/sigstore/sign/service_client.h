// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// ServiceClient: how signing asks its services: with limits, deadlines and retries.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "http/client/client.h"
#include "http/client/retry.h"

namespace igp::sigstore {

/// A GET request to a URL with the user's timeouts, proxy and TLS files.
using RequestMaker = std::function<http::HttpRequest(http::Url)>;

/// Everything a service is asked through. What it refers to outlives it.
class ServiceClient {
 public:
  ServiceClient(http::HttpClient& client, RequestMaker make_request, http::RetryPolicy policy,
                http::RetryHost host, Rng& rng)
      : client_(client),
        make_request_(std::move(make_request)),
        policy_(policy),
        host_(host),
        rng_(rng) {}

  /// The request that send() takes.
  [[nodiscard]] http::HttpRequest request(http::Url url) const;
  [[nodiscard]] http::HttpRequest post(http::Url url, std::string_view content_type,
                                       std::string body) const;

  /// The answer, whatever its status; tried again while the failure may pass. Fails as
  /// http::HttpClient::send.
  Result<http::HttpAnswer> send(const http::HttpRequest& request);
  /// The body of a 2xx answer. Fails also with kHttpStatus or kHttpRefused.
  Result<std::string> fetch(const http::HttpRequest& request);

  [[nodiscard]] UnixNanos now() const { return host_.clock.now(); }
  [[nodiscard]] http::Waiter& waiter() { return host_.waiter; }
  [[nodiscard]] Diag& diag() { return host_.diag; }
  [[nodiscard]] Rng& rng() { return rng_; }

 private:
  http::HttpClient& client_;
  RequestMaker make_request_;
  http::RetryPolicy policy_;
  http::RetryHost host_;
  Rng& rng_;
};

/// The error of a service whose answer cannot be used: kHttpAnswerInvalid, naming `what` answered.
[[nodiscard]] Fail bad_answer(std::string_view what, const Error& cause);

}  // namespace igp::sigstore
