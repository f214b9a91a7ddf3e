// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Section 5.3.2: selections that end up under one response name can be merged into one field.
//
// Selection sets are compared as the fields they list and the fragments they spread, and each pair
// of fragments once, so that nested and repeated fragments do not multiply the work.
#include <algorithm>
#include <set>
#include <type_traits>

#include "base/error.h"
#include "base/limits.h"
#include "graphql/literal.h"
#include "graphql/rules/context.h"

namespace igp::graphql::rules {
namespace {

struct FieldUse {
  const NamedType* parent;
  const ast::Field* node;
  const FieldType* definition;  ///< null when unknown, and for __typename
};

/// What a selection set selects, inline fragments opened, in order of appearance.
struct Selected {
  std::vector<std::pair<std::string_view, std::vector<FieldUse>>> fields;
  std::vector<std::string_view> fragments;

  [[nodiscard]] const std::vector<FieldUse>* find(std::string_view response_name) const {
    const auto found =
        std::ranges::find(fields, response_name, [](const auto& e) { return e.first; });
    return found == fields.end() ? nullptr : &found->second;
  }
};

class MergeableFields final : public Rule {
 public:
  using Rule::Rule;

  void selection_set(const ast::SelectionSet& set) override {
    // An inline fragment is part of the set around it, which has been compared as a whole.
    if (exhausted_ || inlined_.contains(&set)) return;
    const Selected& selected = collect(set, context.parent_type);
    for (const auto& [name, uses] : selected.fields) {
      for (std::size_t i = 0; i < uses.size(); ++i) {
        for (std::size_t j = i + 1; j < uses.size(); ++j) compare_top(name, uses[i], uses[j]);
      }
    }
    for (std::size_t i = 0; i < selected.fragments.size(); ++i) {
      top(selected, selected.fragments[i]);
      for (std::size_t j = i + 1; j < selected.fragments.size(); ++j) {
        Conflicts conflicts;
        fragments(conflicts, false, selected.fragments[i], selected.fragments[j]);
        report(conflicts);
      }
    }
  }

 private:
  struct Conflict {
    std::string message;
    std::vector<Place> places;
  };
  using Conflicts = std::vector<Conflict>;

  void report(const Conflicts& conflicts) {
    for (const Conflict& conflict : conflicts) context.report(conflict.message, conflict.places);
  }

  void compare_top(std::string_view name, const FieldUse& a, const FieldUse& b) {
    Conflicts conflicts;
    compare(conflicts, false, name, a, b);
    report(conflicts);
  }

  void top(const Selected& selected, std::string_view fragment) {
    Conflicts conflicts;
    fields_and_fragment(conflicts, false, selected, fragment);
    report(conflicts);
  }

  const Selected& collect(const ast::SelectionSet& set, const NamedType* parent) {
    const auto [found, fresh] = selected_.try_emplace({&set, parent});
    if (fresh) add(found->second, set, parent);
    return found->second;
  }

  void add(Selected& out, const ast::SelectionSet& set, const NamedType* parent) {
    for (const ast::Selection& selection : set.selections) {
      if (const auto* field = std::get_if<ast::Field>(&selection)) {
        const bool known = parent != nullptr && parent->has_fields();
        const FieldUse use{parent, field, known ? parent->field(field->name.text) : nullptr};
        uses_of(out, field->response_name()).push_back(use);
      } else if (const auto* spread = std::get_if<ast::FragmentSpread>(&selection)) {
        if (std::ranges::find(out.fragments, spread->name.text) == out.fragments.end()) {
          out.fragments.push_back(spread->name.text);
        }
      } else {
        const auto& inlined = std::get<ast::InlineFragment>(selection);
        inlined_.insert(&inlined.selection_set);
        const bool conditional = inlined.type_condition.has_value();
        add(out, inlined.selection_set,
            conditional ? context.schema.type(inlined.type_condition->text) : parent);
      }
    }
  }

  static std::vector<FieldUse>& uses_of(Selected& out, std::string_view response_name) {
    const auto found =
        std::ranges::find(out.fields, response_name, [](const auto& e) { return e.first; });
    if (found != out.fields.end()) return found->second;
    return out.fields.emplace_back(response_name, std::vector<FieldUse>()).second;
  }

  const Selected* collect_fragment(std::string_view name) {
    const ast::Fragment* fragment = context.fragment(name);
    if (fragment == nullptr) return nullptr;
    return &collect(fragment->selection_set, context.schema.type(fragment->type_condition.text));
  }

  void fields_and_fragment(Conflicts& out, bool exclusive, const Selected& selected,
                           std::string_view name) {
    const Selected* fragment = collect_fragment(name);
    if (fragment == nullptr || fragment == &selected) return;
    if (!mark(fields_compared_, {&selected, name}, exclusive)) return;
    between(out, exclusive, selected, *fragment);
    for (const std::string_view inner : fragment->fragments) {
      fields_and_fragment(out, exclusive, selected, inner);
    }
  }

