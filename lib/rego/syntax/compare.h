// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The total order of syntax trees: by kind, then by content. Ground terms compare as their values
// do.
#pragma once

#include <compare>
#include <string_view>
#include <vector>

#include "rego/syntax/ast.h"

namespace igp::rego {

std::strong_ordering compare(const Term& a, const Term& b);
std::strong_ordering compare(const Expr& a, const Expr& b);
std::strong_ordering compare(const Body& a, const Body& b);
std::strong_ordering compare(const Terms& a, const Terms& b);

inline bool equal(const Term& a, const Term& b) { return compare(a, b) == 0; }
inline bool equal(const Terms& a, const Terms& b) { return compare(a, b) == 0; }

/// By value: 1, 1.0 and 1e0 are equal.
std::strong_ordering compare_number_texts(std::string_view a, std::string_view b);

/// The elements of a set in order, without duplicates.
std::vector<const Term*> sorted_elements(const Term& set);

/// The items of an object in the order of their keys; of equal keys the last one written counts.
std::vector<ObjectItem> sorted_items(const Term& object);

}  // namespace igp::rego
