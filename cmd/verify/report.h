// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// How `igpack verify` shows what it established.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "cli/groups/trust_root.h"
#include "sigstore/verify/report.h"

namespace igp {

/// What was established about one artifact with several bundles.
struct ThresholdReport {
  struct Counted {
    std::string bundle;
    sigstore::Report report;
  };
  struct NotCounted {
    std::string bundle;
    std::string reason;
  };
  int wanted = 0;
  std::vector<Counted> counted;  ///< at least `wanted`
  std::vector<NotCounted> not_counted;
};

/// Lines for a reader: "verified: NAME (sha256:...)", then one indented line a fact.
std::string report_text(std::string_view artifact, const sigstore::Report& report);
std::string report_text(std::string_view artifact, const ThresholdReport& report);
std::string report_text(const cli::LoadedRoot& root);

/// One element of "artifacts" in contracts/verify.output.schema.json.
Json report_json(std::string_view artifact, const sigstore::Report& report);
Json report_json(std::string_view artifact, const ThresholdReport& report);
/// Its "trustRoot".
Json report_json(const cli::LoadedRoot& root);

}  // namespace igp
