// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/rule_index.h"

#include <algorithm>
#include <unordered_set>

#include "rego/eval/constants.h"
#include "rego/eval/machine.h"

namespace igp::rego {
namespace {

// Below this many rules, trying them is as fast as looking for the right one.
constexpr std::size_t kFewRules = 2;

const IndexTest* test_of(const IndexedRule& rule, const IndexPath& path) {
  for (const IndexTest& test : rule.tests) {
    if (test.path == path) return &test;
  }
  return nullptr;
}

// The path with the most distinct values over all rules; null when none has two outcomes.
const IndexPath* best_path(const std::vector<const IndexedRule*>& rules,
                           const std::vector<IndexPath>& used) {
  struct Hash {
    std::size_t operator()(const Value& value) const { return hash(value); }
  };
  const IndexPath* best = nullptr;
  std::size_t best_score = 0;
  std::vector<const IndexPath*> seen;
  for (const IndexedRule* rule : rules) {
    for (const IndexTest& test : rule->tests) {
      const auto same = [&](const IndexPath* path) { return *path == test.path; };
      if (std::ranges::any_of(seen, same)) continue;
      if (std::ranges::find(used, test.path) != used.end()) continue;
      seen.push_back(&test.path);
      std::unordered_set<Value, Hash> values;
      std::size_t testing = 0;
      for (const IndexedRule* other : rules) {
        if (const IndexTest* found = test_of(*other, test.path)) {
          values.insert(found->value);
          ++testing;
        }
      }
      // Rules that do not test the path are copied into every branch.
      const std::size_t copies = (rules.size() - testing) * values.size();
      if (copies > 4 * rules.size() + 64) continue;
      if (values.size() + testing > best_score) {
        best_score = values.size() + testing;
        best = &test.path;
      }
    }
  }
  return best;
}

}  // namespace

std::unique_ptr<const RuleIndex> RuleIndex::build(const std::vector<IndexedRule>& rules) {
  if (rules.size() < kFewRules) return nullptr;
  std::vector<const IndexedRule*> all;
  for (const IndexedRule& rule : rules) all.push_back(&rule);
  auto index = std::make_unique<RuleIndex>();
  index->root_ = grow(std::move(all), {});
  if (index->root_->otherwise == nullptr) return nullptr;
  return index;
}

std::unique_ptr<RuleIndex::Node> RuleIndex::grow(std::vector<const IndexedRule*> rules,
                                                 std::vector<IndexPath> used) {
  auto node = std::make_unique<Node>();
  const IndexPath* path = rules.size() < kFewRules ? nullptr : best_path(rules, used);
  if (path == nullptr) {
    for (const IndexedRule* rule : rules) node->rules.push_back(rule->plan);
    return node;
  }
  node->path = *path;
  used.push_back(*path);
  std::vector<const IndexedRule*> untested;
  std::unordered_map<Value, std::vector<const IndexedRule*>, ValueHash> by_value;
  for (const IndexedRule* rule : rules) {
    if (const IndexTest* test = test_of(*rule, node->path)) by_value[test->value];
  }
  for (const IndexedRule* rule : rules) {
    if (const IndexTest* test = test_of(*rule, node->path)) {
      by_value[test->value].push_back(rule);
      continue;
    }
    untested.push_back(rule);
    for (auto& [value, list] : by_value) list.push_back(rule);
  }
  for (auto& [value, list] : by_value) node->branches.emplace(value, grow(std::move(list), used));
  node->otherwise = grow(std::move(untested), std::move(used));
  return node;
}

std::span<const RulePlan* const> RuleIndex::candidates(const Env& env,
                                                       std::span<const Value> arguments) const {
  const Node* node = root_.get();
  while (node->otherwise != nullptr) {
    const IndexPath& path = node->path;
    Value value =
        path.argument < 0 ? env.input : arguments[static_cast<std::size_t>(path.argument)];
    for (const Value& key : path.keys) value = value.lookup(key);
    const auto found = value.is_composite() ? node->branches.end() : node->branches.find(value);
    node = found == node->branches.end() ? node->otherwise.get() : found->second.get();
  }
  return node->rules;
}

namespace {

// Follows a generated local to what it was assigned in the same body: `x = input.a; x = 1`.
struct TestFinder {
  const Rule& rule;
  Arena& constants;
  std::vector<IndexTest> tests = {};

  // The path a term reads, if it is one that an index can look at.
  [[nodiscard]] bool path(const Term& term, IndexPath& out, int depth = 0) const {
    if (term.is(TermKind::kVar)) return local(term, out, depth);
    if (!term.is(TermKind::kRef) || term.items.size() < 2) return false;
    const Term& head = *term.items[0];
    if (!head.is(TermKind::kVar)) return false;
    if (head.slot >= 0 || head.text != "input") {
      if (!local(head, out, depth)) return false;
    }
    for (std::size_t i = 1; i < term.items.size(); ++i) {
      if (!term.items[i]->is(TermKind::kString)) return false;
      out.keys.push_back(scalar_value(*term.items[i], constants));
    }
    return true;
  }

  [[nodiscard]] bool local(const Term& var, IndexPath& out, int depth) const {
    if (var.slot < 0 || depth > 4) return false;
    const Terms& parameters = rule.head->args;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (parameters[i]->is(TermKind::kVar) && parameters[i]->slot == var.slot) {
        out.argument = static_cast<std::int32_t>(i);
        return true;
      }
    }
    for (const Expr* expr : rule.body) {
      if (!is_equality(*expr) || !expr->terms[1]->is(TermKind::kVar)) continue;
      if (expr->terms[1]->slot != var.slot || !expr->terms[2]->is(TermKind::kRef)) continue;
      return path(*expr->terms[2], out, depth + 1);
    }
    return false;
  }

  static bool is_equality(const Expr& expr) {
    if (!expr.is(ExprKind::kCall) || expr.negated || !expr.with.empty()) return false;
    if (expr.terms.size() != 3) return false;
    const Term& op = *expr.terms[0];
    if (!op.is(TermKind::kRef) || op.items.size() != 1) return false;
    const std::string_view name = op.items[0]->text;
    return name == "equal" || name == "eq" || name == "assign";
  }

  void look(const Term& side, const Term& other) {
    IndexTest test{.path = {}, .value = scalar_value(other, constants)};
    if (test.value.defined() && path(side, test.path)) tests.push_back(std::move(test));
  }
};

}  // namespace

std::vector<IndexTest> index_tests(const Rule& rule, Arena& constants) {
  // An else branch may hold where the main one does not.
  if (rule.else_rule != nullptr) return {};
  TestFinder finder{rule, constants};
  for (std::size_t i = 0; i < rule.head->args.size(); ++i) {
    IndexTest test{.path = {static_cast<std::int32_t>(i), {}},
                   .value = scalar_value(*rule.head->args[i], constants)};
    if (test.value.defined()) finder.tests.push_back(std::move(test));
  }
  for (const Expr* expr : rule.body) {
    if (!TestFinder::is_equality(*expr)) continue;
    finder.look(*expr->terms[1], *expr->terms[2]);
    finder.look(*expr->terms[2], *expr->terms[1]);
  }
  return std::move(finder.tests);
}

}  // namespace igp::rego
