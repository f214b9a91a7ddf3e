// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Planning of terms other than references.
#include <map>

#include "rego/eval/planner.h"
#include "rego/eval/steps_call.h"
#include "rego/eval/steps_value.h"
#include "rego/syntax/print.h"

namespace igp::rego {

Operand Planner::term(const Term& node) {
  if (const Value value = constant(node); value.defined()) return Operand::constant(value);
  switch (node.kind) {
    case TermKind::kVar:
      return variable(node);
    case TermKind::kRef:
      return reference(node);
    case TermKind::kArray:
    case TermKind::kSet:
      return composite(node);
    case TermKind::kObject:
      return object(node);
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      return comprehension(node);
    case TermKind::kCall:
      return call(*node.items[0], node.items.begin() + 1, node.items.size() - 1);
    case TermKind::kTemplate:
      return template_string(node);
    default:
      break;
  }
  unsupported("unknown kind of term", node.loc);
  return {};
}

Operand Planner::variable(const Term& node) {
  if (node.slot >= 0) {
    if (is_unbound_var(node)) unbound(node);
    return Operand::slot(node.slot);
  }
  const std::int32_t to = new_slot();
  if (node.text == "input") {
    emit<InputStep>(to, std::vector<Value>());
  } else if (node.text == "data") {
    emit<TreeStep>(to, context_.documents.root(), std::vector<TreeKey>());
  } else {
    unbound(node);
  }
  return Operand::slot(to);
}

Operand Planner::composite(const Term& node) {
  std::vector<Operand> elements;
  for (const Term* item : node.items) elements.push_back(term(*item));
  const std::int32_t to = new_slot();
  emit<MakeSequenceStep>(to, node.is(TermKind::kSet) ? Kind::kSet : Kind::kArray,
                         std::move(elements));
  return Operand::slot(to);
}

/// OPA reads an object into a map and makes values of it in the order of its terms: of equal
/// constant keys only the last counts, and a key that is computed replaces a constant one.
Operand Planner::object(const Term& node) {
  std::map<Value, const ObjectItem*, ValueLess> constants;
  std::vector<const ObjectItem*> computed;
  for (const ObjectItem& item : *node.object) {
    if (const Value key = constant(*item.key); key.defined()) {
      constants.insert_or_assign(key, &item);
    } else {
      computed.push_back(&item);
    }
  }
  std::vector<std::pair<Operand, Operand>> members;
  for (const auto& [key, item] : constants) {
    members.emplace_back(Operand::constant(key), term(*item->value));
  }
  for (const ObjectItem* item : computed) {
    const Operand key = term(*item->key);
    members.emplace_back(key, term(*item->value));
  }
  const std::int32_t to = new_slot();
  emit<MakeObjectStep>(to, std::move(members));
  return Operand::slot(to);
}

Operand Planner::comprehension(const Term& node) {
  const Kind kind = node.is(TermKind::kArrayCompr) ? Kind::kArray
                    : node.is(TermKind::kSetCompr) ? Kind::kSet
                                                   : Kind::kObject;
  const std::int32_t to = new_slot();
  auto* step = emit<ComprehensionStep>(to, kind);
  plan_index(*step, node, kind);
  step->body = chain([&] {
    body(node.compr->body);
    const Operand key = node.compr->key == nullptr ? Operand() : term(*node.compr->key);
    const Operand value = term(*node.compr->term);
    emit<CollectStep>(kind, key, value);
  });
  return Operand::slot(to);
}

Operand Planner::call(const Term& op, const Term* const* arguments, std::size_t count) {
  std::vector<Operand> operands;
  for (std::size_t i = 0; i < count; ++i) operands.push_back(term(*arguments[i]));
  const std::int32_t to = new_slot();
  if (op.items[0]->is_var("data")) {
    RuleGroup* group = context_.documents.function(op);
    if (group == nullptr || group->kind != RuleGroup::Kind::kFunction) {
      unsupported(fmt::format("undefined function {}", operator_name(op)), op.loc);
      return Operand::slot(to);
    }
    mention(*group);
    emit<FunctionStep>(to, *group, std::move(operands));
    return Operand::slot(to);
  }
  const BuiltinDecl* builtin = op.builtin != nullptr ? op.builtin : find_builtin(op);
  if (builtin == nullptr) {
    unsupported(fmt::format("undefined function {}", operator_name(op)), op.loc);
  } else if (builtin->has(BuiltinDecl::kRelation)) {
    emit<WalkStep>(to, operands.at(0));
  } else if (builtin->name == "internal.print") {
    emit<PrintSetsStep>(operands.at(0));
    return Operand::constant(Value::boolean(true));
  } else {
    emit<BuiltinStep>(to, *builtin, std::move(operands));
  }
  return Operand::slot(to);
}

// Each part that is an expression is collected on its own: an undefined one shows as such.
Operand Planner::template_string(const Term& node) {
  const std::int32_t to = new_slot();
  auto* step = emit<TemplateStep>(to);
  for (const TemplatePart& part : node.templ->parts) {
    TemplateStep::Part made;
    if (part.term != nullptr) made.text = constant(*part.term);
    if (made.text.defined()) {
      step->parts.push_back(made);
      continue;
    }
    made.body = chain([&] {
      bool has_value = false;
      const Operand value =
          part.term != nullptr ? term(*part.term) : query_expression(*part.expr, has_value);
      emit<CollectStep>(Kind::kSet, Operand(), value);
    });
    step->parts.push_back(made);
  }
  return Operand::slot(to);
}

}  // namespace igp::rego
