// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// OverlappingFieldsCanBeMerged: fields of one name in an answer must be the same field with the
// same arguments and a type of the same shape, wherever they are selected (specification section
// 5.3.2, in the order of comparisons of graphql-js, which gqlparser follows).
#include <algorithm>

#include "rego/gqlparser/rules.h"

namespace igp::rego::gqlparser {
namespace {

/// The fields of a selection set with those of its inline fragments, by their names in the answer,
/// and the fragments spread there.
struct Collected {
  using Entry = std::pair<std::string_view, std::vector<const Field*>>;
  std::vector<Entry> fields;
  std::map<std::string_view, std::size_t> places;  ///< in `fields`
  std::vector<const FragmentSpread*> spreads;

  Collected(Work& work, const SelectionSet& selections) { collect(work, selections); }

  [[nodiscard]] const std::vector<const Field*>* find(std::string_view name) const {
    const auto at = places.find(name);
    return at == places.end() ? nullptr : &fields[at->second].second;
  }

 private:
  void collect(Work& work, const SelectionSet& selections) {
    const Work::Level level(work);
    if (!level) return;
    for (const Selection& selection : selections) {
      if (!work.spend()) return;
      if (auto* const* field = std::get_if<Field*>(&selection)) {
        const std::string& name = (*field)->response_name();
        const auto [at, fresh] = places.emplace(name, fields.size());
        if (fresh) fields.emplace_back(name, std::vector<const Field*>());
        fields[at->second].second.push_back(*field);
      } else if (auto* const* fragment = std::get_if<InlineFragment*>(&selection)) {
        collect(work, (*fragment)->selection_set);
      } else {
        spreads.push_back(std::get<FragmentSpread*>(selection));
      }
    }
  }
};

struct Conflict {
  std::string name;
  std::string reason;
  std::vector<Conflict> below;  ///< the reason, where there are some
  std::optional<Position> position;

  [[nodiscard]] std::string text() const {
    if (below.empty()) return reason;
    std::string out;
    for (const Conflict& conflict : below) {
      out += fmt::format("{}subfields \"{}\" conflict because {}", out.empty() ? "" : " and ",
                         conflict.name, conflict.text());
    }
    return out;
  }
};
using Conflicts = std::vector<Conflict>;

// What a comparison of two fragments costs besides that of their fields.
constexpr std::size_t kPairOfFragments = 8;

bool same_value(Work& work, const Literal& a, const Literal& b) {
  const Work::Level level(work);
  if (!level || !work.spend(1 + a.children.size())) return true;
  if (a.kind != b.kind || a.raw != b.raw || a.children.size() != b.children.size()) return false;
  List<ChildValue> left = a.children;
  List<ChildValue> right = b.children;
  if (a.kind == ValueKind::kObject) {
    std::ranges::stable_sort(left, {}, &ChildValue::name);
    std::ranges::stable_sort(right, {}, &ChildValue::name);
  }
  return std::ranges::equal(left, right, [&](const ChildValue* one, const ChildValue* other) {
    return one->name == other->name && same_value(work, *one->value, *other->value);
  });
}

bool same_arguments(Work& work, const List<Argument>& a, const List<Argument>& b) {
  if (a.size() != b.size()) return false;
  return std::ranges::all_of(a, [&](const Argument* one) {
    return std::ranges::any_of(b, [&](const Argument* other) {
      return work.spend() && one->name == other->name &&
             same_value(work, *one->value, *other->value);
    });
  });
}

bool types_conflict(const Schema& schema, const Type& a, const Type& b) {
  if (a.item != nullptr || b.item != nullptr) {
    return a.item == nullptr || b.item == nullptr || types_conflict(schema, *a.item, *b.item);
  }
  if (a.non_null != b.non_null) return true;
  const Definition* left = schema.type(a.name);
  const Definition* right = schema.type(b.name);
  return left != nullptr && right != nullptr && left->is_leaf() && right->is_leaf() &&
         left->name != right->name;
}

class Overlaps {
 public:
  explicit Overlaps(Validation& run) : run_(run), work_(run.work) {}

  Conflicts within(const SelectionSet& selections) {
    Conflicts out;
    const Collected collected(work_, selections);
    for (const auto& [name, fields] : collected.fields) {
      for (std::size_t i = 0; i < fields.size(); ++i) {
        for (std::size_t j = i + 1; j < fields.size(); ++j) {
          compare(out, false, *fields[i], *fields[j]);
        }
      }
    }
    run_.compared_fragments.clear();
    const auto& spreads = collected.spreads;
    for (std::size_t i = 0; i < spreads.size(); ++i) {
      with_fragment(out, false, collected, *spreads[i]);
      for (std::size_t j = i + 1; j < spreads.size(); ++j) {
        fragments(out, false, *spreads[i], *spreads[j]);
      }
    }
    return out;
  }

