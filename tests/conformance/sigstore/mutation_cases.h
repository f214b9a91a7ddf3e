// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Verifications that succeed: the valid bundles of the corpora and of a virtual Sigstore.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "sigstore/verify/verifier.h"

namespace igp::testing {

/// A bundle with all that it takes to verify it.
struct Case {
  std::string name;
  Json bundle;
  std::string artifact;            ///< its content
  std::optional<Json> trust_root;  ///< as a document; without it, policy.trust_root is used
  sigstore::VerifyPolicy policy;
};

/// All cases, in a fixed order. `corpora` holds sigstore-conformance and cosign.
std::vector<Case> load_cases(const std::filesystem::path& corpora);

/// The outcome of a case with these contents in place of its own.
Result<sigstore::Report> verify_case(const Case& one, const Json& bundle,
                                     const std::optional<Json>& trust_root,
                                     std::string_view artifact);

}  // namespace igp::testing
