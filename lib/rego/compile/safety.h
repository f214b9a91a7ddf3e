// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Safety: an order of a body's expressions in which every variable is bound before it is read.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "rego/compile/vars.h"
#include "rego/syntax/ast.h"

namespace igp::rego {

/// The variables that each expression reads and nothing binds.
using UnsafeVars = std::map<const Expr*, VarSet>;

/// Reorders `body` and all bodies within it, changing as little as possible: an expression moves
/// only behind those that bind what it reads. `safe` are the variables bound outside. Returns what
/// cannot be bound by any order; nothing when the body is safe.
UnsafeVars order_for_safety(SyntaxArena& arena, Body& body, const VarSet& safe, const Arity& arity);

/// The variables that are bound after `body` has been evaluated and were not in `safe`.
VarSet output_vars(const Body& body, const VarSet& safe, const Arity& arity);

/// The variables that the equation `expr` binds.
VarSet equation_output_vars(const Expr& expr, const VarSet& safe);

/// The variables that an operand of `not`, `and` or `or` without braces needs from outside.
VarSet vars_needed_by_operand(const Body& body, const Arity& arity);

/// The variables bound by making `a` and `b` equal when those in `safe` are bound.
VarSet unified_vars(const VarSet& safe, const Term& a, const Term& b);

/// Whether everything that a reference's first element needs is in `safe`.
bool is_ref_safe(const Term& ref, const VarSet& safe);

}  // namespace igp::rego
