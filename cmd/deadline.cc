// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "deadline.h"

#include <array>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace igp::cli {

struct Deadline::State {
  std::atomic<bool> passed = false;
  std::mutex mutex;
  std::condition_variable_any woken;
  std::jthread thread;
};

Deadline::Deadline(std::unique_ptr<State> state) : state_(std::move(state)) {}
Deadline::Deadline(Deadline&&) noexcept = default;
Deadline::~Deadline() = default;

const std::atomic<bool>& Deadline::passed() const { return state_->passed; }

Result<Deadline> Deadline::after(std::string_view duration) {
  Deadline deadline(std::make_unique<State>());
  if (duration.empty()) return deadline;
  static constexpr std::array<std::pair<std::string_view, double>, 6> kUnits{
      {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}}};
  double number = 0;
  const auto [end, problem] = std::from_chars(duration.begin(), duration.end(), number);
  const std::string_view unit(end, duration.end());
  double nanos = -1;
  for (const auto& [name, size] : kUnits) {
    if (problem == std::errc() && name == unit) nanos = number * size;
  }
  constexpr double kLongest = 1e9 * 3600 * 24 * 365;
  if (!(nanos >= 0 && nanos <= kLongest)) {
    return fail(ErrorCode::kUsage, "{} is no duration such as 500ms or 10s", quote(duration));
  }
  State* state = deadline.state_.get();
  state->thread = std::jthread([state, nanos](const std::stop_token& stop) {
    std::unique_lock lock(state->mutex);
    const auto wait = std::chrono::nanoseconds(static_cast<std::int64_t>(nanos));
    if (!state->woken.wait_for(lock, stop, wait, [&] { return stop.stop_requested(); })) {
      state->passed = true;
    }
  });
  return deadline;
}

}  // namespace igp::cli
