// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules about fragments, each named as in gqlparser. See rules.h.
#pragma once

#include "rego/gqlparser/rules.h"

namespace igp::rego::gqlparser {

void fragments_on_composite_types(Validation& run, const FragmentDefinition& fragment);
void fragments_on_composite_types(Validation& run, const InlineFragment& fragment);
void known_fragment_names(Validation& run, const FragmentSpread& spread);
void known_type_names(Validation& run, const FragmentDefinition& fragment);
void known_type_names(Validation& run, const InlineFragment& fragment);
void no_fragment_cycles(Validation& run, const FragmentDefinition& fragment);
void no_unused_fragments(Validation& run, const FragmentDefinition& fragment);
void possible_fragment_spreads(Validation& run, const InlineFragment& fragment);
void possible_fragment_spreads(Validation& run, const FragmentSpread& spread);
void unique_fragment_names(Validation& run, const FragmentDefinition& fragment);

}  // namespace igp::rego::gqlparser
