// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Statements to a module: the second half of parsing. Included by parser.cc only.
#pragma once

#include <vector>

#include "rego/syntax/ast.h"
#include "rego/syntax/diagnostic.h"
#include "rego/syntax/parser_impl.h"

namespace igp::rego {

/// Fills `module` from `statements`: the package first, then imports, rules, and expressions that
/// can be read as rules (`p := 1`, `p[x]`, `f(x)`). Applies what Rego v1 demands of rules.
Diagnostics build_module(Module& module, const std::vector<Statement>& statements);

}  // namespace igp::rego
