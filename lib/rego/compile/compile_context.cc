// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/compile_context.h"

#include <algorithm>
#include <utility>

#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

std::string_view CompileContext::new_name() {
  while (true) {
    const std::string name = fmt::format("{}{}__", prefix, next_local++);
    if (!taken.contains(name)) return arena.copy(name);
  }
}

void CompileContext::report(DiagnosticCode code, const Loc& loc, std::string message) {
  report_and_continue(code, loc, std::move(message));
  fatal = true;
}

void CompileContext::report_and_continue(DiagnosticCode code, const Loc& loc, std::string message) {
  errors.push_back({code, std::move(message), loc.to_location()});
}

int CompileContext::arity_of(const Terms& op) const {
  if (const BuiltinDecl* builtin = find_builtin(op)) return builtin->arity;
  const std::vector<Rule*>& found = rules.rules_at(op);
  return found.empty() ? -1 : static_cast<int>(found.front()->head->args.size());
}

std::string_view CompileContext::original(std::string_view var) const {
  const auto found = originals.find(var);
  return found == originals.end() ? var : found->second;
}

std::string CompileContext::text_of(const Terms& ref) const {
  SyntaxArena scratch;
  Terms copy = clone(scratch, ref);
  TermVisitor visitor{[this](Term& term) {
    if (term.is(TermKind::kVar)) term.text = original(term.text);
    return true;
  }};
  walk(visitor, copy);
  return ref_to_text(copy);
}

std::string CompileContext::path_text(const Rule& rule) const {
  SyntaxArena scratch;
  Terms ref;
  for (Term* part : rule.module->package.path) ref.push_back(scratch, part);
  Term name = *rule.head->ref[0];
  name.kind = TermKind::kString;
  ref.push_back(scratch, &name);
  for (Term* part : rule.head->ref.suffix(1)) ref.push_back(scratch, part);
  return text_of(ref);
}

Term* CompileContext::make_var(std::string_view name, const Loc& loc) {
  Term* term = arena.make<Term>();
  term->kind = TermKind::kVar;
  term->text = name;
  term->loc = loc;
  return term;
}

Term* CompileContext::make_list(TermKind kind, const Terms& items, const Loc& loc) {
  Term* term = arena.make<Term>();
  term->kind = kind;
  term->items = items;
  term->loc = loc;
  return term;
}

Term* CompileContext::make_builtin_ref(std::string_view name, const Loc& loc) {
  Terms ref;
  ref.reserve(arena, 1 + static_cast<std::size_t>(std::ranges::count(name, '.')));
  while (true) {
    const std::size_t dot = name.find('.');
    Term* part = make_var(name.substr(0, dot), loc);
    if (!ref.empty()) part->kind = TermKind::kString;
    ref.push_back(arena, part);
    if (dot == std::string_view::npos) return make_list(TermKind::kRef, ref, loc);
    name.remove_prefix(dot + 1);
  }
}

Expr* CompileContext::make_equation(Term* lhs, Term* rhs, const Loc& loc) {
  Expr* expr = arena.make<Expr>();
  expr->kind = ExprKind::kCall;
  expr->loc = loc;
  expr->terms.reserve(arena, 3);
  expr->terms.push_back(arena, make_builtin_ref("eq", loc));
  expr->terms.push_back(arena, lhs);
  expr->terms.push_back(arena, rhs);
  return expr;
}

Expr* CompileContext::capture(Term* value) {
  Expr* expr = make_equation(make_var(new_name(), value->loc), value, value->loc);
  expr->generated = true;
  return expr;
}

void CompileContext::append(Body& body, Expr* expr) {
  const bool only_true = body.size() == 1 && body[0]->is(ExprKind::kTerm) &&
                         body[0]->term->is(TermKind::kBoolean) && body[0]->term->boolean;
  if (only_true) body = {};
  expr->index = static_cast<std::int32_t>(body.size());
  body.push_back(arena, expr);
}

bool requires_eval(const Term* term) {
  if (term == nullptr) return false;
  bool found = false;
  TermVisitor visitor{[&found](Term& node) {
    found = found || node.is(TermKind::kRef) || node.is_comprehension();
    return !found;
  }};
  walk(visitor, const_cast<Term&>(*term));
  return found;
}

}  // namespace igp::rego
