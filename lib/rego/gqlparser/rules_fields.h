// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules about fields and arguments, each named as in gqlparser. See rules.h.
#pragma once

#include "rego/gqlparser/rules.h"

namespace igp::rego::gqlparser {

void fields_on_correct_type(Validation& run, const Field& field);
void known_argument_names(Validation& run, const Field& field);
void max_introspection_depth(Validation& run, const Field& field);
void provided_required_arguments(Validation& run, const Field& field);
void scalar_leafs(Validation& run, const Field& field);
void unique_argument_names(Validation& run, const List<Argument>& arguments);

/// Reports `argument` if `definitions` do not have it. `where` says whose argument it is.
void report_unknown_argument(Validation& run, const Argument& argument,
                             const List<ArgumentDefinition>& definitions, std::string_view where,
                             const std::optional<Position>& position);
/// Reports those of `definitions` that must be among `arguments` and are not.
void report_missing_arguments(Validation& run, const List<Argument>& arguments,
                              const List<ArgumentDefinition>& definitions, std::string_view where,
                              const std::optional<Position>& position);

}  // namespace igp::rego::gqlparser
