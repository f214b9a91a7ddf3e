// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Value literals: whether they fit a type, and how they are written.
#pragma once

#include <string>

#include "graphql/schema.h"

namespace igp::graphql {

/// Whether a literal that is no list, object or variable is a value of the scalar or enum `leaf`
/// (specification section 3.5, "Input Coercion"). Custom scalars take any literal.
bool leaf_literal_fits(const ast::Value& value, const NamedType& leaf);

/// Whether a literal without variables can be coerced to `type`.
bool literal_fits(const ast::Value& value, const TypeRef& type);

/// The literal as source text, on one line.
std::string print_literal(const ast::Value& value);

/// Whether two literals mean the same: object fields compare without regard to their order.
bool same_literal(const ast::Value& a, const ast::Value& b);

}  // namespace igp::graphql
