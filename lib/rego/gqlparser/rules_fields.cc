// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/rules_fields.h"

#include <algorithm>

#include "rego/gqlparser/suggestions.h"

namespace igp::rego::gqlparser {
namespace {

/// The types for which `name` would be right below `parent`: interfaces first, the most shared in
/// front, then objects; each by name.
std::vector<std::string_view> types_having(Validation& run, const Definition& parent,
                                           std::string_view name) {
  if (!parent.is_abstract()) return {};
  std::vector<std::string_view> interfaces;
  std::vector<std::string_view> out;
  std::map<std::string_view, int> uses;
  for (const Definition* possible : run.schema.possible_types(parent.name)) {
    if (!run.work.spend(1 + possible->fields.size() / 16)) return {};
    if (find_named(possible->fields, name) == nullptr) continue;
    out.push_back(possible->name);
    for (const std::string& interface : possible->interfaces) {
      const Definition* type = run.schema.type(interface);
      if (type == nullptr || find_named(type->fields, name) == nullptr) continue;
      if (uses[interface]++ == 0) interfaces.push_back(interface);
    }
  }
  out.insert(out.begin(), interfaces.begin(), interfaces.end());
  std::ranges::stable_sort(out, [&](std::string_view a, std::string_view b) {
    const int difference = uses[b] - uses[a];
    return difference != 0 ? difference < 0 : a < b;
  });
  return out;
}

/// Whether lists of types nest too deep in an introspection query. Takes exponential time where
/// fragments spread others repeatedly.
class IntrospectionDepth {
 public:
  explicit IntrospectionDepth(Work& work) : work_(work) {}

  bool exceeded_by(const Field& field, int depth) {
    constexpr int kDeepest = 3;
    const bool lists = field.name == "fields" || field.name == "interfaces" ||
                       field.name == "possibleTypes" || field.name == "inputFields";
    if (lists && ++depth >= kDeepest) return true;
    return exceeded_in(field.selection_set, depth);
  }

 private:
  bool exceeded_in(const SelectionSet& selections, int depth) {
    const Work::Level level(work_);
    if (!level) return false;
    return std::ranges::any_of(selections, [&](const Selection& selection) {
      if (!work_.spend()) return false;
      if (auto* const* field = std::get_if<Field*>(&selection)) return exceeded_by(**field, depth);
      if (auto* const* fragment = std::get_if<InlineFragment*>(&selection)) {
        return exceeded_in((*fragment)->selection_set, depth);
      }
      return exceeded_by(*std::get<FragmentSpread*>(selection), depth);
    });
  }

  bool exceeded_by(const FragmentSpread& spread, int depth) {
    if (spread.definition == nullptr || !inside_.insert(spread.name).second) return false;
    const bool exceeded = exceeded_in(spread.definition->selection_set, depth);
    inside_.erase(spread.name);
    return exceeded;
  }

  Work& work_;
  std::set<std::string_view> inside_;
};

}  // namespace

void fields_on_correct_type(Validation& run, const Field& field) {
  if (field.object == nullptr || field.definition != nullptr) return;
  const Definition& parent = *field.object;
  std::string message =
      fmt::format("Cannot query field \"{}\" on type \"{}\".", field.name, parent.name);
  if (const auto types = types_having(run, parent, field.name); !types.empty()) {
    message += fmt::format(" Did you mean to use an inline fragment on {}?", quoted_or_list(types));
  } else if (parent.kind == kObject || parent.kind == kInterface) {
    std::vector<std::string_view> names;
    for (const FieldDefinition* other : parent.fields) names.push_back(other->name);
    message += suggestion("Did you mean", field.name, names, run.work);
  }
  run.add(message, field.position);
}

void known_argument_names(Validation& run, const Field& field) {
  if (field.definition == nullptr || field.object == nullptr) return;
  for (const Argument* argument : field.arguments) {
    report_unknown_argument(run, *argument, field.definition->arguments,
                            fmt::format("field \"{}.{}\"", field.object->name, field.name),
                            field.position);
  }
}

void max_introspection_depth(Validation& run, const Field& field) {
  if (field.name != "__schema" && field.name != "__type") return;
  if (IntrospectionDepth(run.work).exceeded_by(field, 0)) {
    run.add("Maximum introspection depth exceeded", field.position);
  }
}

void provided_required_arguments(Validation& run, const Field& field) {
  if (field.definition == nullptr) return;
  report_missing_arguments(run, field.arguments, field.definition->arguments,
                           fmt::format("Field \"{}\"", field.name), field.position);
}

void scalar_leafs(Validation& run, const Field& field) {
  if (field.definition == nullptr) return;
  const Definition* type = run.schema.type(field.definition->type->named());
  if (type == nullptr) return;
  if (type->is_leaf() && !field.selection_set.empty()) {
    run.add(
        fmt::format("Field \"{}\" must not have a selection since type \"{}\" has no subfields.",
                    field.name, type->name),
        field.position);
  }
  if (!type->is_leaf() && field.selection_set.empty()) {
    run.add(fmt::format("Field \"{}\" of type \"{}\" must have a selection of subfields. Did you "
                        "mean \"{} {{ ... }}\"?",
                        field.name, field.definition->type->text(), field.name),
            field.position);
  }
}

}  // namespace igp::rego::gqlparser
