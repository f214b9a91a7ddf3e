// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/gate.h"

#include <algorithm>

#include "evidence/checks/checks.h"

namespace igp::evidence {
namespace {

constexpr std::string_view kFreshness = "freshness";

/// Evidence that is not of now says nothing about now, whatever its numbers are.
Verdict verdict_of(const std::vector<Finding>& findings) {
  const auto some = [&](auto matches) { return std::ranges::any_of(findings, matches); };
  if (some([](const Finding& finding) {
        return finding.check == kFreshness && finding.outcome != Outcome::kPass;
      })) {
    return Verdict::kStale;
  }
  if (some([](const Finding& finding) { return finding.outcome == Outcome::kFail; })) {
    return Verdict::kFail;
  }
  const bool all_pass = std::ranges::all_of(
      findings, [](const Finding& finding) { return finding.outcome == Outcome::kPass; });
  return all_pass && findings.size() == check_table().size() ? Verdict::kPass : Verdict::kUndecided;
}

}  // namespace

std::span<const Check> check_table() {
  static constexpr Check kTable[] = {
      {kFreshness, check_freshness},        {"samples", check_samples},
      {"percentiles", check_percentiles},   {"read_p95", check_read_p95},
      {"write_p95", check_write_p95},       {"error_rate", check_error_rate},
      {"graphql_cost", check_graphql_cost}, {"ingest_cost", check_ingest_cost},
  };
  return kTable;
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "PASS";
    case Verdict::kFail:
      return "FAIL";
    case Verdict::kStale:
      return "STALE";
    case Verdict::kNoEvidence:
      return "NO_EVIDENCE";
    case Verdict::kUndecided:
      return "UNDECIDED";
  }
  return "UNDECIDED";
}

std::vector<std::string> Decision::reasons() const {
  if (!snapshot) return {"no evidence was recorded for this service and release"};
  std::vector<std::string> out;
  for (const Finding& finding : findings) {
    if (finding.outcome == Outcome::kPass) continue;
    out.push_back(fmt::format("{}: {}", finding.check, finding.text));
  }
  return out;
}

Decision decide(const std::optional<Snapshot>& newest, const GateLimits& limits, UnixNanos now) {
  Decision out;
  if (!newest) return out;
  out.snapshot = newest;
  for (const Check& check : check_table()) {
    out.findings.push_back(check.run({*newest, limits, now}));
  }
  out.verdict = verdict_of(out.findings);
  return out;
}

}  // namespace igp::evidence
