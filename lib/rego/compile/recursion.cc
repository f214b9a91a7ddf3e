// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules must not depend on themselves.
#include <algorithm>
#include <unordered_map>

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

/// Which rules refer to which.
class DependencyGraph {
 public:
  DependencyGraph(const CompileContext& context, const std::vector<Module*>& modules)
      : context_(context) {
    for_each_rule(modules, [&](Rule& rule) {
      numbers_.emplace(&rule, nodes_.size());
      nodes_.push_back({.rule = &rule});
    });
    for (Node& node : nodes_) add_references(node);
  }

  /// The rules on cycles, and those on ways from one cycle to another: what is left when rules that
  /// refer to nothing that is left, or that nothing left refers to, are taken away one by one. In
  /// the order of the modules; mostly nothing.
  [[nodiscard]] std::vector<Rule*> suspects() const {
    std::vector<std::vector<std::size_t>> forward(nodes_.size());
    std::vector<std::vector<std::size_t>> backward(nodes_.size());
    for (std::size_t from = 0; from < nodes_.size(); ++from) {
      for (const Edge& edge : nodes_[from].edges) {
        forward[from].push_back(edge.to);
        backward[edge.to].push_back(from);
      }
    }
    std::vector<bool> left(nodes_.size(), true);
    peel(forward, backward, left);
    peel(backward, forward, left);
    std::vector<Rule*> rules;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (left[i]) rules.push_back(nodes_[i].rule);
    }
    return rules;
  }

  /// A way from `rule` back to it, empty when there is none.
  [[nodiscard]] std::vector<Rule*> cycle(const Rule& rule, bool certain_only) const {
    const std::size_t goal = numbers_.at(&rule);
    struct Step {
      std::size_t node;
      std::size_t next_edge = 0;
    };
    std::vector<Step> path = {{.node = goal}};
    std::vector<bool> visited(nodes_.size());
    visited[goal] = true;
    while (!path.empty()) {
      Step& last = path.back();
      const std::vector<Edge>& edges = nodes_[last.node].edges;
      if (last.next_edge == edges.size()) {
        path.pop_back();
        continue;
      }
      const Edge& edge = edges[last.next_edge++];
      if (certain_only && !edge.certain) continue;
      if (edge.to == goal) {
        std::vector<Rule*> rules;
        for (const Step& step : path) rules.push_back(nodes_[step.node].rule);
        rules.push_back(nodes_[goal].rule);
        return rules;
      }
      if (!visited[edge.to]) path.push_back({.node = edge.to});
      visited[edge.to] = true;
    }
    return {};
  }

 private:
  struct Edge {
    std::size_t to = 0;
    bool certain = true;  ///< not only for some values of a variable
  };
  struct Node {
    Rule* rule;
    std::vector<Edge> edges = {};
  };
  struct Collector {
    DependencyGraph& graph;
    Node& node;

    bool visit(Expr&) { return true; }
    bool visit(Term& term) {
      if (term.is(TermKind::kRef) && term.items[0]->is_var("data")) {
        graph.add_reference(node, term.items);
      }
      return true;
    }
  };

  template <class Action>
  static void for_each_rule(const std::vector<Module*>& modules, const Action& action) {
    for (Module* module : modules) {
      for (Rule* first : module->rules) for_each_branch(*first, action);
    }
  }

  void add_references(Node& node) {
    Collector collector{*this, node};
    walk(collector, node.rule->body);
    walk(collector, node.rule->head->args);
    if (node.rule->head->key != nullptr) walk(collector, *node.rule->head->key);
    if (node.rule->head->value != nullptr) walk(collector, *node.rule->head->value);
  }

  void add_reference(Node& from, const Terms& ref) {
    std::vector<Rule*> targets;
    collect_rules(context_.rules.root(), ref, 1, targets);
    for (Rule* target : targets) {
      const bool certain = selects(ref, *target);
      for_each_branch(*target, [&](Rule& branch) {
        const auto to = numbers_.find(&branch);
        if (to != numbers_.end()) from.edges.push_back({.to = to->second, .certain = certain});
      });
    }
  }

  /// Whether every constant of the rule's path is a constant in `ref`.
  static bool selects(const Terms& ref, const Rule& rule) {
    const RulePath path(rule);
    const std::size_t ground = path.ground_prefix();
    for (std::size_t i = 0; i < path.size() && i + 1 < ref.size(); ++i) {
      const bool constant = i < ground || is_constant(path[i]);
      if (constant && !is_constant(*ref[i + 1])) return false;
    }
    return true;
  }

  /// Takes away the nodes from which no edge leads to a node that is left.
  static void peel(const std::vector<std::vector<std::size_t>>& edges,
                   const std::vector<std::vector<std::size_t>>& reversed, std::vector<bool>& left) {
    std::vector<std::size_t> degree(edges.size());
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      if (!left[i]) continue;
      for (const std::size_t to : edges[i]) degree[i] += left[to] ? 1 : 0;
      if (degree[i] == 0) ends.push_back(i);
    }
    while (!ends.empty()) {
      const std::size_t end = ends.back();
      ends.pop_back();
      left[end] = false;
      for (const std::size_t from : reversed[end]) {
        if (left[from] && --degree[from] == 0) ends.push_back(from);
      }
    }
  }

  const CompileContext& context_;
  std::vector<Node> nodes_;
  std::unordered_map<const Rule*, std::size_t> numbers_;
};

}  // namespace

void check_recursion(CompileContext& context, const std::vector<Module*>& modules) {
  const DependencyGraph graph(context, modules);
  for (Rule* rule : graph.suspects()) {
    std::vector<Rule*> path = graph.cycle(*rule, true);
    const bool certain = !path.empty();
    if (!certain) path = graph.cycle(*rule, false);
    if (path.empty()) continue;
    std::string names;
    for (const Rule* step : path) {
      if (!names.empty()) names += " -> ";
      names += context.path_text(*step);
    }
    context.report(DiagnosticCode::kRecursion, rule->loc,
                   fmt::format("rule {} {} recursive: {}", context.path_text(*rule),
                               certain ? "is" : "may be", names));
  }
}

}  // namespace igp::rego
