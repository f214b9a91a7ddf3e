// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The checks that build_schema() consists of. Not for others.
#pragma once

#include "rego/gqlparser/schema.h"
#include "rego/gqlparser/work.h"

namespace igp::rego::gqlparser {

/// All types and directives. Fails as build_schema().
Status check_type_definitions(const Schema& schema, const Limits& limits);
/// The directives on one schema definition.
Status check_schema_directives(const Schema& schema, const List<Directive>& directives);
/// That no input object needs itself through fields that may not be null.
Status check_input_cycles(const Schema& schema, Work& work);

}  // namespace igp::rego::gqlparser
