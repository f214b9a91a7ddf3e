// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Values to YAML text, as Go's yaml.v3 writes what it has read from JSON.
#pragma once

#include <string>

#include "base/result.h"
#include "rego/value/value.h"

namespace igp::rego {

/// Block style, two blanks a level. Fails with kYamlMalformed for characters that no YAML text may
/// have; kLimitExceeded for U+0085, which yaml.v3 reads as a line break.
Result<std::string> write_yaml(const Value& value);

}  // namespace igp::rego
