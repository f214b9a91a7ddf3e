// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Which comprehensions can be run once for all values of the variables from outside.
//
// The answers must be those of running them for one value at a time, errors included. So the body
// may only read base documents and compare, which cannot fail, and each variable from outside is in
// it once, on one side of an equation: its value is not seen in any other way.
#include <algorithm>
#include <array>

#include "rego/eval/planner.h"
#include "rego/eval/steps_index.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

bool is_simple(const Term& term) {
  return term.is_scalar() || (term.is(TermKind::kVar) && term.slot >= 0);
}

const BuiltinDecl* builtin_of(const Expr& expr) {
  const Term& op = *expr.terms[0];
  if (op.items[0]->is_var("data")) return nullptr;
  return op.builtin != nullptr ? op.builtin : find_builtin(op);
}

bool is_equation_name(std::string_view name) {
  return name == "eq" || name == "equal" || name == "assign";
}

bool is_comparison_name(std::string_view name) {
  constexpr std::array<std::string_view, 5> kNames = {"neq", "lt", "lte", "gt", "gte"};
  return std::ranges::find(kNames, name) != kNames.end();
}

/// Looks for the variables that make a comprehension one of a group.
class IndexKeys {
 public:
  IndexKeys(const std::vector<bool>& bound, const DocumentNode& documents)
      : bound_(bound), documents_(documents) {}

  std::vector<std::int32_t> of(const Comprehension& node) {
    bool fits = is_hidden(*node.term) && (node.key == nullptr || is_hidden(*node.key));
    for (const Expr* expr : node.body) fits = fits && expression(*expr);
    std::ranges::sort(keys_);
    const bool once = std::ranges::adjacent_find(keys_) == keys_.end();
    return fits && once ? keys_ : std::vector<std::int32_t>();
  }

 private:
  [[nodiscard]] bool is_outside(const Term& var) const {
    return var.is(TermKind::kVar) && var.slot >= 0 && bound_[static_cast<std::size_t>(var.slot)];
  }

  /// A constant or variable, or references to base documents or into variables, in which no
  /// variable is from outside.
  [[nodiscard]] bool is_hidden(const Term& term) const {
    if (!term.is(TermKind::kRef)) return is_simple(term) && !is_outside(term);
    if (!is_base(term)) return false;
    return std::ranges::all_of(term.items.suffix(1), [this](const Term* part) {
      return is_simple(*part) && !is_outside(*part);
    });
  }

  [[nodiscard]] bool is_base(const Term& ref) const {
    const Term& head = *ref.items[0];
    if (!head.is(TermKind::kVar)) return false;
    if (head.text == "input" && head.slot < 0) return true;
    if (head.slot >= 0) return !is_outside(head);
    if (head.text != "data") return false;
    const DocumentNode* node = &documents_;
    for (const Term* part : ref.items.suffix(1)) {
      if (!part->is(TermKind::kString) || node->group) return false;
      node = node->child(part->text);
      if (node == nullptr) return true;
    }
    return false;
  }

  bool side(const Term& term) {
    if (!is_outside(term)) return is_hidden(term);
    keys_.push_back(term.slot);
    return true;
  }

  bool expression(const Expr& expr) {
    if (expr.negated || !expr.with.empty()) return false;
    if (expr.is(ExprKind::kSome)) {
      return std::ranges::all_of(expr.some->symbols,
                                 [](const Term* symbol) { return symbol->is(TermKind::kVar); });
    }
    if (!expr.is(ExprKind::kCall) || expr.terms.size() != 3) return false;
    const BuiltinDecl* builtin = builtin_of(expr);
    if (builtin == nullptr) return false;
    const Term& a = *expr.terms[1];
    const Term& b = *expr.terms[2];
    if (is_equation_name(builtin->name))
      return side(a) && side(b) && !(is_outside(a) && is_outside(b));
    return is_comparison_name(builtin->name) && is_simple(a) && is_simple(b) && is_hidden(a) &&
           is_hidden(b);
  }

  const std::vector<bool>& bound_;
  const DocumentNode& documents_;
  std::vector<std::int32_t> keys_;
};

}  // namespace

void Planner::plan_index(ComprehensionStep& step, const Term& node, Kind kind) {
  step.index.keys = IndexKeys(bound_, context_.documents.root()).of(*node.compr);
  if (step.index.keys.empty()) return;
  const std::size_t problems = context_.problems.size();
  const Loc loc = loc_;
  const auto mark_keys = [&](bool bound) {
    for (const std::int32_t slot : step.index.keys) bound_[static_cast<std::size_t>(slot)] = bound;
  };
  mark_keys(false);
  const Step* body = chain([&] {
    this->body(node.compr->body);
    const bool all_bound = std::ranges::all_of(
        step.index.keys, [this](std::int32_t slot) { return is_slot_bound(slot); });
    if (!all_bound) unbound(node);
    const Operand key = kind == Kind::kObject ? term(*node.compr->key) : Operand();
    const Operand value = term(*node.compr->term);
    emit<CollectGroupStep>(step.index.keys, key, value);
  });
  mark_keys(true);
  loc_ = loc;
  if (context_.problems.size() == problems) {
    step.index.body = body;
  } else {
    context_.problems.resize(problems);  // some key has no value without those from outside
  }
}

}  // namespace igp::rego
