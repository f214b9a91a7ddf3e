// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/dependencies.h"

#include <algorithm>

#include "rego/compile/compile_context.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// Whether elements from `from` on may be equal; what is not constant may be anything.
bool may_intersect(const RulePath& rule, const Terms& ref, std::size_t from) {
  // The reference starts with `data`, the rule's path below it.
  for (std::size_t i = from; i < rule.size() && i + 1 < ref.size(); ++i) {
    const Term& a = rule[i];
    const Term& b = *ref[i + 1];
    if (is_constant(a) && is_constant(b) && !equal(a, b)) return false;
  }
  return true;
}

void add_all(const RuleNode& node, std::vector<Rule*>& out) {
  out.insert(out.end(), node.rules.begin(), node.rules.end());
  if (node.hidden) return;
  for (const auto& child : node.children) add_all(*child, out);
}

void add_matching(const RuleNode& node, const Terms& ref, std::size_t next,
                  std::vector<Rule*>& out) {
  for (Rule* rule : node.rules) {
    if (may_intersect(RulePath(*rule), ref, next - 1)) out.push_back(rule);
  }
}

/// The rules that `ref` could refer to; `next` is its first element that was not followed yet.
void collect_rules(const RuleNode& node, const Terms& ref, std::size_t next,
                   std::vector<Rule*>& out) {
  if (next >= ref.size()) {
    add_all(node, out);
    return;
  }
  if (is_constant(*ref[next])) {
    const RuleNode* child = node.child(*ref[next]);
    if (child == nullptr) return;
    add_matching(*child, ref, next + 1, out);
    collect_rules(*child, ref, next + 1, out);
    return;
  }
  for (const auto& child : node.children) {
    if (child->hidden) continue;
    add_matching(*child, ref, next + 1, out);
    collect_rules(*child, ref, next + 1, out);
  }
}

/// Whether `ref` comes to the rule whatever values its variables have: constants of the rule's path
/// are constants in it, or parts that iterate over everything.
bool selects(const Terms& ref, const std::vector<bool>& iterates, const Rule& rule) {
  const RulePath path(rule);
  const std::size_t ground = path.ground_prefix();
  for (std::size_t i = 0; i < path.size() && i + 1 < ref.size(); ++i) {
    const bool constant = i < ground || is_constant(path[i]);
    if (constant && !is_constant(*ref[i + 1]) && !iterates[i + 1]) return false;
  }
  return true;
}

/// Calls `on_ref` for every reference to `data`.
template <class OnRef>
struct References {
  OnRef on_ref;

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    if (term.is(TermKind::kRef) && term.items[0]->is_var("data")) on_ref(term.items);
    return true;
  }
};
template <class OnRef>
References(OnRef) -> References<OnRef>;

}  // namespace

std::vector<Rule*> rules_matching(const RuleTree& rules, const Terms& ref) {
  std::vector<Rule*> found;
  collect_rules(rules.root(), ref, 1, found);
  return found;
}

DependencyGraph::DependencyGraph(const RuleTree& tree, const std::vector<Module*>& modules)
    : tree_(tree) {
  for (Module* module : modules) {
    for (Rule* first : module->rules) {
      for_each_branch(*first, [this](Rule& rule) { rules_.push_back(&rule); });
    }
  }
  first_edge_.reserve(rules_.size() + 1);
  first_edge_.push_back(0);
  for (Rule* rule : rules_) {
    add_references(*rule);
    first_edge_.push_back(edges_.size());
  }
}

void DependencyGraph::add_references(Rule& rule) {
  std::size_t at = 0;
  References visitor{[&](const Terms& ref) { add_reference(rule, ref, at); }};
  for (; at < rule.body.size(); ++at) walk(visitor, *rule.body[at]);
  walk(visitor, rule.head->args);
  if (rule.head->key != nullptr) walk(visitor, *rule.head->key);
  if (rule.head->value != nullptr) walk(visitor, *rule.head->value);
}

