// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/io_limits.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace igp::http {
namespace {

/// How often a wait looks at the cancel flag.
constexpr milliseconds kCancelLatency{250};

}  // namespace

IoLimits::IoLimits(const Timeouts& timeouts, const std::atomic<bool>* cancel)
    : timeouts_(timeouts), cancel_(cancel), total_(after(timeouts.total, "the answer")) {}

IoLimits::Deadline IoLimits::after(milliseconds timeout, const char* what) {
  if (timeout.count() == 0) return {};
  return {.time = Clock::now() + timeout, .what = what, .timeout = timeout};
}

void IoLimits::connecting() {
  connected_ = false;
  phase_ = after(timeouts_.connect, "the connection");
}

void IoLimits::connected() {
  connected_ = true;
  phase_ = after(timeouts_.stall, "a byte of the answer");
}

IoLimits::Deadline IoLimits::nearest() const { return phase_.time < total_.time ? phase_ : total_; }

Status IoLimits::check_cancel() const {
  if (cancel_ == nullptr || !cancel_->load(std::memory_order_relaxed)) return {};
  return fail(ErrorCode::kInterrupted, "interrupted");
}

Result<bool> IoLimits::wait(std::span<pollfd> fds, std::optional<milliseconds> at_most) {
  const auto return_at = at_most ? Clock::now() + *at_most : Clock::time_point::max();
  for (;;) {
    IGP_CHECK(check_cancel());
    const Deadline deadline = nearest();
    const auto now = Clock::now();
    if (now >= deadline.time) {
      return fail(ErrorCode::kNetwork, "waited {:g} s for {}",
                  std::chrono::duration<double>(deadline.timeout).count(), deadline.what);
    }
    if (now >= return_at) return false;
    const auto until = std::min({deadline.time, return_at, now + kCancelLatency});
    const auto slice = std::chrono::ceil<milliseconds>(until - now);
    const int ready = ::poll(fds.data(), fds.size(), static_cast<int>(slice.count()));
    if (ready > 0) {
      if (connected_) connected();
      return true;
    }
    if (ready < 0 && errno != EINTR && errno != EAGAIN) {
      return fail(ErrorCode::kNetwork, "cannot wait: {}", std::strerror(errno));
    }
  }
}

Status IoLimits::wait(int fd, short events) {
  pollfd one{.fd = fd, .events = events, .revents = 0};
  IGP_CHECK(wait({&one, 1}));
  return {};
}

}  // namespace igp::http
