// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Work: how much longer a validation may go on.
#pragma once

#include "base/result.h"
#include "rego/gqlparser/parser.h"

namespace igp::rego::gqlparser {

/// Several rules of gqlparser take exponential time in the size of a document. Whoever loops or
/// recurses spends from here and stops when told to; what was found until then is void.
class Work {
 public:
  explicit Work(const Limits& limits) : limits_(limits) {}

  /// False when everything is spent: return at once.
  bool spend(std::size_t steps = 1) {
    spent_ += steps;
    return !exhausted();
  }
  [[nodiscard]] bool exhausted() const { return spent_ > limits_.steps || too_deep_ || stopped_; }
  /// Makes everything end, because the outcome is known.
  void stop() { stopped_ = true; }

  /// One level of recursion, for as long as it lives; false when there may not be another.
  class Level {
   public:
    explicit Level(Work& work) : work_(work) {
      if (++work_.depth_ > work_.limits_.depth) work_.too_deep_ = true;
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --work_.depth_; }
    explicit operator bool() const { return !work_.exhausted(); }

   private:
    Work& work_;
  };

  /// Fails with kLimitExceeded when more was wanted than allowed.
  [[nodiscard]] Status status() const {
    if (too_deep_) {
      return fail(ErrorCode::kLimitExceeded, "GraphQL document nested deeper than {} levels",
                  limits_.depth);
    }
    if (spent_ > limits_.steps) {
      return fail(ErrorCode::kLimitExceeded, "GraphQL validation takes more than {} steps",
                  limits_.steps);
    }
    return {};
  }

 private:
  Limits limits_;
  std::size_t spent_ = 0;
  int depth_ = 0;
  bool too_deep_ = false;
  bool stopped_ = false;
};

}  // namespace igp::rego::gqlparser
