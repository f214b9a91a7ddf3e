// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// GateLimits: what a release's evidence has to keep within.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace igp::evidence {

/// Every bound is inclusive: a value equal to its limit passes.
struct GateLimits {
  double read_p95_ms = 350;
  double write_p95_ms = 700;
  double error_rate = 0.02;
  double graphql_per_million_usd = 2.00;
  double ingest_per_thousand_usd = 0.10;
  std::int64_t max_age_seconds = 3600;  ///< collectedAt may be this old
  std::int64_t max_skew_seconds = 60;   ///< collectedAt may be this far in the future
  std::int64_t min_samples = 100;       ///< requests behind the percentiles
};

/// Parses the JSON object of contracts/evidence-limits.schema.json; members that are absent keep
/// their default, unknown ones are refused. Fails with kJsonMalformed or kFieldInvalid (also for a
/// negative or non-finite limit).
Result<GateLimits> parse_gate_limits(std::string_view json);

}  // namespace igp::evidence
