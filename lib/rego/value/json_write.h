// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Values to JSON text, as OPA and Go's encoder print it.
#pragma once

#include <string>
#include <string_view>

#include "rego/value/value.h"

namespace igp::rego {

struct JsonWriteOptions {
  bool escape_html = true;  ///< <, > and & as \u003c, \u003e, \u0026
  std::string_view indent;  ///< of one level; when not empty, implies multi_line
  std::string_view prefix;  ///< before every line but the first
  bool multi_line = false;  ///< a line for each element; else everything on one, without blanks
};

/// Appends `value`. Sets are arrays in Rego order; keys that are no strings become their JSON text,
/// and the members are then ordered by it. Undefined must not be passed.
void append_json(std::string& out, const Value& value, const JsonWriteOptions& options = {});

std::string write_json(const Value& value, const JsonWriteOptions& options = {});

}  // namespace igp::rego
