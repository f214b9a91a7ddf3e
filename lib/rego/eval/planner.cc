// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Planning of bodies and expressions.
#include "rego/eval/planner.h"

#include <algorithm>

#include "rego/eval/steps_call.h"
#include "rego/eval/steps_value.h"

namespace igp::rego {

Planner::Planner(PlanContext& context, std::int32_t slots)
    : context_(context), slots_(slots), bound_(static_cast<std::size_t>(slots), false) {}

std::int32_t Planner::new_slot() {
  bound_.push_back(true);
  return slots_++;
}

void Planner::bind(std::int32_t slot) { bound_[static_cast<std::size_t>(slot)] = true; }

const Step* Planner::stop_chain(const Body& list) {
  return chain([&] {
    body(list);
    emit<StopStep>();
  });
}

void Planner::body(const Body& list) {
  const Loc outer = loc_;
  for (const Expr* expr : list) expression(*expr);
  loc_ = outer.row == 0 && !list.empty() ? list.back()->loc : outer;
}

void Planner::expression(const Expr& expr) {
  loc_ = expr.loc;
  const std::vector<const With*> withs(expr.with.begin(), expr.with.end());
  if (!expr.negated) {
    if (!withs.empty()) with(withs);
    core(expr);
    loc_ = expr.loc;
    if (!withs.empty()) emit<WithEndStep>();
    return;
  }
  auto* step = emit<NotStep>();
  step->body = chain([&] {
    if (!withs.empty()) with(withs);
    core(expr);
    emit<StopStep>();
  });
}

void Planner::core(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kTerm: {
      const Operand value = term(*expr.term);
      emit<TruthyStep>(value);
      return;
    }
    case ExprKind::kCall:
      call_expression(expr);
      return;
    case ExprKind::kSome:
      some(*expr.some);
      return;
    case ExprKind::kEvery:
      every(*expr.every);
      return;
    case ExprKind::kNot: {
      auto* step = emit<NotStep>();
      step->body = stop_chain(expr.not_body->body);
      return;
    }
    case ExprKind::kAnd:
    case ExprKind::kOr: {
      auto* step = emit<LogicStep>(expr.is(ExprKind::kAnd));
      step->left = stop_chain(expr.logical->lhs);
      step->right = stop_chain(expr.logical->rhs);
      return;
    }
  }
}

namespace {

const BuiltinDecl* builtin_of(const Term& op) {
  if (op.builtin != nullptr) return op.builtin;
  return op.items[0]->is_var("data") ? nullptr : find_builtin(op);
}

// The name of the builtin that `expr` calls; empty for functions, and for what is no call.
std::string_view builtin_name(const Expr& expr) {
  const BuiltinDecl* builtin = expr.is(ExprKind::kCall) ? builtin_of(*expr.terms[0]) : nullptr;
  return builtin == nullptr ? std::string_view() : builtin->name;
}

bool is_unification(std::string_view name) {
  return name == "equal" || name == "assign" || name == "eq";
}

}  // namespace

std::size_t Planner::arity_of(const Term& op, std::size_t given) const {
  if (const BuiltinDecl* builtin = builtin_of(op)) {
    return builtin->has(BuiltinDecl::kVariadic) ? given : builtin->arity;
  }
  const RuleGroup* group = context_.documents.function(op);
  return group == nullptr ? given : static_cast<std::size_t>(group->arity);
}

void Planner::call_expression(const Expr& expr) {
  const Term& op = *expr.terms[0];
  const std::string_view name = builtin_name(expr);
  if (is_unification(name) && expr.terms.size() == 3) {
    unify(*expr.terms[1], *expr.terms[2]);
    return;
  }
  if (name == "print") {
    print(expr);
    return;
  }
  const std::size_t given = expr.terms.size() - 1;
  const std::size_t arity = arity_of(op, given);
  const Operand result = call(op, expr.terms.begin() + 1, std::min(arity, given));
  if (given > arity) {
    match(*expr.terms[given], result);
  } else {
    emit<TruthyStep>(result);
  }
}

Operand Planner::query_expression(const Expr& expr, bool& has_value) {
  loc_ = expr.loc;
  has_value = false;
  const std::string_view name = builtin_name(expr);
  const bool plain = !expr.negated && (expr.is(ExprKind::kTerm) || expr.is(ExprKind::kCall));
  if (!plain || name == "eq" || name == "assign" || name == "print") {
    expression(expr);
    return {};
  }
  const std::vector<const With*> withs(expr.with.begin(), expr.with.end());
  const BuiltinDecl* builtin = expr.is(ExprKind::kCall) ? builtin_of(*expr.terms[0]) : nullptr;
  const std::size_t given = expr.is(ExprKind::kCall) ? expr.terms.size() - 1 : 0;
  if (given > 0 && arity_of(*expr.terms[0], given) != given) {
    expression(expr);
    return {};
  }
  if (!withs.empty()) with(withs);
  const Operand value = expr.is(ExprKind::kTerm)
                            ? term(*expr.term)
                            : call(*expr.terms[0], expr.terms.begin() + 1, expr.terms.size() - 1);
  if (!withs.empty()) emit<WithEndStep>();
  has_value = builtin == nullptr || !builtin->has(BuiltinDecl::kNoResult);
  return value;
}

