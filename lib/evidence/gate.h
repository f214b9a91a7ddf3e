// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The gate: whether a release's evidence allows its promotion.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/limits.h"
#include "evidence/model.h"

namespace igp::evidence {

enum class Outcome : std::uint8_t { kPass, kFail, kCannotDecide };

/// What one check found. The texts are for people, the codes are stable (evidence.graphql).
struct Finding {
  std::string_view check;
  Outcome outcome = Outcome::kCannotDecide;
  std::string_view code;  ///< "within_limit", "limit_exceeded", "missing", "not_a_number", ...
  std::string text;
  Measure observed = {};  ///< never NaN or infinite
  Measure limit = {};
};

/// What a check may look at.
struct CheckInput {
  const Snapshot& snapshot;
  const GateLimits& limits;
  UnixNanos now;
};

/// A row of the table in gate.cc. One file of checks/ each.
struct Check {
  std::string_view name;
  Finding (*run)(const CheckInput& input);
};

std::span<const Check> check_table();

/// The one word of a decision; only kPass allows a promotion.
enum class Verdict : std::uint8_t {
  kPass,        ///< every check passed
  kFail,        ///< a limit is exceeded
  kStale,       ///< the newest evidence is too old or from the future
  kNoEvidence,  ///< nothing was recorded for this service and release
  kUndecided,   ///< a measure is missing or no number, or there are too few samples
};

/// "PASS", "FAIL", "STALE", "NO_EVIDENCE", "UNDECIDED".
std::string_view name_of(Verdict verdict);

struct Decision {
  Verdict verdict = Verdict::kNoEvidence;
  std::vector<Finding> findings;  ///< of every check, in table order; empty without evidence
  std::optional<Snapshot> snapshot;

  [[nodiscard]] bool ok() const { return verdict == Verdict::kPass; }
  /// Why not: "<check>: <text>" of every finding that is not a pass. Empty exactly when ok().
  [[nodiscard]] std::vector<std::string> reasons() const;
};

/// Decides. A pure function: the same evidence, limits and time give the same decision.
Decision decide(const std::optional<Snapshot>& newest, const GateLimits& limits, UnixNanos now);

}  // namespace igp::evidence
