// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Documents: the virtual documents that rules define, as a tree of names and the groups of rules at
// its nodes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rego/eval/step.h"
#include "rego/syntax/ast.h"

namespace igp::rego {

struct DocumentNode;
class RuleIndex;

/// One rule, or one branch of its else chain, ready to run.
struct RulePlan {
  const Rule* rule = nullptr;
  const Step* body = nullptr;            ///< ends by handing the head to the machine's sink
  std::int32_t slots = 0;                ///< size of the frame
  std::vector<std::int32_t> parameters;  ///< slots that take arguments, or a document's key
  const RulePlan* otherwise = nullptr;   ///< the else branch
  bool constant_value = false;           ///< the head's value is a constant: one success is enough
};

/// All rules of one virtual document or function.
struct RuleGroup {
  enum class Kind : std::uint8_t { kComplete, kFunction, kPartialSet, kPartialObject };

  Kind kind = Kind::kComplete;
  std::int32_t id = 0;  ///< dense over the program
  std::int32_t arity = 0;
  const DocumentNode* node = nullptr;
  std::vector<const Rule*> rules;
  const Rule* default_rule = nullptr;

  /// What follows is made when a query first refers to the group, and never changes after.
  bool planned = false;
  std::vector<const RulePlan*> plans;        ///< in source order; for documents in full
  std::vector<const RulePlan*> keyed_plans;  ///< for one key of a partial document, same order
  const RulePlan* default_plan = nullptr;
  std::vector<std::unique_ptr<RulePlan>> store;  ///< owns all plans of the group
  std::unique_ptr<const RuleIndex> index;        ///< over `plans`; null when it would not help
  std::unique_ptr<const RuleIndex> keyed_index;
  bool same_constant = false;  ///< every rule yields one and the same constant

  RuleGroup();
  RuleGroup(const RuleGroup&) = delete;
  RuleGroup& operator=(const RuleGroup&) = delete;
  ~RuleGroup();

  /// "data.a.b", for messages.
  [[nodiscard]] std::string name() const;
  /// As before it was planned. Nothing may refer to its plans.
  void forget_plans();
};

/// A name in the tree of virtual documents.
struct DocumentNode {
  DocumentNode* parent = nullptr;
  std::map<std::string_view, std::unique_ptr<DocumentNode>> children;  ///< by the modules' texts
  std::unique_ptr<RuleGroup> group;
  std::vector<const Rule*> rules;  ///< while the tree is built
  std::span<const Value> path;     ///< below `data`

  [[nodiscard]] const DocumentNode* child(std::string_view key) const {
    const auto found = children.find(key);
    return found == children.end() ? nullptr : found->second.get();
  }
};

/// The tree of a program, whose modules must outlive it. Groups are numbered; a group whose rules
/// have variables in their heads' references takes in all rules below it.
class DocumentTree {
 public:
  DocumentTree();
  void add(const Module& module);
  /// Makes the groups. Call once, after all modules were added.
  void finish(Arena& constants);

  [[nodiscard]] const DocumentNode& root() const { return *root_; }
  [[nodiscard]] const std::vector<RuleGroup*>& groups() const { return groups_; }
  /// The group of a function, or nullptr. `path` is below `data`.
  [[nodiscard]] RuleGroup* function(const Term& ref) const;

 private:
  void number(DocumentNode& node, Arena& constants);
  void make_group(DocumentNode& node);

  std::unique_ptr<DocumentNode> root_;
  std::vector<RuleGroup*> groups_;
};

}  // namespace igp::rego
