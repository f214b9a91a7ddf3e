// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/rules_fragments.h"

#include <algorithm>

#include "rego/gqlparser/suggestions.h"

namespace igp::rego::gqlparser {
namespace {

/// Whether a value of `parent` could be one of type `condition`; true where another rule speaks.
bool may_be(Validation& run, Definition* parent, std::string_view condition) {
  if (parent == nullptr || !parent->is_composite()) return true;
  const Definition* type = run.schema.type(condition);
  if (type == nullptr || !type->is_composite()) return true;
  const std::vector<Definition*> self = {parent};
  const auto& possible = parent->kind == kObject ? self : run.schema.possible_types(parent->name);
  const auto& wanted = run.schema.possible_types(type->name);
  if (!run.work.spend(possible.size() * wanted.size() / 16)) return true;
  return std::ranges::any_of(wanted, [&](const Definition* one) {
    return std::ranges::any_of(possible,
                               [&](const Definition* other) { return one->name == other->name; });
  });
}

/// The spreads in `selections` at any depth; those of deeper sets later, the last set first.
std::vector<const FragmentSpread*> spreads_of(Validation& run, const SelectionSet& selections) {
  std::vector<const FragmentSpread*> out;
  std::vector<const SelectionSet*> waiting = {&selections};
  while (!waiting.empty()) {
    const SelectionSet& set = *waiting.back();
    waiting.pop_back();
    if (!run.work.spend(1 + set.size())) return out;
    for (const Selection& selection : set) {
      if (auto* const* spread = std::get_if<FragmentSpread*>(&selection)) {
        out.push_back(*spread);
      } else if (auto* const* field = std::get_if<Field*>(&selection)) {
        waiting.push_back(&(*field)->selection_set);
      } else {
        waiting.push_back(&std::get<InlineFragment*>(selection)->selection_set);
      }
    }
  }
  return out;
}

class CycleSearch {
 public:
  explicit CycleSearch(Validation& run) : run_(run) {}

  void from(const FragmentDefinition& fragment) {
    const Work::Level level(run_.work);
    if (!level || !run_.fragments_searched_for_cycles.insert(fragment.name).second) return;
    const auto spreads = spreads_of(run_, fragment.selection_set);
    if (spreads.empty()) return;
    start_.insert_or_assign(fragment.name, path_.size());
    for (const FragmentSpread* spread : spreads) {
      if (!run_.work.spend(1 + run_.document.fragments.size() / 16)) return;
      const auto start = start_.find(spread->name);
      path_.push_back(spread);
      if (start != start_.end()) {
        report(*spread, start->second);
      } else if (const auto* next = find_named(run_.document.fragments, spread->name)) {
        from(*next);
      }
      path_.pop_back();
    }
    start_.erase(fragment.name);
  }

 private:
  void report(const FragmentSpread& spread, std::size_t start) {
    std::string via;
    for (std::size_t i = start; i + 1 < path_.size(); ++i) {
      via += fmt::format("{}\"{}\"", via.empty() ? " via " : ", ", path_[i]->name);
    }
    run_.add(fmt::format("Cannot spread fragment \"{}\" within itself{}.", spread.name, via),
             spread.position);
  }

  Validation& run_;
  std::vector<const FragmentSpread*> path_;
  std::map<std::string_view, std::size_t> start_;  ///< of the fragments on the path
};

}  // namespace

void fragments_on_composite_types(Validation& run, const InlineFragment& fragment) {
  const Definition* type = run.schema.type(fragment.type_condition);
  if (type == nullptr || type->is_composite()) return;
  run.add(fmt::format("Fragment cannot condition on non composite type \"{}\".",
                      fragment.type_condition),
          fragment.position);
}

void fragments_on_composite_types(Validation& run, const FragmentDefinition& fragment) {
  if (fragment.definition == nullptr || fragment.definition->is_composite()) return;
  run.add(fmt::format("Fragment \"{}\" cannot condition on non composite type \"{}\".",
                      fragment.name, fragment.type_condition),
          fragment.position);
}

void known_fragment_names(Validation& run, const FragmentSpread& spread) {
  if (spread.definition != nullptr) return;
  run.add(fmt::format("Unknown fragment \"{}\".", spread.name), spread.position);
}

void known_type_names(Validation& run, const InlineFragment& fragment) {
  if (fragment.type_condition.empty() || run.schema.type(fragment.type_condition) != nullptr) {
    return;
  }
  run.add(fmt::format("Unknown type \"{}\".", fragment.type_condition), fragment.position);
}

void known_type_names(Validation& run, const FragmentDefinition& fragment) {
  const std::string& wrong = fragment.type_condition;
  if (run.schema.type(wrong) != nullptr) return;
  std::vector<std::string_view> names;
  for (const auto& [name, definition] : run.schema.types) names.push_back(name);
  run.add(fmt::format("Unknown type \"{}\".{}", wrong,
                      suggestion("Did you mean", wrong, names, run.work)),
          fragment.position);
}

void no_fragment_cycles(Validation& run, const FragmentDefinition& fragment) {
  CycleSearch(run).from(fragment);
}

void no_unused_fragments(Validation& run, const FragmentDefinition& fragment) {
  run.in_fragments = true;
  if (run.used_fragments.contains(fragment.name)) return;
  run.add(fmt::format("Fragment \"{}\" is never used.", fragment.name), fragment.position);
}

void possible_fragment_spreads(Validation& run, const InlineFragment& fragment) {
  if (may_be(run, fragment.object, fragment.type_condition)) return;
  run.add(fmt::format("Fragment cannot be spread here as objects of type \"{}\" can never be of "
                      "type \"{}\".",
                      fragment.object->name, fragment.type_condition),
          fragment.position);
}

void possible_fragment_spreads(Validation& run, const FragmentSpread& spread) {
  if (spread.definition == nullptr) return;
  const std::string& condition = spread.definition->type_condition;
  if (may_be(run, spread.object, condition)) return;
  run.add(fmt::format("Fragment \"{}\" cannot be spread here as objects of type \"{}\" can never "
                      "be of type \"{}\".",
                      spread.name, spread.object->name, condition),
          spread.position);
}

void unique_fragment_names(Validation& run, const FragmentDefinition& fragment) {
  if (run.fragment_names.insert(fragment.name).second) return;
  run.add(fmt::format("There can be only one fragment named \"{}\".", fragment.name),
          fragment.position);
}

}  // namespace igp::rego::gqlparser
