// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What an evaluation needs from outside of the engine, and what it may cost. All of it is injected.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/limits.h"

namespace igp::rego {

/// The outside world of one evaluation. Anything left empty is absent: a policy that uses it gets
/// an error, never a made-up answer.
struct Host {
  const Clock* clock = nullptr;  ///< read once per evaluation, for `time.now_ns`
  Rng* rng = nullptr;            ///< `rand.intn`, `uuid.rfc4122`
  /// Receives each line of `print`, without newline.
  std::function<void(std::string_view)> print;
  /// `opa.runtime()` as JSON text; empty means `{}`.
  std::string runtime_json;
};

/// How one evaluation runs.
struct EvalOptions {
  Host host;
  /// The first error of a builtin ends the evaluation; otherwise its expression is undefined.
  bool strict_builtin_errors = false;
  /// Set by another thread to stop the evaluation; looked at every few thousand steps.
  const std::atomic<bool>* cancel = nullptr;
  std::size_t memory_bytes = limits::kRegoEvalBytes;
  std::size_t stack_bytes = limits::kRegoStackBytes;
  /// Comprehensions that are asked for again and again are computed for all values at once. The
  /// results are the same without.
  bool comprehension_index = true;
};

}  // namespace igp::rego
