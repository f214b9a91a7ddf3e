// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The builtins that can be called, by name.
#pragma once

#include <string_view>

#include "rego/builtins/builtin.h"

namespace igp::rego {

/// The function of the builtin `name`. One that is declared but not built yet reports
/// rego_unsupported when it is called; nullptr for a name that is not declared, and for those that
/// the evaluator does itself (`assign`, `eq`, ...).
BuiltinFunction find_builtin_function(std::string_view name);

/// Whether `name` has a function of its own.
bool is_builtin_supported(std::string_view name);

}  // namespace igp::rego
