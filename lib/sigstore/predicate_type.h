// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The short names of predicate types, as the flag --type takes them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace igp::sigstore {

inline constexpr std::string_view kSlsaProvenanceV1 = "https://slsa.dev/provenance/v1";
inline constexpr std::string_view kSpdxDocument = "https://spdx.dev/Document";

/// The predicate type that `name` stands for: cosign's short names ("slsaprovenance1", "spdx",
/// "cyclonedx", "vuln", ...), and any URI as it is. Fails with kUsage on other text.
Result<std::string> resolve_predicate_type(std::string_view name);

}  // namespace igp::sigstore
