// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// YAML documents as JSON text.
#pragma once

#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace igp::yaml {

struct YamlLimits {
  std::size_t json_bytes = limits::kYamlJsonBytes;  ///< of the result: aliases may multiply
  int depth = limits::kYamlDepth;                   ///< of sequences and mappings
};

/// The first document of `text` as JSON, null when there is none; read as OPA reads it: only the
/// spellings of true, false and null that YAML 1.2 has, numbers as 64-bit integers or doubles,
/// merge keys, and the last of equal keys.
/// Fails with kYamlMalformed or kLimitExceeded.
Result<std::string> yaml_to_json(std::string_view text, const YamlLimits& limits = {});

}  // namespace igp::yaml
