// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/limits.h"

#include <variant>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace igp::evidence {
namespace {

using Member = std::variant<double GateLimits::*, std::int64_t GateLimits::*>;

constexpr struct {
  const char* key;
  Member member;
} kMembers[] = {
    {"readP95Ms", &GateLimits::read_p95_ms},
    {"writeP95Ms", &GateLimits::write_p95_ms},
    {"errorRate", &GateLimits::error_rate},
    {"graphqlPerMillionUsd", &GateLimits::graphql_per_million_usd},
    {"ingestPerThousandUsd", &GateLimits::ingest_per_thousand_usd},
    {"maxAgeSeconds", &GateLimits::max_age_seconds},
    {"maxSkewSeconds", &GateLimits::max_skew_seconds},
    {"minSamples", &GateLimits::min_samples},
};

/// Takes `value` where it has the member's type and is not negative.
bool assign(GateLimits& limits, double GateLimits::* member, const Json& value) {
  if (!value.is_number() || value.get<double>() < 0) return false;
  limits.*member = value.get<double>();
  return true;
}

bool assign(GateLimits& limits, std::int64_t GateLimits::* member, const Json& value) {
  // Up to a century, so that times computed from it cannot overflow.
  constexpr std::int64_t kLargest = 100LL * 366 * 24 * 3600;
  if (!value.is_number_integer() || value.get<double>() < 0 ||
      value.get<double>() > static_cast<double>(kLargest)) {
    return false;
  }
  limits.*member = value.get<std::int64_t>();
  return true;
}

}  // namespace

Result<GateLimits> parse_gate_limits(std::string_view json) {
  const Json document = IGP_TRY(parse_json(json, {.bytes = limits::kEvidenceBytes, .depth = 4}));
  if (!document.is_object()) return fail(ErrorCode::kFieldInvalid, "limits are a JSON object");
  GateLimits out;
  for (const auto& [key, value] : document.items()) {
    bool known = false;
    for (const auto& row : kMembers) {
      if (row.key != key) continue;
      known = std::visit([&](auto member) { return assign(out, member, value); }, row.member);
      if (!known) return fail(ErrorCode::kFieldInvalid, "'{}' is no valid limit", row.key);
    }
    if (!known) return fail(ErrorCode::kFieldInvalid, "unknown limit {}", quote(key));
  }
  return out;
}

}  // namespace igp::evidence
