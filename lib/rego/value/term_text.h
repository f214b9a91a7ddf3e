// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Values as Rego terms: {"a": [1, {2}]}, set().
#pragma once

#include <string>
#include <string_view>

#include "rego/value/value.h"

namespace igp::rego {

/// Appends `value` as OPA prints a term. Undefined must not be passed.
void append_term(std::string& out, const Value& value);
std::string term_text(const Value& value);

/// Appends `text` in double quotes with the escapes of a Go string literal: \n, \x00, \u200b;
/// printable characters stand for themselves.
void append_go_quoted(std::string& out, std::string_view text);

}  // namespace igp::rego
