// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Statements: `:=`, `some`, `every`, and the bodies within expressions.
#include <algorithm>
#include <utility>

#include "rego/compile/local_scopes.h"
#include "rego/compile/safety.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

constexpr std::string_view kAssignInNot = "cannot assign vars inside negated expression";
constexpr std::string_view kAssignInAnd = "cannot assign vars inside operand of `and`";
constexpr std::string_view kAssignInOr = "cannot assign vars inside operand of `or`";

bool is_root_ref(const Term& term) {
  return term.is(TermKind::kRef) && term.items.size() == 1 &&
         (term.items[0]->is_var("data") || term.items[0]->is_var("input"));
}

void become_var(Term& term, std::string_view name) {
  term.kind = TermKind::kVar;
  term.text = name;
  term.items = {};
}

}  // namespace

void LocalRewriter::problem(const Loc& loc, std::string message) {
  problems_.push_back({DiagnosticCode::kCompile, std::move(message), loc.to_location()});
}

void LocalRewriter::finish() {
  for (Diagnostic& found : problems_) {
    context_.errors.push_back(std::move(found));
    context_.fatal = true;
  }
  for (Diagnostic& found : unused_) context_.errors.push_back(std::move(found));
  problems_.clear();
  unused_.clear();
}

std::optional<std::string_view> LocalRewriter::declare(std::string_view var, Occurrence how,
                                                       const Loc& loc) {
  switch (scopes_.occurrence_here(var)) {
    case Occurrence::kSeen:
      problem(loc, fmt::format("var {} referenced above", var));
      break;
    case Occurrence::kAssigned:
      problem(loc, fmt::format("var {} assigned above", var));
      break;
    case Occurrence::kDeclared:
      problem(loc, fmt::format("var {} declared above", var));
      break;
    case Occurrence::kArgument:
      problem(loc, fmt::format("arg {} redeclared", var));
      break;
    case Occurrence::kNew: {
      const std::string_view name = context_.new_name();
      scopes_.insert(var, name, how);
      context_.originals[name] = var;
      return name;
    }
  }
  return std::nullopt;
}

void LocalRewriter::body(Body& body, const VarSet& used) {
  Body out;
  for (Expr* expr : body) {
    Expr* kept = statement(expr);
    if (kept == nullptr) continue;
    kept->index = static_cast<std::int32_t>(out.size());
    out.push_back(context_.arena, kept);
  }
  if (out.empty()) {
    // Only declarations: a body is never empty.
    Expr* expr = context_.arena.make<Expr>();
    expr->term = context_.make_list(TermKind::kBoolean, {}, Loc{});
    expr->term->boolean = true;
    out.push_back(context_.arena, expr);
  }
  if (context_.strict) check_unused_assigned(body, used);
  check_unused(body, out, used);
  body = out;
}

/// The expression as it stays in the body, null when nothing is left of it.
Expr* LocalRewriter::statement(Expr* expr) {
  if (is_call_of(*expr, "assign")) return assignment(expr);
  switch (expr->kind) {
    case ExprKind::kSome:
      return some(expr);
    case ExprKind::kEvery:
      return every(expr);
    case ExprKind::kNot:
      return not_body(expr);
    case ExprKind::kAnd:
    case ExprKind::kOr:
      return logical(expr);
    default:
      return renamed(expr);
  }
}

Expr* LocalRewriter::renamed(Expr* expr) {
  walk(*this, *expr);
  return expr;
}

Expr* LocalRewriter::assignment(Expr* expr) {
  if (expr->negated) {
    problem(expr->loc, std::string(kAssignInNot));
    return expr;
  }
  if (!is_assignment(*expr)) return expr;
  const std::size_t before = problems_.size();
  // The right side first: it sees the variables as they were before.
  term(*expr->terms[2]);
  for (With* with : expr->with) term(*with->value);
  assign_to(*expr->terms[1]);
  if (problems_.size() == before) {
    expr->terms[0] = context_.make_builtin_ref("eq", expr->terms[0]->loc);
    expr->from_assign = true;
  }
  return expr;
}

void LocalRewriter::assign_to(Term& target) {
  if (target.is(TermKind::kVar) || is_root_ref(target)) {
    const std::string_view var = target.is(TermKind::kVar) ? target.text : target.items[0]->text;
    if (const auto name = declare(var, Occurrence::kAssigned, target.loc)) {
      become_var(target, *name);
    }
  } else if (target.is(TermKind::kArray)) {
    for (Term* item : target.items) assign_to(*item);
  } else if (target.is(TermKind::kObject)) {
    for (const ObjectItem& item : *target.object) assign_to(*item.value);
  } else {
    problem(target.loc, fmt::format("cannot assign to {}", kind_name(target.kind)));
  }
}

