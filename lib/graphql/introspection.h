// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Introspection: a schema as objects of the types __Schema and __Type (specification section 4).
#pragma once

#include "graphql/execute.h"

namespace igp::graphql {

/// The value of __schema. `schema` must outlive it.
FieldValue introspect_schema(const Schema& schema);

/// The value of __type(name:); null when there is no such type.
FieldValue introspect_type(const Schema& schema, std::string_view name);

}  // namespace igp::graphql
