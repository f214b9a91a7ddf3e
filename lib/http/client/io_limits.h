// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// IoLimits: what ends a request's waiting: its deadlines, silence, cancellation.
#pragma once

#include <poll.h>

#include <chrono>
#include <optional>
#include <span>

#include "http/client/client.h"

namespace igp::http {

/// The running clocks of one request, its redirects included.
class IoLimits {
 public:
  IoLimits(const Timeouts& timeouts, const std::atomic<bool>* cancel);

  /// A connection is being made: the clock for that starts.
  void connecting();
  /// The connection stands: from now on silence counts.
  void connected();

  /// Fails with kInterrupted when the request was cancelled.
  [[nodiscard]] Status check_cancel() const;

  /// Waits until one of `fds` is ready; false when `at_most` has passed before. Fails with
  /// kNetwork when a timeout has passed and with kInterrupted when the request was cancelled.
  Result<bool> wait(std::span<pollfd> fds, std::optional<milliseconds> at_most = {});
  /// wait() for one descriptor and as long as the limits allow.
  Status wait(int fd, short events);

 private:
  using Clock = std::chrono::steady_clock;
  struct Deadline {
    Clock::time_point time = Clock::time_point::max();
    const char* what = "";
    milliseconds timeout{};
  };
  [[nodiscard]] Deadline nearest() const;
  static Deadline after(milliseconds timeout, const char* what);

  Timeouts timeouts_;
  const std::atomic<bool>* cancel_;
  Deadline total_;
  Deadline phase_;  ///< of connecting, or of the silence
  bool connected_ = false;
};

}  // namespace igp::http
