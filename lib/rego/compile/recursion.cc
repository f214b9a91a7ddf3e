// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules must not depend on themselves.
#include <algorithm>
#include <map>
#include <set>

#include "rego/compile/compile_context.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// Whether elements from `from` on may be equal; what is not constant may be anything.
bool may_intersect(const std::vector<const Term*>& rule, const Terms& ref, std::size_t from) {
  // The reference starts with `data`, the rule's path below it.
  for (std::size_t i = from; i < rule.size() && i + 1 < ref.size(); ++i) {
    const Term& a = *rule[i];
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
    if (may_intersect(rule_path(*rule), ref, next - 1)) out.push_back(rule);
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

struct Edge {
  Rule* to = nullptr;
  bool certain = true;  ///< not only for some values of a variable
};

class DependencyGraph {
 public:
  explicit DependencyGraph(const CompileContext& context) : context_(context) {}

  void add(Rule& rule) {
    Collector collector{*this, rule};
    walk(collector, rule.body);
    walk(collector, rule.head->args);
    if (rule.head->key != nullptr) walk(collector, *rule.head->key);
    if (rule.head->value != nullptr) walk(collector, *rule.head->value);
  }

  /// A way from `rule` back to it, empty when there is none.
  std::vector<Rule*> cycle(Rule& rule, bool certain_only) const {
    std::set<Rule*> visited;
    std::vector<Rule*> path;
    if (!search(rule, rule, certain_only, visited, path)) return {};
    std::ranges::reverse(path);
    return path;
  }

 private:
  struct Collector {
    DependencyGraph& graph;
    Rule& rule;

    bool visit(Expr&) { return true; }
    bool visit(Term& term) {
      if (term.is(TermKind::kRef) && term.items[0]->is_var("data")) {
        graph.add_reference(rule, term.items);
      }
      return true;
    }
  };

  void add_reference(Rule& from, const Terms& ref) {
    std::vector<Rule*> targets;
    collect_rules(context_.rules.root(), ref, 1, targets);
    for (Rule* target : targets) {
      const bool certain = selects(ref, *target);
      for_each_branch(*target, [&](Rule& branch) { edges_[&from].push_back({&branch, certain}); });
    }
  }

  /// Whether every constant of the rule's path is a constant in `ref`.
  static bool selects(const Terms& ref, const Rule& rule) {
    const auto path = rule_path(rule);
    for (std::size_t i = 0; i < path.size() && i + 1 < ref.size(); ++i) {
      const bool constant = i < ground_prefix(rule) || is_constant(*path[i]);
      if (constant && !is_constant(*ref[i + 1])) return false;
    }
    return true;
  }

  bool search(Rule& from, Rule& goal, bool certain_only, std::set<Rule*>& visited,
              std::vector<Rule*>& path) const {
    if (!visited.insert(&from).second) return false;
    const auto found = edges_.find(&from);
    if (found == edges_.end()) return false;
    for (const Edge& edge : found->second) {
      if (certain_only && !edge.certain) continue;
      if (edge.to == &goal) {
        path.push_back(&goal);
        path.push_back(&from);
        return true;
      }
      if (search(*edge.to, goal, certain_only, visited, path)) {
        path.push_back(&from);
        return true;
      }
    }
    return false;
  }

  const CompileContext& context_;
  std::map<Rule*, std::vector<Edge>> edges_;
};

}  // namespace

void check_recursion(CompileContext& context, const std::vector<Module*>& modules) {
  DependencyGraph graph(context);
  for (Module* module : modules) {
    for (Rule* first : module->rules) {
      for_each_branch(*first, [&](Rule& rule) { graph.add(rule); });
    }
  }
  for (Module* module : modules) {
    for (Rule* first : module->rules) {
      for_each_branch(*first, [&](Rule& rule) {
        std::vector<Rule*> path = graph.cycle(rule, true);
        const bool certain = !path.empty();
        if (!certain) path = graph.cycle(rule, false);
        if (path.empty()) return;
        std::string names;
        for (const Rule* step : path) {
          if (!names.empty()) names += " -> ";
          names += context.path_text(*step);
        }
        context.report(DiagnosticCode::kRecursion, rule.loc,
                       fmt::format("rule {} {} recursive: {}", context.path_text(rule),
                                   certain ? "is" : "may be", names));
      });
    }
  }
}

}  // namespace igp::rego
