// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// How `igpack verify` shows what it established.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "sigstore/verify/report.h"

namespace igp {

/// Lines for a reader: "verified: NAME (sha256:...)", then one indented line a fact.
std::string report_text(std::string_view artifact, const sigstore::Report& report);

/// One element of "artifacts" in contracts/verify.output.schema.json.
Json report_json(std::string_view artifact, const sigstore::Report& report);

}  // namespace igp
