// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// RuleIndex: which rules of a group can hold, found by looking at a few values instead of trying
// every rule.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "rego/eval/documents.h"

namespace igp::rego {

struct Env;

/// What a test of a rule looks at: a path below `input`, or below an argument of a function.
struct IndexPath {
  std::int32_t argument = -1;  ///< -1: `input`
  std::vector<Value> keys;
  friend bool operator==(const IndexPath&, const IndexPath&) = default;
};

/// A condition without which a rule cannot hold: the value at `path` is `value`.
struct IndexTest {
  IndexPath path;
  Value value;
};

/// A rule with its necessary conditions.
struct IndexedRule {
  const RulePlan* plan = nullptr;
  std::vector<IndexTest> tests;
};

/// A decision tree over the tests of a group's rules. Never drops a rule that could hold.
class RuleIndex {
 public:
  /// Null when no test tells the rules apart.
  static std::unique_ptr<const RuleIndex> build(const std::vector<IndexedRule>& rules);

  /// The rules that can hold, in source order.
  [[nodiscard]] std::span<const RulePlan* const> candidates(const Env& env,
                                                            std::span<const Value> arguments) const;

 private:
  struct ValueHash {
    std::size_t operator()(const Value& value) const { return hash(value); }
  };
  struct Node {
    std::vector<const RulePlan*> rules;  ///< of a leaf
    IndexPath path;
    std::unordered_map<Value, std::unique_ptr<Node>, ValueHash> branches;
    std::unique_ptr<Node> otherwise;  ///< null for a leaf
  };
  static std::unique_ptr<Node> grow(std::vector<const IndexedRule*> rules,
                                    std::vector<IndexPath> used);

  std::unique_ptr<Node> root_;
};

/// The necessary conditions that `rule`'s body and parameters state.
std::vector<IndexTest> index_tests(const Rule& rule, Arena& constants);

}  // namespace igp::rego
