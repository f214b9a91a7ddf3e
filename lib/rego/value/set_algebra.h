// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Set operations, linear because sets are sorted.
#pragma once

#include "rego/value/value.h"

namespace igp::rego {

// Operands must be sets. An operand that is the result is returned itself.
Value set_union(Arena& arena, const Value& a, const Value& b);
Value set_intersection(Arena& arena, const Value& a, const Value& b);
/// The elements of `a` that are not in `b`.
Value set_difference(Arena& arena, const Value& a, const Value& b);

/// The objects `a` and `b` (must be such) as one: where both have a key, two objects are merged in
/// turn, and otherwise the value of `b` stands.
Value merge_objects(Arena& arena, const Value& a, const Value& b);

}  // namespace igp::rego
