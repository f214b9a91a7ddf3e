// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Section 5.5 (fragments).
#include <algorithm>

#include "base/error.h"
#include "graphql/rules/context.h"

namespace igp::graphql::rules {
namespace {

/// 5.5.1.1: fragment names are unique.
class UniqueFragments final : public Rule {
 public:
  using Rule::Rule;
  void fragment(const ast::Fragment& fragment) override {
    const auto [first, fresh] = first_.emplace(fragment.name.text, &fragment);
    if (fresh) return;
    context.report("there is more than one fragment " + quote(fragment.name.text),
                   {first->second->name.place, fragment.name.place});
  }

 private:
  std::map<std::string_view, const ast::Fragment*> first_;
};

/// 5.5.1.2: type conditions name known types; 5.5.1.3: composite ones.
class FragmentTypes final : public Rule {
 public:
  using Rule::Rule;
  void fragment(const ast::Fragment& fragment) override { check(fragment.type_condition); }
  void inline_fragment(const ast::InlineFragment& fragment, const NamedType*) override {
    if (fragment.type_condition) check(*fragment.type_condition);
  }

 private:
  void check(const ast::Name& condition) {
    const NamedType* type = context.schema.type(condition.text);
    if (type == nullptr) {
      context.report("unknown type " + quote(condition.text), {condition.place});
    } else if (!type->is_composite()) {
      context.report("a fragment cannot be on " + quote(condition.text) + ", which has no fields",
                     {condition.place});
    }
  }
};

/// 5.5.1.4: every fragment is used; 5.5.2.1: every spread has its fragment.
class UsedFragments final : public Rule {
 public:
  using Rule::Rule;
  void spread(const ast::FragmentSpread& spread) override {
    if (context.fragment(spread.name.text) != nullptr) return;
    context.report("unknown fragment " + quote(spread.name.text), {spread.name.place});
  }
  void finish() override {
    std::set<std::string_view> used;
    for (const ast::Definition& definition : context.document.definitions) {
      const auto* operation = std::get_if<ast::Operation>(&definition);
      if (operation == nullptr) continue;
      for (const ast::Fragment* each : context.reachable(*operation)) used.insert(each->name.text);
    }
    for (const ast::Definition& definition : context.document.definitions) {
      const auto* fragment = std::get_if<ast::Fragment>(&definition);
      if (fragment == nullptr || used.contains(fragment->name.text)) continue;
      context.report("fragment " + quote(fragment->name.text) + " is never used",
                     {fragment->place});
    }
  }
};

/// 5.5.2.2: fragments do not lead back to themselves.
class FragmentCycles final : public Rule {
 public:
  using Rule::Rule;
  void finish() override {
    for (const ast::Definition& definition : context.document.definitions) {
      const auto* fragment = std::get_if<ast::Fragment>(&definition);
      if (fragment != nullptr) follow(*fragment);
    }
  }

 private:
  /// Depth first; `path_` holds the spreads that led here. Each cycle is reported once.
  void follow(const ast::Fragment& fragment) {
    if (!done_.insert(fragment.name.text).second) return;
    index_[fragment.name.text] = path_.size();
    for (const ast::FragmentSpread* spread : spreads_of(fragment.selection_set)) {
      const auto cycle = index_.find(spread->name.text);
      path_.push_back(spread);
      if (cycle == index_.end()) {
        const ast::Fragment* target = context.fragment(spread->name.text);
        if (target != nullptr) follow(*target);
      } else {
        report(cycle->second, spread->name.text);
      }
      path_.pop_back();
    }
    index_.erase(fragment.name.text);
  }

  /// In the order of graphql-js, which decides how many cycles of several through one fragment are
  /// reported: a set's own spreads, then those of the sets in it, the last first.
  static std::vector<const ast::FragmentSpread*> spreads_of(const ast::SelectionSet& selections) {
    std::vector<const ast::FragmentSpread*> out;
    std::vector<const ast::SelectionSet*> open{&selections};
    while (!open.empty()) {
      const ast::SelectionSet* set = open.back();
      open.pop_back();
      for (const ast::Selection& selection : set->selections) {
        if (const auto* spread = std::get_if<ast::FragmentSpread>(&selection)) {
          out.push_back(spread);
        } else if (const auto* inlined = std::get_if<ast::InlineFragment>(&selection)) {
          open.push_back(&inlined->selection_set);
        } else if (const auto& field = std::get<ast::Field>(selection); field.selection_set) {
          open.push_back(&*field.selection_set);
        }
      }
    }
    return out;
  }

  void report(std::size_t from, const std::string& name) {
    std::vector<Place> places;
    for (std::size_t i = from; i < path_.size(); ++i) places.push_back(path_[i]->place);
    context.report("fragment " + quote(name) + " contains itself", std::move(places));
  }

  std::set<std::string_view> done_;
  std::map<std::string_view, std::size_t> index_;
  std::vector<const ast::FragmentSpread*> path_;
};

/// 5.5.2.3: some object can be of the fragment's type and of the type around it.
class PossibleSpreads final : public Rule {
 public:
  using Rule::Rule;
  void spread(const ast::FragmentSpread& spread) override {
    const ast::Fragment* fragment = context.fragment(spread.name.text);
    if (fragment == nullptr) return;
    check(context.schema.type(fragment->type_condition.text), spread.place);
  }
  void inline_fragment(const ast::InlineFragment& fragment, const NamedType* type) override {
    check(type, fragment.place);
  }

 private:
  void check(const NamedType* inner, const Place& place) {
    const NamedType* outer = context.parent_type;
    if (inner == nullptr || outer == nullptr || !inner->is_composite()) return;
    if (context.schema.overlap(*inner, *outer)) return;
    context.report(
        "no object of type " + quote(outer->name) + " can be of type " + quote(inner->name),
        {place});
  }
};

}  // namespace

void add_fragment_rules(RuleList& list, Context& context) {
  list.push_back(std::make_unique<UniqueFragments>(context));
  list.push_back(std::make_unique<FragmentTypes>(context));
  list.push_back(std::make_unique<UsedFragments>(context));
  list.push_back(std::make_unique<FragmentCycles>(context));
  list.push_back(std::make_unique<PossibleSpreads>(context));
}

}  // namespace igp::graphql::rules
