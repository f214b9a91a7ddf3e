// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Making nodes.
#include <algorithm>

#include "rego/syntax/parser_impl.h"

namespace igp::rego {

Term* Parser::make_term(TermKind kind, const Loc& loc) {
  Term* term = arena_.make<Term>();
  term->kind = kind;
  term->loc = loc;
  return term;
}

Term* Parser::make_text(TermKind kind, std::string_view text, const Loc& loc) {
  Term* term = make_term(kind, loc);
  term->text = text;
  return term;
}

Term* Parser::make_boolean(bool value, const Loc& loc) {
  Term* term = make_term(TermKind::kBoolean, loc);
  term->boolean = value;
  return term;
}

Term* Parser::make_list(TermKind kind, const Terms& items, const Loc& loc) {
  Term* term = make_term(kind, loc);
  term->items = items;
  return term;
}

/// A reference to the builtin `name`, whose dots separate the reference's parts.
Term* Parser::make_builtin_op(std::string_view name, const Loc& loc) {
  Terms ref;
  ref.reserve(arena_, 1 + static_cast<std::size_t>(std::ranges::count(name, '.')));
  std::size_t from = 0;
  while (true) {
    const std::size_t dot = name.find('.', from);
    const std::string_view part = name.substr(from, dot - from);
    ref.push_back(arena_, make_text(from == 0 ? TermKind::kVar : TermKind::kString, part, loc));
    if (dot == std::string_view::npos) break;
    from = dot + 1;
  }
  return make_list(TermKind::kRef, ref, loc);
}

Expr* Parser::make_expr(ExprKind kind, const Loc& loc) {
  Expr* expr = arena_.make<Expr>();
  expr->kind = kind;
  expr->loc = loc;
  return expr;
}

Expr* Parser::make_term_expr(Term* term) {
  Expr* expr = make_expr(ExprKind::kTerm, Loc{});
  expr->term = term;
  return expr;
}

Body Parser::one(Expr* expr) {
  Body body;
  body.reserve(arena_, 1);
  append(body, expr);
  return body;
}

void Parser::append(Body& body, Expr* expr) {
  expr->index = static_cast<std::int32_t>(body.size());
  body.push_back(arena_, expr);
}

Body Parser::true_body(const Loc& loc) {
  Expr* expr = make_term_expr(make_boolean(true, loc));
  expr->loc = loc;
  expr->generated = true;
  return one(expr);
}

std::string_view Parser::wildcard_name() { return arena_.copy(fmt::format("${}", s_.wildcards++)); }

}  // namespace igp::rego
