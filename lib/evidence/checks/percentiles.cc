// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/at_most.h"
#include "evidence/checks/checks.h"

namespace igp::evidence {

Finding check_percentiles(const CheckInput& input) {
  const Measure& p95 = input.snapshot.p95_ms;
  const Measure& p99 = input.snapshot.p99_ms;
  if (auto finding = unusable("percentiles", "p95", p95)) return *std::move(finding);
  if (auto finding = unusable("percentiles", "p99", p99)) return *std::move(finding);
  const bool ordered = *p95 <= *p99;
  return {"percentiles",
          ordered ? Outcome::kPass : Outcome::kCannotDecide,
          ordered ? "consistent" : "contradictory",
          fmt::format("p95 of {} ms and p99 of {} ms", *p95, *p99),
          p95,
          p99};
}

}  // namespace igp::evidence
