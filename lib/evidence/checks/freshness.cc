// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/checks.h"

namespace igp::evidence {

Finding check_freshness(const CheckInput& input) {
  // Times span nearly all of int64, so that their difference need not fit.
  UnixNanos age = 0;
  if (__builtin_sub_overflow(input.now, input.snapshot.collected_at, &age)) {
    return {"freshness", Outcome::kCannotDecide, "stale", "collectedAt is out of range"};
  }
  const double seconds = static_cast<double>(age) / static_cast<double>(kNanosPerSecond);
  const auto oldest = static_cast<double>(input.limits.max_age_seconds);
  const auto skew = static_cast<double>(input.limits.max_skew_seconds);
  if (seconds < -skew) {
    return {"freshness", Outcome::kCannotDecide,
            "future",    fmt::format("evidence is dated {:.0f} s in the future", -seconds),
            seconds,     -skew};
  }
  if (seconds <= oldest) {
    return {"freshness", Outcome::kPass, "fresh", fmt::format("evidence is {:.0f} s old", seconds),
            seconds,     oldest};
  }
  return {"freshness", Outcome::kCannotDecide,
          "stale",     fmt::format("evidence is {:.0f} s old, more than {:.0f} s", seconds, oldest),
          seconds,     oldest};
}

}  // namespace igp::evidence
