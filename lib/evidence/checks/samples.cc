// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/at_most.h"
#include "evidence/checks/checks.h"

namespace igp::evidence {

Finding check_samples(const CheckInput& input) {
  const Measure& count = input.snapshot.sample_count;
  if (auto finding = unusable("samples", "sample count", count)) return *std::move(finding);
  const auto least = static_cast<double>(input.limits.min_samples);
  const bool enough = *count >= least;
  return {"samples",
          enough ? Outcome::kPass : Outcome::kCannotDecide,
          enough ? "enough_samples" : "too_few_samples",
          fmt::format("{} samples, {} needed", *count, least),
          count,
          least};
}

}  // namespace igp::evidence