Expr* LocalRewriter::some(Expr* expr) {
  for (const Term* symbol : expr->some->symbols) {
    if (symbol->is(TermKind::kCall)) return some_in(expr, symbol->items);
    if (!declare(symbol->text, Occurrence::kDeclared, expr->loc)) return nullptr;
  }
  return nullptr;
}

/// `some k, v in xs` becomes `v = xs[k]`.
Expr* LocalRewriter::some_in(Expr* expr, const Terms& call) {
  Term* container = call.back();
  Term* value = call[call.size() - 2];
  Term* key = call.size() == 4 ? call[1] : context_.make_var(context_.new_name(), Loc{});
  constexpr std::uint8_t kPattern = kSkipRefHead | kSkipObjectKeys | kSkipClosures;
  VarSet bound = vars_of(*key, kPattern);
  bound.merge(vars_of(*value, kPattern));
  const std::size_t before = problems_.size();
  for (const std::string_view var : intersection(bound, vars_of(*container, kSkipClosures))) {
    if (var.starts_with('$')) continue;
    problem(expr->loc, fmt::format("var {} assigned before", var));
  }
  if (problems_.size() != before) return nullptr;

  Terms ref;
  if (container->is(TermKind::kRef)) {
    for (Term* part : container->items) ref.push_back(context_.arena, part);
  } else {
    ref.push_back(context_.arena, container);
  }
  ref.push_back(context_.arena, key);
  Expr* out =
      context_.make_equation(value, context_.make_list(TermKind::kRef, ref, expr->loc), expr->loc);
  out->with = expr->with;
  out->index = expr->index;
  for (const std::string_view var : equation_output_vars(*out, vars_of(*container))) {
    if (!declare(var, Occurrence::kDeclared, expr->loc)) return nullptr;
  }
  return renamed(out);
}

bool LocalRewriter::every_var(Term*& var, const Loc& loc) {
  if (var->is_wildcard()) return true;
  const auto name = declare(var->text, Occurrence::kDeclared, loc);
  if (name) var->text = *name;
  return name.has_value();
}

Expr* LocalRewriter::every(Expr* expr) {
  Every& every = *expr->every;
  term(*every.domain);
  scopes_.push();
  bool ok = true;
  if (every.key == nullptr) {
    every.key = context_.make_var(context_.new_name(), Loc{});
  } else {
    ok = every_var(every.key, expr->loc);
  }
  ok = ok && every_var(every.value, expr->loc);
  if (ok) {
    body(every.body, {});
    renamed(expr);
  }
  scopes_.pop();
  return ok ? expr : nullptr;
}

void LocalRewriter::nested_body(Body& nested) {
  scopes_.push();
  body(nested, {});
  scopes_.pop();
}

/// Without braces no variables can be declared.
void LocalRewriter::implied_body(Body& body, std::string_view message) {
  for (Expr*& expr : body) {
    if (is_call_of(*expr, "assign")) {
      problem(expr->loc, std::string(message));
    } else if (expr->is(ExprKind::kNot)) {
      expr = not_body(expr);
    } else if (expr->is(ExprKind::kAnd) || expr->is(ExprKind::kOr)) {
      expr = logical(expr);
    }
  }
}

Expr* LocalRewriter::not_body(Expr* expr) {
  NotBody& node = *expr->not_body;
  if (node.explicit_body) {
    scopes_.push();
    body(node.body, {});
    renamed(expr);
    scopes_.pop();
    return expr;
  }
  const std::size_t before = problems_.size();
  implied_body(node.body, kAssignInNot);
  return problems_.size() == before ? renamed(expr) : expr;
}

void LocalRewriter::operand(Body& body, bool braced, std::string_view message) {
  if (braced) {
    nested_body(body);
  } else {
    implied_body(body, message);
  }
}

Expr* LocalRewriter::logical(Expr* expr) {
  const std::string_view message = expr->is(ExprKind::kAnd) ? kAssignInAnd : kAssignInOr;
  Logical& node = *expr->logical;
  const std::size_t before = problems_.size();
  operand(node.lhs, node.explicit_lhs, message);
  operand(node.rhs, node.explicit_rhs, message);
  return problems_.size() == before ? renamed(expr) : expr;
}

}  // namespace igp::rego
