// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules about operations and their variables, each named as in gqlparser.
#include "rego/gqlparser/errors.h"
#include "rego/gqlparser/rules.h"

namespace igp::rego::gqlparser {
namespace {

void known_root_type(Validation& run, const OperationDefinition& operation) {
  const Definition* root = run.schema.query;
  if (operation.operation == "mutation") root = run.schema.mutation;
  if (operation.operation == "subscription") root = run.schema.subscription;
  if (root != nullptr) return;
  run.add(fmt::format("Schema does not support operation type \"{}\"", operation.operation),
          operation.position);
}

void lone_anonymous_operation(Validation& run, const OperationDefinition& operation) {
  if (!operation.name.empty() || run.document.operations.size() <= 1) return;
  run.add("This anonymous operation must be the only defined operation.", operation.position);
}

void no_unused_variables(Validation& run, const OperationDefinition& operation) {
  const std::string where =
      operation.name.empty() ? "" : fmt::format(" in operation \"{}\"", operation.name);
  for (const VariableDefinition* variable : operation.variables) {
    if (variable->used) continue;
    run.add(fmt::format("Variable \"${}\" is never used{}.", variable->name, where),
            variable->position);
  }
}

/// The fields that an operation selects at its top, each name once. What follows the spread of an
/// unknown fragment is not looked at.
class TopFields {
 public:
  explicit TopFields(Validation& run) : run_(run) {}

  void collect(const SelectionSet& selections) {
    const Work::Level level(run_.work);
    if (!level) return;
    for (const Selection& selection : selections) {
      if (!run_.work.spend()) return;
      if (auto* const* field = std::get_if<Field*>(&selection)) {
        if (names_.insert((*field)->name).second) fields.push_back(*field);
      } else if (auto* const* fragment = std::get_if<InlineFragment*>(&selection)) {
        collect((*fragment)->selection_set);
      } else {
        const FragmentDefinition* definition = std::get<FragmentSpread*>(selection)->definition;
        if (definition == nullptr) return;
        if (fragments_.insert(definition->name).second) collect(definition->selection_set);
      }
    }
  }

  std::vector<const Field*> fields;

 private:
  Validation& run_;
  std::set<std::string_view> names_;
  std::set<std::string_view> fragments_;
};

void single_field_subscriptions(Validation& run, const OperationDefinition& operation) {
  if (run.schema.subscription == nullptr || operation.operation != "subscription") return;
  TopFields top(run);
  top.collect(operation.selection_set);
  std::string name = "Anonymous Subscription";
  if (!operation.name.empty()) name = "Subscription " + quoted(operation.name);
  if (top.fields.size() > 1) {
    run.add(name + " must select only one top level field.", top.fields[1]->position);
  }
  for (const Field* field : top.fields) {
    if (!field->name.starts_with("__")) continue;
    run.add(name + " must not select an introspection top level field.", field->position);
  }
}

void unique_operation_names(Validation& run, const OperationDefinition& operation) {
  if (run.operation_names.insert(operation.name).second) return;
  run.add(fmt::format("There can be only one operation named \"{}\".", operation.name),
          operation.position);
}

void unique_variable_names(Validation& run, const OperationDefinition& operation) {
  std::map<std::string_view, int> seen;
  for (const VariableDefinition* variable : operation.variables) {
    if (seen[variable->name]++ != 1) continue;  // the second is reported, no third
    run.add(fmt::format("There can be only one variable named \"${}\".", variable->name),
            variable->position);
  }
}

void variables_are_input_types(Validation& run, const OperationDefinition& operation) {
  for (const VariableDefinition* variable : operation.variables) {
    if (variable->definition == nullptr || variable->definition->is_input()) continue;
    run.add(fmt::format("Variable \"${}\" cannot be non-input type \"{}\".", variable->name,
                        variable->type->text()),
            variable->position);
  }
}

}  // namespace

// In the order of the names; see rules.cc.
void check_operation(Validation& run, const OperationDefinition& operation) {
  known_root_type(run, operation);
  lone_anonymous_operation(run, operation);
  no_unused_variables(run, operation);
  check_overlaps(run, operation.selection_set);
  single_field_subscriptions(run, operation);
  unique_operation_names(run, operation);
  unique_variable_names(run, operation);
  variables_are_input_types(run, operation);
}

}  // namespace igp::rego::gqlparser
