// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/rule_tree.h"

#include <algorithm>

#include "rego/syntax/compare.h"

namespace igp::rego {

namespace {

/// Names of rules are variables in heads and strings in references.
std::strong_ordering compare_keys(const Term& a, const Term& b) {
  const auto is_name = [](const Term& t) {
    return t.is(TermKind::kString) || t.is(TermKind::kVar);
  };
  if (is_name(a) && is_name(b)) return a.text <=> b.text;
  return compare(a, b);
}

auto lower_bound(const std::vector<std::unique_ptr<RuleNode>>& children, const Term& key) {
  return std::ranges::lower_bound(
      children, key, [](const Term& a, const Term& b) { return compare_keys(a, b) < 0; },
      [](const std::unique_ptr<RuleNode>& node) -> const Term& { return *node->key; });
}

}  // namespace

bool is_constant(const Term& term) {
  switch (term.kind) {
    case TermKind::kNull:
    case TermKind::kBoolean:
    case TermKind::kNumber:
    case TermKind::kString:
      return true;
    case TermKind::kArray:
    case TermKind::kSet:
      return std::ranges::all_of(term.items, [](const Term* item) { return is_constant(*item); });
    case TermKind::kObject:
      return std::ranges::all_of(*term.object, [](const ObjectItem& item) {
        return is_constant(*item.key) && is_constant(*item.value);
      });
    default:
      return false;
  }
}

const RuleNode* RuleNode::child(const Term& constant) const {
  const auto found = lower_bound(children, constant);
  if (found == children.end() || compare_keys(*(*found)->key, constant) != 0) return nullptr;
  return found->get();
}

std::size_t RulePath::ground_prefix() const {
  std::size_t at = package_.size() + 1;
  while (at < size() && is_constant((*this)[at])) ++at;
  return at;
}

RuleNode& RuleTree::place(RuleNode& node, const Term& key) {
  const auto found = lower_bound(node.children, key);
  if (found != node.children.end() && compare_keys(*(*found)->key, key) == 0) return **found;
  auto made = std::make_unique<RuleNode>();
  made->key = &key;
  made->hidden = &node == root_.get() && key.text == "system";
  return **node.children.insert(found, std::move(made));
}

void RuleTree::add(Module& module) {
  RuleNode* package = root_.get();
  for (const Term* part : module.package.path.suffix(1)) package = &place(*package, *part);
  for (Rule* rule : module.rules) {
    const RulePath path(*rule);
    RuleNode* node = package;
    for (std::size_t i = module.package.path.size() - 1; i < path.ground_prefix(); ++i) {
      node = &place(*node, path[i]);
    }
    node->rules.push_back(rule);
  }
}

const RuleNode* RuleTree::find(const Terms& ref) const {
  if (ref.empty() || !ref[0]->is_var("data")) return nullptr;
  const RuleNode* node = root_.get();
  for (const Term* part : ref.suffix(1)) {
    if (!is_constant(*part)) return nullptr;
    node = node->child(*part);
    if (node == nullptr) return nullptr;
  }
  return node;
}

const std::vector<Rule*>& RuleTree::rules_at(const Terms& ref) const {
  static const std::vector<Rule*> kNone;
  const RuleNode* node = find(ref);
  return node == nullptr ? kNone : node->rules;
}

}  // namespace igp::rego
