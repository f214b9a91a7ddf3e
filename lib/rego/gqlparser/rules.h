// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The rules that queries must obey, as functions of the nodes that they are about. Only the walk
// in validate.cc calls them: each node when all below it has been seen.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rego/gqlparser/schema.h"
#include "rego/gqlparser/validate.h"
#include "rego/gqlparser/work.h"

namespace igp::rego::gqlparser {

/// What the rules know of a validation, and what they remember in its course.
struct Validation {
  Validation(const Schema& of, QueryDocument& query, Report wanted, const Limits& limits)
      : schema(of), document(query), report(wanted), work(limits) {}

  const Schema& schema;
  QueryDocument& document;
  Report report;
  Work work;
  const OperationDefinition* operation = nullptr;  ///< whose selections are walked; or none
  std::string errors;                              ///< a line each

  std::set<std::tuple<std::string_view, int, int>> misplaced_directives;
  std::set<std::string_view> used_fragments;
  bool in_fragments = false;  ///< the operations are done
  std::set<std::string_view> fragments_searched_for_cycles;
  std::set<std::string_view> fragment_names;
  std::set<std::string_view> operation_names;
  /// Pairs of fragments whose fields were compared; whether they were known to exclude each other.
  std::map<std::pair<std::string_view, std::string_view>, bool> compared_pairs;
  std::set<std::string_view> compared_fragments;  ///< with the selection set that is looked at

  /// Reports something wrong, unless the work is exhausted.
  void add(std::string_view message, const std::optional<Position>& position);
};

void check_operation(Validation& run, const OperationDefinition& operation);
void check_field(Validation& run, const Field& field);
void check_fragment(Validation& run, const FragmentDefinition& fragment);
void check_inline_fragment(Validation& run, const InlineFragment& fragment);
void check_spread(Validation& run, const FragmentSpread& spread);
void check_directive(Validation& run, const Directive& directive);
void check_directives(Validation& run, const List<Directive>& directives);
void check_value(Validation& run, const Literal& value);
void check_variable(Validation& run, const VariableDefinition& variable);

/// OverlappingFieldsCanBeMerged, for one selection set.
void check_overlaps(Validation& run, const SelectionSet& selections);

/// The value as an error text shows it.
std::string text_of(const Literal& value);

}  // namespace igp::rego::gqlparser
