// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Parsers: GraphQL text to trees, with gqlparser v2's departures from the specification: comments
// are part of a tree, empty documents are fine, and an unreadable token is "<Invalid>".
#pragma once

#include <memory>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "rego/gqlparser/ast_query.h"
#include "rego/gqlparser/ast_schema.h"

namespace igp::rego::gqlparser {

/// What one document, and its validation, may cost.
struct Limits {
  std::size_t tokens = limits::kRegoGraphqlTokens;  ///< comments count
  int depth = limits::kRegoGraphqlDepth;            ///< nesting of nodes, through fragments too
  std::size_t steps = limits::kRegoGraphqlSteps;    ///< of schema or query validation
};

/// Parses operations and fragments. Fails with kGraphqlSyntax, whose message is gqlparser's
/// ("input:1:2: Expected Name, found {"), or with kLimitExceeded.
Result<std::unique_ptr<QueryDocument>> parse_query(std::string_view text,
                                                   const Limits& limits = {});

/// Parses type system definitions and extensions. Fails as parse_query().
Result<std::unique_ptr<SchemaDocument>> parse_schema(std::string_view text,
                                                     const Limits& limits = {});

}  // namespace igp::rego::gqlparser
