// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/walk.h"

#include <algorithm>

namespace igp::rego {

namespace {

bool all_ground(const Terms& terms) {
  return std::ranges::all_of(terms, [](const Term* term) { return is_ground(*term); });
}

struct LocationSetter {
  Loc loc;
  bool visit(Term& term) {
    term.loc = loc;
    return true;
  }
  bool visit(Expr& expr) {
    expr.loc = loc;
    return true;
  }
  bool visit(With& with) {
    with.loc = loc;
    return true;
  }
};

Comprehension* clone(SyntaxArena& arena, const Comprehension& from) {
  return arena.make<Comprehension>(rego::clone(arena, from.key), rego::clone(arena, from.term),
                                   rego::clone(arena, from.body));
}

TemplateString* clone(SyntaxArena& arena, const TemplateString& from) {
  TemplateString* out = arena.make<TemplateString>(from);
  out->parts = {};
  for (const TemplatePart& part : from.parts) {
    out->parts.push_back(arena, {rego::clone(arena, part.term),
                                 part.expr == nullptr ? nullptr : rego::clone(arena, part.expr)});
  }
  return out;
}

List<ObjectItem>* clone(SyntaxArena& arena, const List<ObjectItem>& from) {
  List<ObjectItem>* out = arena.make<List<ObjectItem>>();
  for (const ObjectItem& item : from) {
    out->push_back(arena, {rego::clone(arena, item.key), rego::clone(arena, item.value)});
  }
  return out;
}

}  // namespace

bool is_ground(const Term& term) {
  switch (term.kind) {
    case TermKind::kVar:
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
    case TermKind::kTemplate:
      return false;
    case TermKind::kRef:
      return all_ground(term.items.suffix(1));
    case TermKind::kArray:
    case TermKind::kSet:
    case TermKind::kCall:
      return all_ground(term.items);
    case TermKind::kObject:
      return std::ranges::all_of(*term.object, [](const ObjectItem& item) {
        return is_ground(*item.key) && is_ground(*item.value);
      });
    default:
      return true;
  }
}

void set_locations(Head& head, const Loc& loc) {
  LocationSetter setter{loc};
  head.loc = loc;
  walk(setter, head);
}

void set_locations(const Body& body, const Loc& loc) {
  LocationSetter setter{loc};
  walk(setter, body);
}

Term* clone(SyntaxArena& arena, const Term* term) {
  if (term == nullptr) return nullptr;
  Term* out = arena.make<Term>(*term);
  switch (term->kind) {
    case TermKind::kRef:
    case TermKind::kArray:
    case TermKind::kSet:
    case TermKind::kCall:
      out->items = clone(arena, term->items);
      break;
    case TermKind::kObject:
      out->object = clone(arena, *term->object);
      break;
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      out->compr = clone(arena, *term->compr);
      break;
    case TermKind::kTemplate:
      out->templ = clone(arena, *term->templ);
      break;
    default:
      break;
  }
  return out;
}

Terms clone(SyntaxArena& arena, const Terms& terms) {
  Terms out;
  out.reserve(arena, terms.size());
  for (const Term* term : terms) out.push_back(arena, clone(arena, term));
  return out;
}

Body clone(SyntaxArena& arena, const Body& body) {
  Body out;
  out.reserve(arena, body.size());
  for (const Expr* expr : body) out.push_back(arena, clone(arena, expr));
  return out;
}

Expr* clone(SyntaxArena& arena, const Expr* expr) {
  Expr* out = arena.make<Expr>(*expr);
  switch (expr->kind) {
    case ExprKind::kTerm:
      out->term = clone(arena, expr->term);
      break;
    case ExprKind::kCall:
      out->terms = clone(arena, expr->terms);
      break;
    case ExprKind::kSome:
      out->some = arena.make<SomeDecl>(clone(arena, expr->some->symbols));
      break;
    case ExprKind::kEvery:
      out->every =
          arena.make<Every>(clone(arena, expr->every->key), clone(arena, expr->every->value),
                            clone(arena, expr->every->domain), clone(arena, expr->every->body));
      break;
    case ExprKind::kNot:
      out->not_body =
          arena.make<NotBody>(clone(arena, expr->not_body->body), expr->not_body->explicit_body);
      break;
    case ExprKind::kAnd:
    case ExprKind::kOr:
      out->logical = arena.make<Logical>(*expr->logical);
      out->logical->lhs = clone(arena, expr->logical->lhs);
      out->logical->rhs = clone(arena, expr->logical->rhs);
      break;
  }
  out->with = {};
  for (const With* with : expr->with) {
    out->with.push_back(
        arena, arena.make<With>(clone(arena, with->target), clone(arena, with->value), with->loc));
  }
  return out;
}

Head* clone(SyntaxArena& arena, const Head& head) {
  Head* out = arena.make<Head>(head);
  out->ref = clone(arena, head.ref);
  out->args = clone(arena, head.args);
  out->key = clone(arena, head.key);
  out->value = clone(arena, head.value);
  return out;
}

}  // namespace igp::rego
