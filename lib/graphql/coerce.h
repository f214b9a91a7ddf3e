// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Input coercion: variables and arguments to values (specification sections 3.5, 6.1.2 and 6.4.1).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "graphql/request_error.h"
#include "graphql/schema.h"

namespace igp::graphql {

/// Coerces the variables of `operation` given as a JSON object. Variables that are absent and have
/// no default stay absent. Faults are appended to `errors`; the result counts only without any.
Json coerce_variables(const Schema& schema, const ast::Operation& operation, const Json& given,
                      std::vector<RequestError>& errors);

/// Coerces the arguments of a field or directive against their declaration; the document has been
/// validated, so what fails here is a null variable in a non-null place. Fails with
/// kGraphqlInvalid.
Result<Json> coerce_arguments(const std::vector<InputValue>& declared,
                              const std::vector<ast::Argument>& given, const Json& variables);

/// A leaf's value for the answer (section 3.5, "Result Coercion"). Fails with kGraphqlInvalid when
/// `value` is none of the type.
Result<Json> serialize_leaf(const NamedType& leaf, const Json& value);

}  // namespace igp::graphql
