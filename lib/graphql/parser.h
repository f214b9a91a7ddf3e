// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Parser: GraphQL text to its syntax tree, both executable documents and the type system.
#pragma once

#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "graphql/ast.h"

namespace igp::graphql {

struct ParseLimits {
  std::size_t bytes = limits::kGraphqlDocumentBytes;
  std::size_t tokens = limits::kGraphqlTokens;
  int depth = limits::kGraphqlDepth;  ///< nesting of selection sets, values and types
  std::size_t aliases = limits::kGraphqlAliases;
};

/// Parses a document of any definitions (specification section 2.2; October 2021 and its later
/// editorial text). Fails with kGraphqlSyntax (with location) or kLimitExceeded.
Result<ast::Document> parse_document(std::string_view text, const ParseLimits& limits = {});

/// Parses one value without variables, as in a default value. Fails as parse_document.
Result<ast::Value> parse_const_value(std::string_view text, const ParseLimits& limits = {});

}  // namespace igp::graphql
