// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/safety.h"

#include <algorithm>
#include <utility>

#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// Where arguments bind variables: not in what cannot be matched.
constexpr std::uint8_t kArgumentFlags = kSkipClosures | kSkipSets | kSkipObjectKeys | kSkipRefHead;

/// References enumerate: `xs[i]` binds i once xs is bound.
struct RefOutputs {
  const VarSet& safe;
  VarSet out;

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    if (term.is_comprehension() || term.is(TermKind::kTemplate)) return false;
    if (!term.is(TermKind::kRef)) return true;
    if (!is_ref_safe(term, safe)) return false;
    if (!is_ground(term)) out.merge(vars_of(term, kSkipRefHead));
    return true;
  }
};

template <class Node>
VarSet ref_outputs(Node& node, const VarSet& safe) {
  RefOutputs visitor{safe, {}};
  walk(visitor, node);
  return std::move(visitor.out);
}

VarSet united(VarSet a, const VarSet& b) {
  a.merge(b);
  return a;
}

/// A call binds the variables of the operand after its parameters, once these are bound.
VarSet call_outputs(Expr& expr, std::size_t arity, const VarSet& safe) {
  VarSet out = ref_outputs(expr, safe);
  const std::size_t inputs = arity + 1;
  if (inputs >= expr.terms.size()) return out;
  const VarSet read = vars_of(expr.terms.prefix(inputs), kArgumentFlags);
  if (!is_subset(read, united(out, safe))) return {};
  out.merge(vars_of(expr.terms.suffix(inputs), kArgumentFlags));
  return out;
}

VarSet expr_outputs(Expr& expr, const VarSet& safe, const Arity& arity) {
  if (expr.negated) return {};
  for (const With* with : expr.with) {
    if (!is_subset(vars_of(*with, kSafetyFlags), safe)) return {};
  }
  switch (expr.kind) {
    case ExprKind::kTerm:
      return ref_outputs(expr, safe);
    case ExprKind::kEvery:
      return ref_outputs(*expr.every->domain, safe);
    case ExprKind::kCall:
      break;
    default:
      return {};
  }
  if (is_call_of(expr, "eq")) return equation_output_vars(expr, safe);
  const Term& op = *expr.op();
  const int parameters = op.is(TermKind::kRef) ? arity(op.items) : -1;
  return parameters < 0 ? VarSet{} : call_outputs(expr, static_cast<std::size_t>(parameters), safe);
}

/// The variables within an expression's comprehensions and bodies.
struct ClosureVars {
  VarCollector collector;

  bool visit(Term& term) {
    if (!term.is_comprehension()) return true;
    collector.add(term);
    return false;
  }
  bool visit(Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kEvery:
        collector.add(expr.every->body);
        return false;
      case ExprKind::kNot:
        collector.add(expr.not_body->body);
        return false;
      case ExprKind::kAnd:
      case ExprKind::kOr:
        collector.add(expr.logical->lhs);
        collector.add(expr.logical->rhs);
        return false;
      default:
        return true;
    }
  }
};

/// Orders the bodies inside of one expression.
class NestedBodies {
 public:
  NestedBodies(SyntaxArena& arena, const Arity& arity, VarSet bound, UnsafeVars& unsafe)
      : arena_(arena), arity_(arity), bound_(std::move(bound)), unsafe_(unsafe) {}

  void enter(Expr& expr) {
    current_ = &expr;
    walk(*this, expr);
  }
  /// The expressions after `expr` may close over its variables.
  void leave(const Expr& expr) { left_.push_back(&expr); }

  bool visit(Term& term) {
    if (!term.is_comprehension()) return true;
    VarSet head = vars_of(*term.compr->term);
    if (term.compr->key != nullptr) head.merge(vars_of(*term.compr->key));
    order(head, term.compr->body);
    return false;
  }

  bool visit(Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kEvery:
        if (expr.every->key != nullptr) bound_.merge(vars_of(*expr.every->key));
        bound_.merge(vars_of(*expr.every->value));
        order({}, expr.every->body);
        return false;
      case ExprKind::kNot:
        order({}, expr.not_body->body);
        return false;
      case ExprKind::kAnd:
      case ExprKind::kOr:
        order({}, expr.logical->lhs);
        order({}, expr.logical->rhs);
        return false;
      default:
        return true;
    }
  }

 private:
  /// What a body may close over; mostly nobody asks.
  const VarSet& bound() {
    for (const Expr* expr : left_) bound_.merge(vars_of(*expr, kSafetyFlags, &arity_));
    left_.clear();
    return bound_;
  }

  void order(const VarSet& head, Body& body) {
    const VarSet known = united(vars_of(body, kSafetyFlags, &arity_), bound());
    for (const std::string_view var : minus(head, known)) unsafe_[current_].insert(var);
    for (auto& [expr, vars] : order_for_safety(arena_, body, bound_, arity_)) {
      unsafe_[expr].merge(vars);
    }
  }

  SyntaxArena& arena_;
  const Arity& arity_;
  VarSet bound_;
  std::vector<const Expr*> left_;  ///< whose variables are to be added to bound_
  UnsafeVars& unsafe_;
  const Expr* current_ = nullptr;
};

