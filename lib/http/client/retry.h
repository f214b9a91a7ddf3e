// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Sending again what failed for a reason that may pass.
#pragma once

#include "base/clock.h"
#include "base/diag.h"
#include "http/client/client.h"

namespace igp::http {

/// Lets time pass. Injected, so that tests wait for nothing.
class Waiter {
 public:
  virtual ~Waiter() = default;
  /// Time that has passed since some fixed moment; never goes back.
  [[nodiscard]] virtual milliseconds elapsed() const = 0;
  /// Returns early when `cancel` becomes true.
  virtual void wait(milliseconds time, const std::atomic<bool>* cancel) = 0;
};

/// The monotonic clock of the operating system.
class SystemWaiter final : public Waiter {
 public:
  [[nodiscard]] milliseconds elapsed() const override;
  void wait(milliseconds time, const std::atomic<bool>* cancel) override;
};

/// How often and how long to try.
struct RetryPolicy {
  int retries = 3;                ///< after the first attempt
  milliseconds first_delay{250};  ///< doubled after each attempt
  milliseconds longest_delay{10'000};
  milliseconds deadline{120'000};  ///< no attempt starts later than this after the first
};

/// What retrying needs from outside. All outlive the call.
struct RetryHost {
  const Clock& clock;  ///< for a Retry-After that is a date
  Waiter& waiter;
  Diag& diag;  ///< a warning before each further attempt
};

/// Sends until there is an answer whose status is final (see is_temporary_status) or the policy is
/// exhausted; then the last answer or error is the result. Retries kNetwork and temporary
/// statuses, after the delay of the policy or, if longer, of Retry-After; a Retry-After beyond the
/// deadline ends it at once. A stream that has been given bytes cannot be rewound: `stream.head` is
/// called again and must start over.
Result<HttpAnswer> send_with_retry(HttpClient& client, const HttpRequest& request,
                                   const BodyStream* stream, const RetryPolicy& policy,
                                   const RetryHost& host);

/// A client whose every request is retried so.
class RetryingClient final : public HttpClient {
 public:
  using HttpClient::send;
  RetryingClient(HttpClient& client, const RetryPolicy& policy, const RetryHost& host)
      : client_(client), policy_(policy), host_(host) {}

  Result<HttpAnswer> send(const HttpRequest& request, const BodyStream* stream) override {
    return send_with_retry(client_, request, stream, policy_, host_);
  }

 private:
  HttpClient& client_;
  RetryPolicy policy_;
  RetryHost host_;
};

/// The delay that a Retry-After field asks for (RFC 9110 section 10.2.3): seconds or a date, never
/// negative. Nothing when it is absent or malformed.
std::optional<milliseconds> retry_after(const HttpAnswer& answer, UnixNanos now);

}  // namespace igp::http
