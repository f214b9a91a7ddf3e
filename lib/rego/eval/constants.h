// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Literals as values.
#pragma once

#include "rego/syntax/ast.h"
#include "rego/value/value.h"

namespace igp::rego {

/// The value of a literal null, boolean, number or string; undefined for other terms.
Value scalar_value(const Term& term, Arena& arena);

/// As scalar_value(), also for arrays, sets and objects of constants.
Value constant_value(const Term& term, Arena& arena);

}  // namespace igp::rego