 private:
  void with_fragment(Conflicts& out, bool exclusive, const Collected& fields,
                     const FragmentSpread& spread) {
    const Work::Level level(work_);
    if (!level || !run_.compared_fragments.insert(spread.name).second) return;
    if (spread.definition == nullptr) return;
    const Collected other(work_, spread.definition->selection_set);
    if (fields.fields == other.fields) return;  // the fragment with itself
    between(out, exclusive, fields, other);
    for (const FragmentSpread* next : other.spreads) {
      if (next->name != spread.name) with_fragment(out, exclusive, fields, *next);
    }
  }

  /// Whether the pair was compared already; if not, it counts as compared from now on. Fields that
  /// may be selected together are compared more strictly than those that exclude each other.
  bool compared(const FragmentSpread& a, const FragmentSpread& b, bool exclusive) {
    const auto at = run_.compared_pairs.find({a.name, b.name});
    if (at != run_.compared_pairs.end() && (exclusive || !at->second)) return true;
    run_.compared_pairs.insert_or_assign({a.name, b.name}, exclusive);
    run_.compared_pairs.insert_or_assign({b.name, a.name}, exclusive);
    return false;
  }

  void fragments(Conflicts& out, bool exclusive, const FragmentSpread& a, const FragmentSpread& b) {
    const Work::Level level(work_);
    if (!level || !work_.spend(kPairOfFragments)) return;
    if (a.name == b.name || compared(a, b, exclusive)) return;
    if (a.definition == nullptr || b.definition == nullptr) return;
    const Collected left(work_, a.definition->selection_set);
    const Collected right(work_, b.definition->selection_set);
    between(out, exclusive, left, right);
    for (const FragmentSpread* next : right.spreads) fragments(out, exclusive, a, *next);
    for (const FragmentSpread* next : left.spreads) fragments(out, exclusive, *next, b);
  }

  Conflicts sub_selections(bool exclusive, const SelectionSet& a, const SelectionSet& b) {
    Conflicts out;
    const Collected left(work_, a);
    const Collected right(work_, b);
    between(out, exclusive, left, right);
    for (const FragmentSpread* spread : right.spreads) {
      run_.compared_fragments.clear();
      with_fragment(out, exclusive, left, *spread);
    }
    for (const FragmentSpread* spread : left.spreads) {
      run_.compared_fragments.clear();
      with_fragment(out, exclusive, right, *spread);
    }
    for (const FragmentSpread* one : left.spreads) {
      for (const FragmentSpread* other : right.spreads) fragments(out, exclusive, *one, *other);
    }
    return out;
  }

  void between(Conflicts& out, bool exclusive, const Collected& a, const Collected& b) {
    for (const auto& [name, fields] : a.fields) {
      const auto* others = b.find(name);
      if (others == nullptr) continue;
      for (const Field* one : fields) {
        for (const Field* other : *others) compare(out, exclusive, *one, *other);
      }
    }
  }

  void compare(Conflicts& out, bool parents_exclusive, const Field& a, const Field& b) {
    const Work::Level level(work_);
    if (!level || !work_.spend() || a.object == nullptr || b.object == nullptr) return;
    const bool exclusive =
        parents_exclusive ||
        (a.object->name != b.object->name && a.object->kind == kObject &&
         b.object->kind == kObject && a.definition != nullptr && b.definition != nullptr);
    Conflict conflict;
    conflict.name = a.response_name();
    conflict.position = b.position;
    conflict.reason = difference(exclusive, a, b);
    if (conflict.reason.empty()) {
      conflict.below = sub_selections(exclusive, a.selection_set, b.selection_set);
    }
    if (!conflict.reason.empty() || !conflict.below.empty()) out.push_back(std::move(conflict));
  }

  /// What differs between the fields themselves, or nothing.
  std::string difference(bool exclusive, const Field& a, const Field& b) {
    if (!exclusive && a.name != b.name) {
      return fmt::format("\"{}\" and \"{}\" are different fields", a.name, b.name);
    }
    if (!exclusive && !same_arguments(work_, a.arguments, b.arguments)) {
      return "they have differing arguments";
    }
    if (a.definition == nullptr || b.definition == nullptr ||
        !types_conflict(run_.schema, *a.definition->type, *b.definition->type)) {
      return "";
    }
    return fmt::format("they return conflicting types \"{}\" and \"{}\"",
                       a.definition->type->text(), b.definition->type->text());
  }

  Validation& run_;
  Work& work_;
};

}  // namespace

void check_overlaps(Validation& run, const SelectionSet& selections) {
  if (selections.empty()) return;
  for (const Conflict& conflict : Overlaps(run).within(selections)) {
    run.add(fmt::format("Fields \"{}\" conflict because {}. Use different aliases on the fields to "
                        "fetch both if this was intentional.",
                        conflict.name, conflict.text()),
            conflict.position);
  }
}

}  // namespace igp::rego::gqlparser