/// Finds the order of one body.
class Scheduler {
 public:
  Scheduler(SyntaxArena& arena, const Body& body, const VarSet& globals, const Arity& arity)
      : arena_(arena), body_(body), globals_(globals), arity_(arity) {
    std::vector<VarSet> read;
    read.reserve(body.size());
    for (const Expr* expr : body) {
      body_vars_.merge(read.emplace_back(vars_of(*expr, kSafetyFlags, &arity)));
    }
    safe_ = intersection(body_vars_, globals);
    for (std::size_t i = 0; i < body.size(); ++i) {
      VarSet open = minus(read[i], safe_);
      if (!open.empty()) unsafe_[body[i]] = std::move(open);
    }
    done_.assign(body.size(), false);
  }

  void run() {
    bool progress = true;
    while (progress) {
      progress = false;
      for (std::size_t i = 0; i < body_.size(); ++i) {
        if (done_[i] || !try_place(*body_[i])) continue;
        done_[i] = progress = true;
      }
    }
  }

  [[nodiscard]] const Body& ordered() const { return ordered_; }
  UnsafeVars& unsafe() { return unsafe_; }

 private:
  bool try_place(Expr& expr) {
    const VarSet outputs = expr_outputs(expr, safe_, arity_);
    ClosureVars closures;
    walk(closures, expr);
    const VarSet closed =
        minus(minus(intersection(closures.collector.vars(), body_vars_), globals_), safe_);
    if (!closed.empty()) {
      // An expression cannot close over what only it binds itself.
      if (closed == outputs) return false;
      unsafe_[&expr] = closed;
    }
    const auto found = unsafe_.find(&expr);
    if (found != unsafe_.end()) {
      found->second.erase_if(
          [&](std::string_view v) { return outputs.contains(v) || safe_.contains(v); });
      if (!found->second.empty()) return false;
      unsafe_.erase(found);
    }
    expr.index = static_cast<std::int32_t>(ordered_.size());
    ordered_.push_back(arena_, &expr);
    safe_.merge(outputs);
    return true;
  }

  SyntaxArena& arena_;
  const Body& body_;
  const VarSet& globals_;
  const Arity& arity_;
  VarSet body_vars_;
  VarSet safe_;
  std::vector<bool> done_;
  Body ordered_;
  UnsafeVars unsafe_;
};

/// The variables on either side of the equations of a body, bound through each other.
VarSet bound_by_equations(const Body& body, const VarSet& all) {
  VarSet safe = all;
  safe.insert({"data", "input"});
  for (const Expr* expr : body) {
    if (!is_equation(*expr)) continue;
    for (const Term* side : expr->terms.suffix(1)) {
      if (side->is(TermKind::kVar)) safe.erase(side->text);
    }
  }
  VarSet bound;
  for (bool changed = true; changed;) {
    changed = false;
    for (const Expr* expr : body) {
      if (!is_equation(*expr)) continue;
      for (const std::string_view var : equation_output_vars(*expr, safe)) {
        if (!bound.insert(var)) continue;
        safe.insert(var);
        changed = true;
      }
    }
  }
  return bound;
}

}  // namespace

VarSet equation_output_vars(const Expr& expr, const VarSet& safe) {
  if (expr.terms.size() != 3) return safe;
  auto& node = const_cast<Expr&>(expr);
  VarSet known = united(ref_outputs(node, safe), safe);
  if (expr.from_assign) {
    // The left side of `:=` is only bound, never read.
    for (const std::string_view var : vars_of(*expr.terms[1])) known.erase(var);
  }
  known.merge(unified_vars(known, *expr.terms[1], *expr.terms[2]));
  return minus(known, safe);
}

VarSet output_vars(const Body& body, const VarSet& safe, const Arity& arity) {
  VarSet known = safe;
  for (Expr* expr : body) known.merge(expr_outputs(*expr, known, arity));
  return minus(known, safe);
}

VarSet vars_needed_by_operand(const Body& body, const Arity& arity) {
  std::map<std::string_view, int> uses;
  VarSet all;
  for (const Expr* expr : body) {
    for (const std::string_view var : vars_of(*expr, kSafetyFlags)) {
      ++uses[var];
      all.insert(var);
    }
  }
  if (body.size() <= 1) return all;
  VarSet bound = bound_by_equations(body, all);
  for (const Expr* expr : body) {
    if (!expr->is(ExprKind::kCall) || is_equation(*expr) || !expr->op()->is(TermKind::kRef)) {
      continue;
    }
    const int parameters = arity(expr->op()->items);
    const auto inputs = static_cast<std::size_t>(parameters) + 1;
    if (parameters < 0 || inputs >= expr->terms.size()) continue;
    bound.merge(vars_of(expr->terms.suffix(inputs), kArgumentFlags));
  }
  // What is bound here but used only once serves nobody within, so it is meant for outside.
  all.erase_if([&](std::string_view var) { return bound.contains(var) && uses[var] > 1; });
  return all;
}

UnsafeVars order_for_safety(SyntaxArena& arena, Body& body, const VarSet& safe,
                            const Arity& arity) {
  Scheduler scheduler(arena, body, safe, arity);
  scheduler.run();
  UnsafeVars unsafe = std::move(scheduler.unsafe());
  const Body ordered = scheduler.ordered();
  NestedBodies nested(arena, arity, safe, unsafe);
  for (Expr* expr : ordered) {
    nested.enter(*expr);
    nested.leave(*expr);
  }
  if (unsafe.empty()) body = ordered;
  return unsafe;
}

}  // namespace igp::rego
