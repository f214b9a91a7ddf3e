// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The rules about directives, arguments and variable definitions, and the order of all rules: by
// gqlparser's names for them (in comments), because error texts are joined in that order.
#include "rego/gqlparser/rules.h"

#include <algorithm>

#include "rego/gqlparser/rules_fields.h"
#include "rego/gqlparser/rules_fragments.h"
#include "rego/gqlparser/suggestions.h"

namespace igp::rego::gqlparser {
namespace {

void known_argument_names(Validation& run, const Directive& directive) {
  if (directive.definition == nullptr) return;
  for (const Argument* argument : directive.arguments) {
    report_unknown_argument(run, *argument, directive.definition->arguments,
                            fmt::format("directive \"@{}\"", directive.name), directive.position);
  }
}

void known_directives(Validation& run, const Directive& directive) {
  if (directive.definition == nullptr) {
    run.add(fmt::format("Unknown directive \"@{}\".", directive.name), directive.position);
    return;
  }
  const auto& allowed = directive.definition->locations;
  if (std::ranges::find(allowed, directive.location) != allowed.end()) return;
  const Position at = directive.position.value_or(Position{});
  // A fragment is walked repeatedly, but its error is reported once.
  if (!run.misplaced_directives.emplace(directive.name, at.row, at.column).second) return;
  run.add(
      fmt::format("Directive \"@{}\" may not be used on {}.", directive.name, directive.location),
      directive.position);
}

void provided_required_arguments(Validation& run, const Directive& directive) {
  if (directive.definition == nullptr) return;
  report_missing_arguments(run, directive.arguments, directive.definition->arguments,
                           fmt::format("Directive \"@{}\"", directive.definition->name),
                           directive.position);
}

}  // namespace

void report_unknown_argument(Validation& run, const Argument& argument,
                             const List<ArgumentDefinition>& definitions, std::string_view where,
                             const std::optional<Position>& position) {
  if (find_named(definitions, argument.name) != nullptr) return;
  std::vector<std::string_view> names;
  for (const ArgumentDefinition* definition : definitions) names.push_back(definition->name);
  run.add(fmt::format("Unknown argument \"{}\" on {}.{}", argument.name, where,
                      suggestion("Did you mean", argument.name, names, run.work)),
          position);
}

void report_missing_arguments(Validation& run, const List<Argument>& arguments,
                              const List<ArgumentDefinition>& definitions, std::string_view where,
                              const std::optional<Position>& position) {
  run.work.spend(arguments.size() * definitions.size() / 16);
  for (const ArgumentDefinition* definition : definitions) {
    if (run.work.exhausted()) return;
    if (!definition->type->non_null || definition->default_value != nullptr) continue;
    if (find_named(arguments, definition->name) != nullptr) continue;
    run.add(fmt::format("{} argument \"{}\" of type \"{}\" is required, but it was not provided.",
                        where, definition->name, definition->type->text()),
            position);
  }
}

void unique_argument_names(Validation& run, const List<Argument>& arguments) {
  std::map<std::string_view, int> seen;
  for (const Argument* argument : arguments) {
    if (seen[argument->name]++ != 1) continue;  // the second is reported, no third
    run.add(fmt::format("There can be only one argument named \"{}\".", argument->name),
            argument->position);
  }
}

void check_directive(Validation& run, const Directive& directive) {
  run.work.spend();
  known_argument_names(run, directive);             // KnownArgumentNames
  known_directives(run, directive);                 // KnownDirectives
  provided_required_arguments(run, directive);      // ProvidedRequiredArguments
  unique_argument_names(run, directive.arguments);  // UniqueArgumentNames
}

// UniqueDirectivesPerLocation
void check_directives(Validation& run, const List<Directive>& directives) {
  std::set<std::string_view> seen;
  for (const Directive* directive : directives) {
    const bool repeatable =
        directive->definition != nullptr && directive->definition->is_repeatable;
    if (!seen.insert(directive->name).second && !repeatable) {
      run.add(fmt::format("The directive \"@{}\" can only be used once at this location.",
                          directive->name),
              directive->position);
    }
  }
}

// KnownTypeNames
void check_variable(Validation& run, const VariableDefinition& variable) {
  const std::string& name = variable.type->named();
  if (run.schema.type(name) != nullptr) return;
  run.add(fmt::format("Unknown type \"{}\".", name), variable.position);
}

void check_field(Validation& run, const Field& field) {
  fields_on_correct_type(run, field);   // FieldsOnCorrectType
  known_argument_names(run, field);     // KnownArgumentNames
  max_introspection_depth(run, field);  // MaxIntrospectionDepth
  // OverlappingFieldsCanBeMerged; fragments look at their fields themselves.
  if (run.operation != nullptr) check_overlaps(run, field.selection_set);
  provided_required_arguments(run, field);      // ProvidedRequiredArguments
  scalar_leafs(run, field);                     // ScalarLeafs
  unique_argument_names(run, field.arguments);  // UniqueArgumentNames
}

void check_fragment(Validation& run, const FragmentDefinition& fragment) {
  fragments_on_composite_types(run, fragment);  // FragmentsOnCompositeTypes
  known_type_names(run, fragment);              // KnownTypeNames
  no_fragment_cycles(run, fragment);            // NoFragmentCycles
  no_unused_fragments(run, fragment);           // NoUnusedFragments
  check_overlaps(run, fragment.selection_set);  // OverlappingFieldsCanBeMerged
  unique_fragment_names(run, fragment);         // UniqueFragmentNames
}

void check_inline_fragment(Validation& run, const InlineFragment& fragment) {
  fragments_on_composite_types(run, fragment);  // FragmentsOnCompositeTypes
  known_type_names(run, fragment);              // KnownTypeNames
  check_overlaps(run, fragment.selection_set);  // OverlappingFieldsCanBeMerged
  possible_fragment_spreads(run, fragment);     // PossibleFragmentSpreads
}

void check_spread(Validation& run, const FragmentSpread& spread) {
  known_fragment_names(run, spread);                              // KnownFragmentNames
  if (!run.in_fragments) run.used_fragments.insert(spread.name);  // NoUnusedFragments
  possible_fragment_spreads(run, spread);                         // PossibleFragmentSpreads
}

}  // namespace igp::rego::gqlparser