void Planner::some(const SomeDecl& decl) {
  if (decl.symbols.size() == 1 && decl.symbols[0]->is(TermKind::kCall)) some_in(*decl.symbols[0]);
}

void Planner::some_in(const Term& call) {
  // items: operator, [key,] value, collection
  const std::size_t count = call.items.size();
  const Operand from = term(*call.items[count - 1]);
  const Term& value = *call.items[count - 2];
  const Term* key = count == 4 ? call.items[1] : nullptr;
  const auto slot_for = [&](const Term& pattern) {
    return is_unbound_var(pattern) ? pattern.slot : new_slot();
  };
  const bool direct_value = is_unbound_var(value);
  const bool direct_key = key != nullptr && is_unbound_var(*key);
  const std::int32_t value_slot = slot_for(value);
  const std::int32_t key_slot = key == nullptr ? -1 : slot_for(*key);
  emit<IterateStep>(from, key_slot, value_slot);
  if (direct_value) bind(value_slot);
  if (direct_key) bind(key_slot);
  if (key != nullptr && !direct_key) match(*key, Operand::slot(key_slot));
  if (!direct_value) match(value, Operand::slot(value_slot));
}

void Planner::every(const Every& node) {
  const Operand domain = term(*node.domain);
  auto* step = emit<EveryStep>(domain);
  step->body = chain([&] {
    const auto declare = [&](const Term* pattern) -> std::int32_t {
      if (pattern == nullptr) return -1;
      if (!pattern->is(TermKind::kVar) || pattern->slot < 0) return new_slot();
      bind(pattern->slot);
      return pattern->slot;
    };
    step->key = declare(node.key);
    step->value = declare(node.value);
    const auto destructure = [&](const Term* pattern, std::int32_t slot) {
      if (pattern != nullptr && pattern->slot != slot) match(*pattern, Operand::slot(slot));
    };
    destructure(node.key, step->key);
    destructure(node.value, step->value);
    body(node.body);
    emit<StopStep>();
  });
}

void Planner::print(const Expr& expr) {
  auto* step = emit<PrintStep>();
  for (std::size_t i = 1; i < expr.terms.size(); ++i) {
    step->parts.push_back(chain([&] {
      const Operand value = term(*expr.terms[i]);
      emit<CollectStep>(Kind::kSet, Operand(), value);
    }));
  }
}

void Planner::with_target(const With& item, Replacement& out) {
  const Term& target = *item.target;
  const Term& head = target.is(TermKind::kRef) ? *target.items[0] : target;
  const auto keys = [&] {
    for (std::size_t i = 1; i < target.items.size(); ++i) {
      out.keys.push_back(constant(*target.items[i]));
      if (out.keys.back().is_undefined()) {
        unsupported("with target is no constant path", item.loc);
      }
    }
  };
  if (head.is_var("input")) {
    out.target = Replacement::Target::kInput;
    keys();
    return;
  }
  if (!head.is_var("data")) {
    out.target = Replacement::Target::kBuiltin;
    out.mock.builtin = builtin_of(target);
    return;
  }
  const DocumentNode* node = &context_.documents.root();
  for (std::size_t i = 1; i < target.items.size() && node != nullptr; ++i) {
    node = node->child(target.items[i]->text);
  }
  if (node != nullptr && node->group && node->group->kind == RuleGroup::Kind::kFunction) {
    out.target = Replacement::Target::kFunction;
    out.mock.function = node->group.get();
    return;
  }
  out.target = Replacement::Target::kData;
  out.masked = node;
  keys();
}

void Planner::with(const std::vector<const With*>& list) {
  std::vector<Replacement> replacements;
  for (const With* item : list) {
    Replacement replacement;
    with_target(*item, replacement);
    const bool mocks = replacement.target == Replacement::Target::kBuiltin ||
                       replacement.target == Replacement::Target::kFunction;
    if (mocks && item->value->is(TermKind::kRef)) {
      RuleGroup* function = context_.documents.function(*item->value);
      if (function != nullptr && function->kind == RuleGroup::Kind::kFunction) {
        mention(*function);
        replacement.mock.by_function = function;
      } else {
        replacement.mock.by_builtin = builtin_of(*item->value);
      }
    }
    if (replacement.mock.by_function == nullptr && replacement.mock.by_builtin == nullptr) {
      replacement.value = term(*item->value);
      replacement.mock_by_value = mocks;
    }
    replacements.push_back(std::move(replacement));
  }
  emit<WithStep>(std::move(replacements));
}

void Planner::unsupported(std::string message, const Loc& loc) {
  context_.problems.push_back(
      {DiagnosticCode::kUnsupported, std::move(message), loc.to_location()});
}

void Planner::unbound(const Term& term) {
  unsupported(fmt::format("var {} has no value where it is used", term.text), term.loc);
}

}  // namespace igp::rego
