// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/retry.h"

#include <time.h>

#include <algorithm>
#include <charconv>

#include "http/client/status.h"
#include "http/date.h"

namespace igp::http {
namespace {

constexpr milliseconds kLongestRetryAfter{std::chrono::hours(24 * 365)};
constexpr milliseconds kCancelCheck{100};

bool may_pass(const Result<HttpAnswer>& outcome) {
  if (!outcome) return outcome.error().code == ErrorCode::kNetwork;
  return is_temporary_status(outcome->status);
}

std::string reason_of(const HttpRequest& request, const Result<HttpAnswer>& outcome) {
  if (!outcome) return outcome.error().text();
  return fmt::format("{} answered with status {}", quote(request.url.display()), outcome->status);
}

}  // namespace

milliseconds SystemWaiter::elapsed() const {
  return std::chrono::duration_cast<milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

void SystemWaiter::wait(milliseconds time, const std::atomic<bool>* cancel) {
  const milliseconds end = elapsed() + time;
  for (milliseconds left = time; left.count() > 0; left = end - elapsed()) {
    if (cancel != nullptr && cancel->load(std::memory_order_relaxed)) return;
    const auto step = std::min(left, kCancelCheck).count();
    const timespec pause{.tv_sec = 0, .tv_nsec = step * 1'000'000};
    ::nanosleep(&pause, nullptr);  // ended early by a signal: the loop looks again
  }
}

std::optional<milliseconds> retry_after(const HttpAnswer& answer, UnixNanos now) {
  const auto value = answer.headers.find("Retry-After");
  if (!value) return std::nullopt;
  std::int64_t seconds = 0;
  const char* end = value->data() + value->size();
  const auto number = std::from_chars(value->data(), end, seconds);
  if (number.ec != std::errc{} || number.ptr != end || value->starts_with('-')) {
    const auto date = parse_http_date(*value, now);
    if (!date) return std::nullopt;
    seconds = *date - now / kNanosPerSecond;
  }
  const std::int64_t longest = kLongestRetryAfter.count() / 1000;
  return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, longest));
}

Result<HttpAnswer> send_with_retry(HttpClient& client, const HttpRequest& request,
                                   const BodyStream* stream, const RetryPolicy& policy,
                                   const RetryHost& host) {
  const milliseconds deadline = host.waiter.elapsed() + policy.deadline;
  milliseconds backoff = policy.first_delay;
  for (int retry = 0;; ++retry) {
    auto outcome = client.send(request, stream);
    if (!may_pass(outcome) || retry == policy.retries) return outcome;
    milliseconds delay = backoff;
    if (outcome) delay = std::max(delay, retry_after(*outcome, host.clock.now()).value_or(delay));
    if (host.waiter.elapsed() + delay > deadline) return outcome;
    host.diag.warn(fmt::format("{}; trying again in {:.1f} s", reason_of(request, outcome),
                               static_cast<double>(delay.count()) / 1000));
    host.waiter.wait(delay, request.cancel);
    if (request.cancel != nullptr && request.cancel->load(std::memory_order_relaxed)) {
      return fail(ErrorCode::kInterrupted, "interrupted while waiting to try again");
    }
    backoff = std::min(backoff * 2, policy.longest_delay);
  }
}

}  // namespace igp::http
