// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Deadline: a flag that becomes true after a while.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace igp::cli {

/// Keeps time in a thread of its own, which ends with this object.
class Deadline {
 public:
  /// `duration` is a number with a unit: ns, us, ms, s, m or h; empty means never. Fails with
  /// kUsage.
  static Result<Deadline> after(std::string_view duration);

  Deadline(Deadline&&) noexcept;
  ~Deadline();
  Deadline& operator=(Deadline&&) = delete;

  [[nodiscard]] const std::atomic<bool>& passed() const;

 private:
  struct State;
  explicit Deadline(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace igp::cli
