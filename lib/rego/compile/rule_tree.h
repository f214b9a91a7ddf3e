// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// RuleTree: the rules of a program by their path below `data`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rego/syntax/ast.h"

namespace igp::rego {

/// A place in the tree. Keys are constant terms (mostly strings); rules whose reference goes on
/// with variables are at the place where these begin.
struct RuleNode {
  const Term* key = nullptr;  ///< null for the root `data`
  std::vector<Rule*> rules;
  std::vector<std::unique_ptr<RuleNode>> children;  ///< sorted by key
  /// Hidden from dynamic references: the package `system`.
  bool hidden = false;

  [[nodiscard]] const RuleNode* child(const Term& constant) const;
};

class RuleTree {
 public:
  RuleTree() : root_(std::make_unique<RuleNode>()) {}

  /// Adds the rules of `module`, or its package where it has none.
  void add(Module& module);

  [[nodiscard]] const RuleNode& root() const { return *root_; }

  /// The node at `ref`, whose first element is `data`; null when there is none or `ref` has
  /// variables.
  [[nodiscard]] const RuleNode* find(const Terms& ref) const;
  /// The rules exactly at `ref`.
  [[nodiscard]] const std::vector<Rule*>& rules_at(const Terms& ref) const;

 private:
  /// The child of `node` called `key`, made where there was none.
  RuleNode& place(RuleNode& node, const Term& key);

  std::unique_ptr<RuleNode> root_;
};

/// The rule's path below `data`: its package's, then its head's reference, whose first element is
/// the name as a variable.
class RulePath {
 public:
  explicit RulePath(const Rule& rule)
      : package_(rule.module->package.path.suffix(1)), ref_(rule.head->ref) {}

  [[nodiscard]] std::size_t size() const { return package_.size() + ref_.size(); }
  const Term& operator[](std::size_t i) const {
    return i < package_.size() ? *package_[i] : *ref_[i - package_.size()];
  }
  /// How many elements are constant up to the first that is not.
  [[nodiscard]] std::size_t ground_prefix() const;
  [[nodiscard]] bool is_ground() const { return ground_prefix() == size(); }

 private:
  Terms package_;
  Terms ref_;
};

/// Scalars, and collections of constants.
bool is_constant(const Term& term);

}  // namespace igp::rego
