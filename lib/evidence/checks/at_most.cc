// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/at_most.h"

#include <cmath>

namespace igp::evidence {

std::optional<Finding> unusable(std::string_view check, std::string_view what,
                                const Measure& observed) {
  const auto cannot = [&](std::string_view code, std::string_view why) {
    return Finding{check, Outcome::kCannotDecide, code, fmt::format("{} {}", what, why)};
  };
  if (!observed) return cannot("missing", "was not measured");
  if (std::isnan(*observed)) return cannot("not_a_number", "is not a number");
  if (std::isinf(*observed)) return cannot("infinite", "is infinite");
  if (*observed < 0) return cannot("negative", "is negative");
  return std::nullopt;
}

Finding at_most(std::string_view check, std::string_view what, const Measure& observed,
                double limit, std::string_view unit) {
  if (auto finding = unusable(check, what, observed)) return *std::move(finding);
  if (!std::isfinite(limit)) {
    return {check, Outcome::kCannotDecide, "limit_invalid",
            fmt::format("the limit of {} is not a finite number", what)};
  }
  const bool within = *observed <= limit;
  return {check,
          within ? Outcome::kPass : Outcome::kFail,
          within ? "within_limit" : "limit_exceeded",
          fmt::format("{} of {}{} is {} the limit of {}{}", what, *observed, unit,
                      within ? "within" : "above", limit, unit),
          observed,
          limit};
}

}  // namespace igp::evidence
