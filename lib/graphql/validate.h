// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// validate: whether a document may be executed against a schema (specification section 5).
#pragma once

#include <vector>

#include "graphql/request_error.h"
#include "graphql/schema.h"

namespace igp::graphql {

/// Applies every rule of section 5 (the table is in rules/rules.cc); empty when the document is
/// valid. Stops with a closing remark after limits::kGraphqlErrors errors. A document whose
/// selections nest deeper than limits::kGraphqlDepth through its fragments, or whose fields are
/// too many to compare, is an error too.
std::vector<RequestError> validate(const Schema& schema, const ast::Document& document);

}  // namespace igp::graphql
