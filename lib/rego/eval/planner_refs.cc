// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Planning of references: which part of `input`, of a local value, of base documents or of virtual
// documents they read is decided here as far as constants tell.
#include "rego/eval/planner.h"
#include "rego/eval/steps_value.h"

namespace igp::rego {

void Planner::mention(RuleGroup& group) {
  // Others may be reading a group that has plans: it is not to be written again.
  if (group.planned) return;
  group.planned = true;
  context_.mentioned.groups.push_back(&group);
}

void Planner::mention_all(const DocumentNode& node) {
  if (!context_.mentioned.trees.insert(&node).second) return;
  if (node.group != nullptr) mention(*node.group);
  for (const auto& [name, child] : node.children) mention_all(*child);
}

namespace {

bool is_simple(const Term& item) { return item.is_scalar() || item.is(TermKind::kVar); }

}  // namespace

// A copy of the reference's items in which computed operands stand as slots.
Terms Planner::simple_items(const Term& ref) {
  bool simple = true;
  for (std::size_t i = 1; i < ref.items.size(); ++i) simple = simple && is_simple(*ref.items[i]);
  if (simple) return ref.items;
  Terms items;
  items.push_back(context_.syntax, ref.items[0]);
  for (std::size_t i = 1; i < ref.items.size(); ++i) {
    Term* item = ref.items[i];
    Value value;
    // A pattern with unbound variables is matched once its element is known (tail_reference).
    const bool computable = is_bound(*item) || !is_pattern(*item);
    if (!is_simple(*item) && computable) {
      const Operand operand = term(*item);
      std::int32_t slot = operand.slot();
      if (operand.is_constant()) {
        slot = new_slot();
        emit<MoveStep>(slot, operand);
      }
      item = context_.syntax.make<Term>();
      item->kind = TermKind::kVar;
      item->slot = slot;
      item->loc = ref.items[i]->loc;
    }
    items.push_back(context_.syntax, item);
  }
  return items;
}

Operand Planner::reference(const Term& ref) {
  Term simple = ref;
  simple.items = simple_items(ref);
  const Term& head = *simple.items[0];
  if (head.is(TermKind::kVar) && head.slot < 0) {
    if (head.text == "input") return input_reference(simple);
    if (head.text == "data") return data_reference(simple);
  }
  return tail_reference(term(head), simple, 1);
}

Operand Planner::input_reference(const Term& ref) {
  std::vector<Value> keys;
  std::size_t next = 1;
  for (; next < ref.items.size(); ++next) {
    const Value key = constant(*ref.items[next]);
    if (key.is_undefined()) break;
    keys.push_back(key);
  }
  const std::int32_t to = new_slot();
  emit<InputStep>(to, std::move(keys));
  return tail_reference(Operand::slot(to), ref, next);
}

Operand Planner::data_reference(const Term& ref) {
  const DocumentNode* node = &context_.documents.root();
  for (std::size_t next = 1; next < ref.items.size(); ++next) {
    const Term& item = *ref.items[next];
    if (!item.is_scalar()) return tree_reference(ref, *node, next);
    const DocumentNode* child = item.is(TermKind::kString) ? node->child(item.text) : nullptr;
    if (child == nullptr) return base_reference(ref, *node, next);
    node = child;
    if (node->group != nullptr) return group_reference(ref, *node->group, next + 1);
  }
  return tree_reference(ref, *node, ref.items.size());
}

Operand Planner::base_reference(const Term& ref, const DocumentNode& node, std::size_t next) {
  std::vector<Value> keys(node.path.begin(), node.path.end());
  for (; next < ref.items.size(); ++next) {
    const Value key = constant(*ref.items[next]);
    if (key.is_undefined()) break;
    keys.push_back(key);
  }
  const std::int32_t to = new_slot();
  emit<BaseDocumentStep>(to, std::move(keys));
  return tail_reference(Operand::slot(to), ref, next);
}

Operand Planner::group_reference(const Term& ref, RuleGroup& group, std::size_t next) {
  mention(group);
  const std::int32_t to = new_slot();
  const bool partial =
      group.kind == RuleGroup::Kind::kPartialSet || group.kind == RuleGroup::Kind::kPartialObject;
  if (partial && next < ref.items.size() && is_bound(*ref.items[next])) {
    const Operand key = term(*ref.items[next]);
    emit<DocumentKeyStep>(to, group, key);
    return tail_reference(Operand::slot(to), ref, next + 1);
  }
  emit<DocumentStep>(to, group);
  return tail_reference(Operand::slot(to), ref, next);
}

Operand Planner::tree_reference(const Term& ref, const DocumentNode& node, std::size_t next) {
  mention_all(node);
  std::vector<TreeKey> keys;
  std::vector<std::pair<const Term*, std::int32_t>> patterns;
  for (; next < ref.items.size(); ++next) {
    const Term& item = *ref.items[next];
    TreeKey key;
    key.bound = is_bound(item);
    if (key.bound) {
      key.value = term(item);
    } else if (is_unbound_var(item)) {
      key.slot = item.slot;
      bind(item.slot);
    } else {
      key.slot = new_slot();
      patterns.emplace_back(&item, key.slot);
    }
    keys.push_back(std::move(key));
  }
  const std::int32_t to = new_slot();
  emit<TreeStep>(to, node, std::move(keys));
  for (const auto& [pattern, slot] : patterns) match(*pattern, Operand::slot(slot));
  return Operand::slot(to);
}

Operand Planner::tail_reference(Operand from, const Term& ref, std::size_t next) {
  while (next < ref.items.size()) {
    std::vector<Value> keys;
    for (; next < ref.items.size(); ++next) {
      const Value key = constant(*ref.items[next]);
      if (key.is_undefined()) break;
      keys.push_back(key);
    }
    const std::int32_t to = new_slot();
    if (!keys.empty()) {
      emit<LookupPathStep>(to, from, std::move(keys));
      from = Operand::slot(to);
      continue;
    }
    const Term& item = *ref.items[next++];
    if (is_bound(item)) {
      const Operand operand = term(item);
      emit<LookupStep>(to, from, operand);
    } else if (is_unbound_var(item)) {
      emit<IterateStep>(from, item.slot, to);
      bind(item.slot);
    } else {
      const std::int32_t found = new_slot();
      emit<IterateStep>(from, found, to);
      match(item, Operand::slot(found));
    }
    from = Operand::slot(to);
  }
  return from;
}

}  // namespace igp::rego
