// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Walking syntax trees in source order, parents before children.
#pragma once

#include <concepts>

#include "rego/syntax/ast.h"

namespace igp::rego {

/// Calls the visitor for every node; a visitor returns false to skip a node's children. Visitors
/// need `bool visit(Term&)` and `bool visit(Expr&)`, and may have `bool visit(With&)`.
template <class Visitor>
void walk(Visitor& visitor, Term& term);
template <class Visitor>
void walk(Visitor& visitor, Expr& expr);

template <class Visitor>
void walk(Visitor& visitor, const Body& body) {
  for (Expr* expr : body) walk(visitor, *expr);
}

template <class Visitor>
void walk(Visitor& visitor, const Terms& terms) {
  for (Term* term : terms) walk(visitor, *term);
}

/// The children of `term` only.
template <class Visitor>
void walk_children(Visitor& visitor, Term& term) {
  switch (term.kind) {
    case TermKind::kRef:
    case TermKind::kArray:
    case TermKind::kSet:
    case TermKind::kCall:
      walk(visitor, term.items);
      break;
    case TermKind::kObject:
      for (const ObjectItem& item : *term.object) {
        walk(visitor, *item.key);
        walk(visitor, *item.value);
      }
      break;
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      if (term.compr->key != nullptr) walk(visitor, *term.compr->key);
      walk(visitor, *term.compr->term);
      walk(visitor, term.compr->body);
      break;
    case TermKind::kTemplate:
      for (const TemplatePart& part : term.templ->parts) {
        if (part.term != nullptr) {
          walk(visitor, *part.term);
        } else {
          walk(visitor, *part.expr);
        }
      }
      break;
    default:
      break;
  }
}

/// The children of `expr` only: its terms or bodies, then its modifiers.
template <class Visitor>
void walk_children(Visitor& visitor, Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kTerm:
      walk(visitor, *expr.term);
      break;
    case ExprKind::kCall:
      walk(visitor, expr.terms);
      break;
    case ExprKind::kSome:
      walk(visitor, expr.some->symbols);
      break;
    case ExprKind::kEvery:
      if (expr.every->key != nullptr) walk(visitor, *expr.every->key);
      walk(visitor, *expr.every->value);
      walk(visitor, *expr.every->domain);
      walk(visitor, expr.every->body);
      break;
    case ExprKind::kNot:
      walk(visitor, expr.not_body->body);
      break;
    case ExprKind::kAnd:
    case ExprKind::kOr:
      walk(visitor, expr.logical->lhs);
      walk(visitor, expr.logical->rhs);
      break;
  }
  for (With* with : expr.with) {
    if constexpr (requires {
                    { visitor.visit(*with) } -> std::same_as<bool>;
                  }) {
      if (!visitor.visit(*with)) continue;
    }
    walk(visitor, *with->target);
    walk(visitor, *with->value);
  }
}

template <class Visitor>
void walk(Visitor& visitor, Term& term) {
  if (visitor.visit(term)) walk_children(visitor, term);
}

template <class Visitor>
void walk(Visitor& visitor, Expr& expr) {
  if (visitor.visit(expr)) walk_children(visitor, expr);
}

/// The terms of a rule's head: reference, arguments, key, value.
template <class Visitor>
void walk(Visitor& visitor, Head& head) {
  walk(visitor, head.ref);
  walk(visitor, head.args);
  if (head.key != nullptr) walk(visitor, *head.key);
  if (head.value != nullptr) walk(visitor, *head.value);
}

/// A visitor made of a function for terms; expressions are always entered.
template <class OnTerm>
struct TermVisitor {
  OnTerm on_term;
  bool visit(Term& term) { return on_term(term); }
  bool visit(Expr&) { return true; }
};
template <class OnTerm>
TermVisitor(OnTerm) -> TermVisitor<OnTerm>;

/// No variable occurs in it that could take different values: the head of a reference does not
/// count, comprehensions and template strings do.
bool is_ground(const Term& term);

/// Gives every node of the head or body the place `loc`.
void set_locations(Head& head, const Loc& loc);
void set_locations(const Body& body, const Loc& loc);

/// Deep copies; the texts stay where they are.
Term* clone(SyntaxArena& arena, const Term* term);
Terms clone(SyntaxArena& arena, const Terms& terms);
Expr* clone(SyntaxArena& arena, const Expr* expr);
Body clone(SyntaxArena& arena, const Body& body);
Head* clone(SyntaxArena& arena, const Head& head);

}  // namespace igp::rego
