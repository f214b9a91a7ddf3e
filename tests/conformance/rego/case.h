// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Case: one conformance case of OPA's suite, and whether this engine passes it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rego/engine.h"

namespace igp::conformance {

/// One line of v0.jsonl or v1.jsonl.
struct Case {
  std::string id;         ///< "v1/<directory>/<note>", made unique by "#2", "#3", ...
  std::string directory;  ///< "v1/<directory>"
  rego::Document line;
};

/// All cases of `path`; exits with a message when it cannot be read.
std::vector<Case> load_cases(const std::string& path, const std::string& version);

/// Empty when the case passes, else what is different.
std::string run_case(const Case& test);

}  // namespace igp::conformance
