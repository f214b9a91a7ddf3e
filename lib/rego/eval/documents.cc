// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/documents.h"

#include <algorithm>

#include "rego/compile/rule_tree.h"
#include "rego/eval/rule_index.h"

namespace igp::rego {

RuleGroup::RuleGroup() = default;
RuleGroup::~RuleGroup() = default;

std::string RuleGroup::name() const {
  std::string out = "data";
  for (const Value& part : node->path) out.append(".").append(part.as_string());
  return out;
}

void RuleGroup::forget_plans() {
  planned = same_constant = false;
  plans.clear();
  keyed_plans.clear();
  default_plan = nullptr;
  index.reset();
  keyed_index.reset();
  store.clear();
}

namespace {

// The name a path element stands for: a constant string, or the rule's own name (a variable in the
// first place of its head). Null for anything that is no name.
const std::string_view* name_of_element(const Term& term, bool first_of_head) {
  if (term.is(TermKind::kString) || (first_of_head && term.is(TermKind::kVar))) return &term.text;
  return nullptr;
}

DocumentNode* child_of(DocumentNode& node, std::string_view name) {
  const auto found = node.children.find(name);
  if (found != node.children.end()) return found->second.get();
  auto made = std::make_unique<DocumentNode>();
  made->parent = &node;
  return node.children.emplace(name, std::move(made)).first->second.get();
}

void take_rules(DocumentNode& node, std::vector<const Rule*>& out) {
  out.insert(out.end(), node.rules.begin(), node.rules.end());
  for (auto& [name, child] : node.children) take_rules(*child, out);
}

}  // namespace

DocumentTree::DocumentTree() : root_(std::make_unique<DocumentNode>()) {}

void DocumentTree::add(const Module& module) {
  DocumentNode* package = root_.get();
  for (std::size_t i = 1; i < module.package.path.size(); ++i) {
    package = child_of(*package, module.package.path[i]->text);
  }
  for (const Rule* rule : module.rules) {
    DocumentNode* node = package;
    bool first = true;
    for (const Term* element : rule->head->ref) {
      const std::string_view* name = name_of_element(*element, first);
      if (name == nullptr) break;
      node = child_of(*node, *name);
      first = false;
    }
    node->rules.push_back(rule);
  }
}

void DocumentTree::finish(Arena& constants) { number(*root_, constants); }

void DocumentTree::number(DocumentNode& node, Arena& constants) {
  for (auto& [name, child] : node.children) {
    Value* path = constants.allocate_array<Value>(node.path.size() + 1);
    *std::ranges::copy(node.path, path).out = Value::string_borrowed(name);
    child->path = {path, node.path.size() + 1};
  }
  if (!node.rules.empty()) make_group(node);
  if (node.group != nullptr && node.group->kind == RuleGroup::Kind::kPartialObject) {
    // The rules below belong to this group; their names are not documents of their own.
    node.children.clear();
    return;
  }
  for (auto& [name, child] : node.children) number(*child, constants);
}

void DocumentTree::make_group(DocumentNode& node) {
  auto group = std::make_unique<RuleGroup>();
  const std::size_t depth = node.path.size();
  bool variable = false;
  for (const Rule* rule : node.rules) variable = variable || RulePath(*rule).size() > depth;
  std::vector<const Rule*>& rules = group->rules;
  rules = std::move(node.rules);
  const Rule& first = *rules.front();
  if (variable) {
    for (const auto& [name, child] : node.children) take_rules(*child, rules);
  } else if (const auto found = std::ranges::find_if(rules, &Rule::is_default);
             found != rules.end()) {
    group->default_rule = *found;
    rules.erase(found);
  }
  if (!first.head->args.empty()) {
    group->kind = RuleGroup::Kind::kFunction;
    group->arity = static_cast<std::int32_t>(first.head->args.size());
  } else if (variable) {
    group->kind = RuleGroup::Kind::kPartialObject;
  } else if (first.kind() == RuleKind::kMultiValue) {
    group->kind = RuleGroup::Kind::kPartialSet;
  }
  group->id = static_cast<std::int32_t>(groups_.size());
  group->node = &node;
  node.group = std::move(group);
  groups_.push_back(node.group.get());
}

RuleGroup* DocumentTree::function(const Term& ref) const {
  const DocumentNode* node = root_.get();
  for (std::size_t i = 1; i < ref.items.size() && node != nullptr; ++i) {
    node = ref.items[i]->is(TermKind::kString) ? node->child(ref.items[i]->text) : nullptr;
  }
  return node == nullptr || node->group == nullptr ? nullptr : node->group.get();
}

}  // namespace igp::rego
