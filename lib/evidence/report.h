// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Report: what evidence-check tells its surroundings about one question.
#pragma once

#include "base/json.h"
#include "evidence/answer.h"

namespace igp::evidence {

/// The outcome of asking, whatever it was. Texts from the server are made safe to print.
struct Report {
  bool ok = false;
  /// A verdict of the gate, or "UNTRUSTED" or "UNAVAILABLE" where there is none to believe.
  std::string verdict;
  Question question;
  std::vector<std::string> reasons;
};

Report make_report(const Question& question, const RemoteDecision& decision);

/// For a failure to get a decision: UNAVAILABLE where retrying may help, else UNTRUSTED.
Report make_report(const Question& question, const Error& failure);

/// As contracts/evidence-check.output.schema.json describes it.
Json report_to_json(const Report& report);

/// The same on one line of at most `max_bytes` (at least 1024): reasons that do not fit are left
/// out, and "omitted" counts them.
std::string encode_report(Report report, std::size_t max_bytes);

}  // namespace igp::evidence
