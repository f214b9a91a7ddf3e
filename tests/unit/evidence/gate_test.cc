// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/gate.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "evidence/checks/at_most.h"

using namespace igp;
using evidence::Measure;
using evidence::Outcome;
using evidence::Snapshot;
using evidence::Verdict;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr UnixNanos kNow = 1'800'000'000 * kNanosPerSecond;

/// Every measure exactly at its default limit.
Snapshot good() {
  return {.service = "api",
          .release_id = "r1",
          .window = "15m",
          .collected_at = kNow,
          .p95_ms = 300,
          .p99_ms = 300,
          .read_p95_ms = 350,
          .write_p95_ms = 700,
          .error_rate = 0.02,
          .sample_count = 100,
          .graphql_per_million_usd = 2.00,
          .ingest_per_thousand_usd = 0.10};
}

constexpr Measure Snapshot::* kMeasures[] = {&Snapshot::p95_ms,
                                             &Snapshot::p99_ms,
                                             &Snapshot::read_p95_ms,
                                             &Snapshot::write_p95_ms,
                                             &Snapshot::error_rate,
                                             &Snapshot::sample_count,
                                             &Snapshot::graphql_per_million_usd,
                                             &Snapshot::ingest_per_thousand_usd};

}  // namespace

TEST_CASE("gate: passes evidence that is at every limit") {
  const auto decision = evidence::decide(good(), {}, kNow);
  CHECK(decision.verdict == Verdict::kPass);
  CHECK(decision.ok());
  CHECK(decision.reasons().empty());
  CHECK(decision.findings.size() == evidence::check_table().size());
}

TEST_CASE("gate: fails what is just above a limit") {
  const struct {
    Measure Snapshot::* member;
    double limit;
  } cases[] = {{&Snapshot::read_p95_ms, 350},
               {&Snapshot::write_p95_ms, 700},
               {&Snapshot::error_rate, 0.02},
               {&Snapshot::graphql_per_million_usd, 2.00},
               {&Snapshot::ingest_per_thousand_usd, 0.10}};
  for (const auto& [member, limit] : cases) {
    Snapshot snapshot = good();
    snapshot.*member = std::nextafter(limit, kInfinity);
    const auto decision = evidence::decide(snapshot, {}, kNow);
    CHECK(decision.verdict == Verdict::kFail);
    CHECK(decision.reasons().size() == 1);
  }
}

TEST_CASE("gate: never passes a measure that is missing or no finite number from 0") {
  for (const auto member : kMeasures) {
    for (const Measure bad : {Measure(), Measure(kNan), Measure(-kNan), Measure(kInfinity),
                              Measure(-kInfinity), Measure(-1.0)}) {
      Snapshot snapshot = good();
      snapshot.*member = bad;
      const auto decision = evidence::decide(snapshot, {}, kNow);
      CHECK(decision.verdict == Verdict::kUndecided);
      CHECK(decision.reasons().size() >= 1);
    }
  }
}

TEST_CASE("gate: never passes against a limit that is no finite number") {
  for (const double limit : {kNan, kInfinity, -kInfinity}) {
    evidence::GateLimits limits;
    limits.read_p95_ms = limit;
    CHECK_FALSE(evidence::decide(good(), limits, kNow).ok());
  }
}

TEST_CASE("gate: wants evidence of now") {
  const struct {
    std::int64_t age_seconds;
    Verdict want;
  } cases[] = {{0, Verdict::kPass},
               {3600, Verdict::kPass},
               {3601, Verdict::kStale},
               {-60, Verdict::kPass},
               {-61, Verdict::kStale},
               {1'000'000'000, Verdict::kStale},
               {-5'000'000'000, Verdict::kStale}};
  for (const auto& [age, want] : cases) {
    CAPTURE(age);
    Snapshot snapshot = good();
    snapshot.collected_at = kNow - age * kNanosPerSecond;
    CHECK(evidence::decide(snapshot, {}, kNow).verdict == want);
  }
  Snapshot ancient = good();
  ancient.collected_at = std::numeric_limits<UnixNanos>::min();
  CHECK(evidence::decide(ancient, {}, kNow).verdict == Verdict::kStale);
}

TEST_CASE("gate: stale evidence is stale, whatever its numbers are") {
  Snapshot snapshot = good();
  snapshot.collected_at = 0;
  snapshot.read_p95_ms = 9999;
  const auto decision = evidence::decide(snapshot, {}, kNow);
  CHECK(decision.verdict == Verdict::kStale);
  CHECK(decision.reasons().size() == 2);
}

TEST_CASE("gate: cannot decide on too few samples or contradicting percentiles") {
  Snapshot few = good();
  few.sample_count = 99;
  CHECK(evidence::decide(few, {}, kNow).verdict == Verdict::kUndecided);
  Snapshot crossed = good();
  crossed.p99_ms = 299;
  CHECK(evidence::decide(crossed, {}, kNow).verdict == Verdict::kUndecided);
}

TEST_CASE("gate: has no evidence without a snapshot") {
  const auto decision = evidence::decide(std::nullopt, {}, kNow);
  CHECK(decision.verdict == Verdict::kNoEvidence);
  CHECK_FALSE(decision.ok());
  CHECK(decision.reasons().size() == 1);
}

TEST_CASE("at_most: gives each outcome its code") {
  const struct {
    Measure observed;
    Outcome outcome;
    std::string_view code;
  } cases[] = {{{}, Outcome::kCannotDecide, "missing"},
               {kNan, Outcome::kCannotDecide, "not_a_number"},
               {kInfinity, Outcome::kCannotDecide, "infinite"},
               {-0.5, Outcome::kCannotDecide, "negative"},
               {0.0, Outcome::kPass, "within_limit"},
               {1.0, Outcome::kPass, "within_limit"},
               {1.5, Outcome::kFail, "limit_exceeded"}};
  for (const auto& [observed, outcome, code] : cases) {
    const auto finding = evidence::at_most("x", "x", observed, 1, "");
    CHECK(finding.outcome == outcome);
    CHECK(finding.code == code);
  }
}
