// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules must not depend on themselves.
#include <numeric>
#include <span>

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

/// Which rules refer to which. Rules are numbered by their Rule::id.
class DependencyGraph {
 public:
  DependencyGraph(const CompileContext& context, const std::vector<Module*>& modules)
      : context_(context) {
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

  /// The rules on cycles, and those on ways from one cycle to another: what is left when rules that
  /// refer to nothing that is left, or that nothing left refers to, are taken away one by one. In
  /// the order of the modules; mostly nothing.
  [[nodiscard]] std::vector<Rule*> suspects() const {
    Links forward{first_edge_, {}};
    for (const Edge& edge : edges_) forward.targets.push_back(edge.to);
    const Links backward = reversed(forward);
    std::vector<bool> left(rules_.size(), true);
    peel(forward, backward, left);
    peel(backward, forward, left);
    std::vector<Rule*> rules;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (left[i]) rules.push_back(rules_[i]);
    }
    return rules;
  }

  /// A way from `rule` back to it, empty when there is none.
  [[nodiscard]] std::vector<Rule*> cycle(const Rule& rule, bool certain_only) const {
    const auto goal = static_cast<std::size_t>(rule.id);
    struct Step {
      std::size_t rule;
      std::size_t next_edge;
    };
    std::vector<Step> path = {{goal, first_edge_[goal]}};
    std::vector<bool> visited(rules_.size());
    visited[goal] = true;
    while (!path.empty()) {
      Step& last = path.back();
      if (last.next_edge == first_edge_[last.rule + 1]) {
        path.pop_back();
        continue;
      }
      const Edge& edge = edges_[last.next_edge++];
      if (certain_only && !edge.certain) continue;
      if (edge.to == goal) {
        std::vector<Rule*> rules;
        for (const Step& step : path) rules.push_back(rules_[step.rule]);
        rules.push_back(rules_[goal]);
        return rules;
      }
      if (!visited[edge.to]) path.push_back({edge.to, first_edge_[edge.to]});
      visited[edge.to] = true;
    }
    return {};
  }

 private:
  struct Edge {
    std::size_t to = 0;
    bool certain = true;  ///< not only for some values of a variable
  };
  /// Where the edges of each rule lead to: `targets` from `begins[rule]` to `begins[rule + 1]`.
  struct Links {
    std::vector<std::size_t> begins;
    std::vector<std::size_t> targets;

    [[nodiscard]] std::span<const std::size_t> of(std::size_t rule) const {
      return std::span(targets).subspan(begins[rule], begins[rule + 1] - begins[rule]);
    }
  };
  struct Collector {
    DependencyGraph& graph;

    bool visit(Expr&) { return true; }
    bool visit(Term& term) {
      if (term.is(TermKind::kRef) && term.items[0]->is_var("data")) graph.add_reference(term.items);
      return true;
    }
  };

  void add_references(Rule& rule) {
    Collector collector{*this};
    walk(collector, rule.body);
    walk(collector, rule.head->args);
    if (rule.head->key != nullptr) walk(collector, *rule.head->key);
    if (rule.head->value != nullptr) walk(collector, *rule.head->value);
  }

  /// Adds to the edges of the rule that is looked at.
  void add_reference(const Terms& ref) {
    targets_.clear();
    collect_rules(context_.rules.root(), ref, 1, targets_);
    for (Rule* target : targets_) {
      const bool certain = selects(ref, *target);
      for_each_branch(*target, [&](const Rule& branch) {
        edges_.push_back({.to = static_cast<std::size_t>(branch.id), .certain = certain});
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

  static Links reversed(const Links& links) {
    const std::size_t rules = links.begins.size() - 1;
    Links out{std::vector<std::size_t>(rules + 1), std::vector<std::size_t>(links.targets.size())};
    for (const std::size_t to : links.targets) ++out.begins[to + 1];
    std::partial_sum(out.begins.begin(), out.begins.end(), out.begins.begin());
    std::vector<std::size_t> next(out.begins);
    for (std::size_t from = 0; from < rules; ++from) {
      for (const std::size_t to : links.of(from)) out.targets[next[to]++] = from;
    }
    return out;
  }

  /// Takes away the rules from which no edge leads to a rule that is left.
  static void peel(const Links& links, const Links& reversed, std::vector<bool>& left) {
    std::vector<std::size_t> degree(left.size());
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!left[i]) continue;
      for (const std::size_t to : links.of(i)) degree[i] += left[to] ? 1 : 0;
      if (degree[i] == 0) ends.push_back(i);
    }
    while (!ends.empty()) {
      const std::size_t end = ends.back();
      ends.pop_back();
      left[end] = false;
      for (const std::size_t from : reversed.of(end)) {
        if (left[from] && --degree[from] == 0) ends.push_back(from);
      }
    }
  }

  const CompileContext& context_;
  std::vector<Rule*> rules_;
  std::vector<Edge> edges_;  ///< of the first rule, of the second, ...
  std::vector<std::size_t> first_edge_;
  std::vector<Rule*> targets_;  ///< used by add_reference() only
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
