// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Trees as the values that policies see, and back.
#pragma once

#include <memory>

#include "base/result.h"
#include "rego/gqlparser/ast_query.h"
#include "rego/gqlparser/ast_schema.h"
#include "rego/gqlparser/parser.h"
#include "rego/value/value.h"

namespace igp::rego::gqlparser {

/// The document as an object, without positions and without members that are null or empty.
Value to_value(Arena& arena, const QueryDocument& document);
Value to_value(Arena& arena, const SchemaDocument& document);

/// The document that `object` describes, as Go decodes it: unknown names do not count, missing
/// members are empty. Every selection comes out as a Field where it can. Fails with
/// kGraphqlSyntax if a member has the wrong type, with kLimitExceeded if nodes nest too deep.
Result<std::unique_ptr<QueryDocument>> query_from_value(const Value& object,
                                                        const Limits& limits = {});
Result<std::unique_ptr<SchemaDocument>> schema_from_value(const Value& object,
                                                          const Limits& limits = {});

/// Fails with kGraphqlInvalid if a decoded document lacks something that every use of it needs
/// (where OPA crashes).
Status check_complete(const SchemaDocument& document);

/// As check_complete(), and removes the annotations that only validation may fill in.
Status prepare(QueryDocument& document);

}  // namespace igp::rego::gqlparser