  void fragments(Conflicts& out, bool exclusive, std::string_view a, std::string_view b) {
    if (a == b || !mark(fragments_compared_, std::minmax(a, b), exclusive)) return;
    const Selected* first = collect_fragment(a);
    const Selected* second = collect_fragment(b);
    if (first == nullptr || second == nullptr) return;
    between(out, exclusive, *first, *second);
    for (const std::string_view inner : second->fragments) fragments(out, exclusive, a, inner);
    for (const std::string_view inner : first->fragments) fragments(out, exclusive, inner, b);
  }

  /// Whether the pair has still to be compared. A comparison that did not assume exclusive parents
  /// was the stricter one and covers the other.
  template <class Key>
  static bool mark(std::map<Key, bool>& compared, const std::type_identity_t<Key>& key,
                   bool exclusive) {
    const auto [found, fresh] = compared.emplace(key, exclusive);
    if (fresh) return true;
    if (exclusive || !found->second) return false;
    found->second = false;
    return true;
  }

  void between(Conflicts& out, bool exclusive, const Selected& a, const Selected& b) {
    for (const auto& [name, uses] : a.fields) {
      const std::vector<FieldUse>* others = b.find(name);
      if (others == nullptr) continue;
      for (const FieldUse& x : uses) {
        for (const FieldUse& y : *others) compare(out, exclusive, name, x, y);
      }
    }
  }

  void compare(Conflicts& out, bool exclusive, std::string_view name, const FieldUse& a,
               const FieldUse& b) {
    if (exhausted_ || !afford(a)) return;
    const bool distinct_objects =
        a.parent != b.parent && is_object(a.parent) && is_object(b.parent);
    const bool apart = exclusive || distinct_objects;
    if (!apart && a.node->name.text != b.node->name.text) {
      return refuse(out, name, "are different fields", a, b);
    }
    if (!apart && !same_arguments(*a.node, *b.node)) {
      return refuse(out, name, "have different arguments", a, b);
    }
    if (a.definition != nullptr && b.definition != nullptr &&
        conflicting(a.definition->type, b.definition->type)) {
      return refuse(out, name, "return different types", a, b);
    }
    if (!a.node->selection_set || !b.node->selection_set) return;
    Conflicts inner;
    ++depth_;
    sub_selections(inner, apart, a, b);
    --depth_;
    if (!inner.empty()) refuse(out, name, "have conflicting subfields", a, b);
  }

  void sub_selections(Conflicts& out, bool exclusive, const FieldUse& a, const FieldUse& b) {
    const Selected& first = collect(*a.node->selection_set, base(a.definition));
    const Selected& second = collect(*b.node->selection_set, base(b.definition));
    between(out, exclusive, first, second);
    for (const std::string_view name : second.fragments) {
      fields_and_fragment(out, exclusive, first, name);
    }
    for (const std::string_view name : first.fragments) {
      fields_and_fragment(out, exclusive, second, name);
    }
    for (const std::string_view x : first.fragments) {
      for (const std::string_view y : second.fragments) fragments(out, exclusive, x, y);
    }
  }

  /// Bounds the work and the recursion, which a document of allowed size can still make too large.
  bool afford(const FieldUse& use) {
    if (++pairs_ <= limits::kGraphqlFieldPairs && depth_ <= limits::kGraphqlDepth) return true;
    exhausted_ = true;
    context.report("the document has too many or too deeply nested fields to compare",
                   {use.node->place()});
    return false;
  }

  static void refuse(Conflicts& out, std::string_view name, std::string_view why, const FieldUse& a,
                     const FieldUse& b) {
    out.push_back({"fields " + quote(name) + " cannot be merged: they " + std::string(why),
                   {a.node->place(), b.node->place()}});
  }

  static bool is_object(const NamedType* type) {
    return type != nullptr && type->kind == ast::TypeKind::kObject;
  }

  static const NamedType* base(const FieldType* field) {
    return field != nullptr ? &field->type.base() : nullptr;
  }

  static bool same_arguments(const ast::Field& a, const ast::Field& b) {
    if (a.arguments.size() != b.arguments.size()) return false;
    return std::ranges::all_of(a.arguments, [&](const ast::Argument& x) {
      return std::ranges::any_of(b.arguments, [&](const ast::Argument& y) {
        return x.name.text == y.name.text && same_literal(x.value, y.value);
      });
    });
  }

  /// SameResponseShape() for two types.
  static bool conflicting(const TypeRef& a, const TypeRef& b) {
    if (a.kind != b.kind) return true;
    if (a.inner) return conflicting(*a.inner, *b.inner);
    return (a.named->is_leaf() || b.named->is_leaf()) && a.named != b.named;
  }

  // std::map, since references to its elements stay valid while it grows.
  std::map<std::pair<const ast::SelectionSet*, const NamedType*>, Selected> selected_;
  std::map<std::pair<const Selected*, std::string_view>, bool> fields_compared_;
  std::map<std::pair<std::string_view, std::string_view>, bool> fragments_compared_;
  std::set<const ast::SelectionSet*> inlined_;
  std::size_t pairs_ = 0;
  int depth_ = 0;
  bool exhausted_ = false;
};

}  // namespace

void add_merge_rule(RuleList& list, Context& context) {
  list.push_back(std::make_unique<MergeableFields>(context));
}

}  // namespace igp::graphql::rules
