// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Which rules refer to which. Included by the files of this folder only.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "rego/compile/known_values.h"
#include "rego/compile/rule_tree.h"
#include "rego/compile/var_set.h"
#include "rego/syntax/ast.h"

namespace igp::rego {

/// The rules that `ref`, which starts with `data`, could refer to; parts of it that are not
/// constant may be anything.
std::vector<Rule*> rules_matching(const RuleTree& rules, const Terms& ref);

/// The references of every rule to rules. Rules are numbered by their Rule::id.
class DependencyGraph {
 public:
  struct Edge {
    std::size_t to = 0;
    bool certain = true;  ///< not only for some values of a variable
  };

  DependencyGraph(const RuleTree& tree, const std::vector<Module*>& modules);

  /// In the order of the modules, else branches after their rule.
  [[nodiscard]] const std::vector<Rule*>& rules() const { return rules_; }
  [[nodiscard]] std::span<const Edge> edges_of(std::size_t rule) const {
    return std::span(edges_).subspan(first_edge_[rule], first_edge_[rule + 1] - first_edge_[rule]);
  }
  [[nodiscard]] const std::vector<Edge>& edges() const { return edges_; }

  /// All rules, each after those it refers to. There must be no recursion.
  [[nodiscard]] std::vector<Rule*> sorted() const;
  /// `rules` and all that refer to them, also by way of others.
  [[nodiscard]] std::vector<Rule*> with_dependents(const std::vector<Rule*>& rules);

 private:
  void add_references(Rule& rule);
  void add_reference(const Rule& rule, const Terms& ref, std::size_t at);
  void add_edges(const Terms& ref, const Terms& selector, const std::vector<bool>& iterates);
  std::vector<bool> iterating_parts(const Rule& rule, const Terms& ref, std::size_t at);

  const RuleTree& tree_;
  std::vector<Rule*> rules_;
  std::vector<Edge> edges_;  ///< of the first rule, of the second, ...
  std::vector<std::size_t> first_edge_;
  std::vector<Rule*> targets_;      ///< used by add_edges() only
  const Rule* narrowed_ = nullptr;  ///< the rule that `known_` is about
  std::optional<KnownValues> known_;
  VarSet bound_;  ///< of its head and the first `looked_at_` expressions of its body
  std::size_t looked_at_ = 0;
  SyntaxArena scratch_;
  std::vector<std::vector<std::size_t>> dependents_;  ///< by rule, once somebody asked
};

}  // namespace igp::rego
