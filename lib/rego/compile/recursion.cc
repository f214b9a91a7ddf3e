// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules must not depend on themselves.
#include <numeric>
#include <span>

#include "rego/compile/compile_context.h"
#include "rego/compile/dependencies.h"

namespace igp::rego {

namespace {

/// Finds the ways from rules back to themselves.
class Cycles {
 public:
  explicit Cycles(const DependencyGraph& graph) : graph_(graph), rules_(graph.rules()) {
    links_.begins.reserve(rules_.size() + 1);
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      links_.begins.push_back(links_.targets.size());
      for (const DependencyGraph::Edge& edge : graph.edges_of(i)) links_.targets.push_back(edge.to);
    }
    links_.begins.push_back(links_.targets.size());
  }

  /// The rules on cycles, and those on ways from one cycle to another: what is left when rules that
  /// refer to nothing that is left, or that nothing left refers to, are taken away one by one. In
  /// the order of the modules; mostly nothing.
  [[nodiscard]] std::vector<Rule*> suspects() const {
    const Links backward = reversed(links_);
    std::vector<bool> left(rules_.size(), true);
    peel(links_, backward, left);
    peel(backward, links_, left);
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
    std::vector<Step> path = {{goal, 0}};
    std::vector<bool> visited(rules_.size());
    visited[goal] = true;
    while (!path.empty()) {
      Step& last = path.back();
      const std::span<const DependencyGraph::Edge> edges = graph_.edges_of(last.rule);
      if (last.next_edge == edges.size()) {
        path.pop_back();
        continue;
      }
      const DependencyGraph::Edge& edge = edges[last.next_edge++];
      if (certain_only && !edge.certain) continue;
      if (edge.to == goal) {
        std::vector<Rule*> rules;
        for (const Step& step : path) rules.push_back(rules_[step.rule]);
        rules.push_back(rules_[goal]);
        return rules;
      }
      if (!visited[edge.to]) path.push_back({edge.to, 0});
      visited[edge.to] = true;
    }
    return {};
  }

 private:
  /// Where the edges of each rule lead to: `targets` from `begins[rule]` to `begins[rule + 1]`.
  struct Links {
    std::vector<std::size_t> begins;
    std::vector<std::size_t> targets;

    [[nodiscard]] std::span<const std::size_t> of(std::size_t rule) const {
      return std::span(targets).subspan(begins[rule], begins[rule + 1] - begins[rule]);
    }
  };
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

  const DependencyGraph& graph_;
  const std::vector<Rule*>& rules_;
  Links links_;
};

}  // namespace

void check_recursion(CompileContext& context, const DependencyGraph& graph) {
  const Cycles cycles(graph);
  for (Rule* rule : cycles.suspects()) {
    std::vector<Rule*> path = cycles.cycle(*rule, true);
    const bool certain = !path.empty();
    if (!certain) path = cycles.cycle(*rule, false);
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