/// Variables of which the values are known make several references of one.
void DependencyGraph::add_reference(const Rule& rule, const Terms& ref, std::size_t at) {
  const bool constant =
      std::ranges::all_of(ref.suffix(1), [](const Term* part) { return is_constant(*part); });
  if (constant) {
    add_edges(ref, ref, {});
    return;
  }
  if (narrowed_ != &rule) {
    narrowed_ = &rule;
    known_.emplace(rule);
    bound_ = vars_of(rule.head->args);
    bound_.merge(vars_of(rule.head->ref.suffix(1)));
    if (rule.head->key != nullptr) bound_.merge(vars_of(*rule.head->key));
    if (rule.head->value != nullptr) bound_.merge(vars_of(*rule.head->value));
    looked_at_ = 0;
  }
  const std::vector<Terms> expanded = known_->expand(scratch_, ref, at);
  const std::vector<bool> iterates = iterating_parts(rule, ref, at);
  for (const Terms& single : expanded) {
    add_edges(single, expanded.size() == 1 ? single : ref, iterates);
  }
}

/// Variables that have no value before and occur once.
std::vector<bool> DependencyGraph::iterating_parts(const Rule& rule, const Terms& ref,
                                                   std::size_t at) {
  for (; looked_at_ < at; ++looked_at_) bound_.merge(vars_of(*rule.body[looked_at_]));
  std::vector<bool> iterates(ref.size());
  for (std::size_t i = 1; i < ref.size(); ++i) {
    const Term& part = *ref[i];
    if (!part.is(TermKind::kVar) || bound_.contains(part.text)) continue;
    iterates[i] = std::ranges::count_if(ref, [&](const Term* other) {
                    return vars_of(*other).contains(part.text);
                  }) == 1;
  }
  return iterates;
}

/// Adds to the edges of the rule that is looked at. `selector` tells whether they are certain.
void DependencyGraph::add_edges(const Terms& ref, const Terms& selector,
                                const std::vector<bool>& iterates) {
  targets_.clear();
  collect_rules(tree_.root(), ref, 1, targets_);
  for (Rule* target : targets_) {
    const bool certain = selects(selector, iterates, *target);
    for_each_branch(*target, [&](const Rule& branch) {
      edges_.push_back({.to = static_cast<std::size_t>(branch.id), .certain = certain});
    });
  }
}

std::vector<Rule*> DependencyGraph::sorted() const {
  struct Step {
    std::size_t rule;
    std::size_t next_edge;
  };
  std::vector<Rule*> out;
  out.reserve(rules_.size());
  std::vector<bool> seen(rules_.size());
  std::vector<Step> path;
  for (std::size_t first = 0; first < rules_.size(); ++first) {
    if (!seen[first]) path.push_back({first, first_edge_[first]});
    seen[first] = true;
    while (!path.empty()) {
      Step& last = path.back();
      if (last.next_edge == first_edge_[last.rule + 1]) {
        out.push_back(rules_[last.rule]);
        path.pop_back();
        continue;
      }
      const std::size_t to = edges_[last.next_edge++].to;
      if (!seen[to]) path.push_back({to, first_edge_[to]});
      seen[to] = true;
    }
  }
  return out;
}

std::vector<Rule*> DependencyGraph::with_dependents(const std::vector<Rule*>& rules) {
  if (dependents_.empty()) {
    dependents_.resize(rules_.size());
    for (std::size_t from = 0; from < rules_.size(); ++from) {
      for (const Edge& edge : edges_of(from)) dependents_[edge.to].push_back(from);
    }
  }
  std::vector<Rule*> out;
  std::vector<bool> seen(rules_.size());
  const auto add = [&](Rule* rule) {
    if (!seen[static_cast<std::size_t>(rule->id)]) out.push_back(rule);
    seen[static_cast<std::size_t>(rule->id)] = true;
  };
  for (Rule* rule : rules) add(rule);
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const std::size_t from : dependents_[static_cast<std::size_t>(out[i]->id)]) {
      add(rules_[from]);
    }
  }
  return out;
}

}  // namespace igp::rego
