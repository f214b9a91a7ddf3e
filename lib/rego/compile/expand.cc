// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Calls within terms move to expressions of their own: `f(g(x))` becomes `g(x, v); f(v)`.
#include "rego/compile/compile_context.h"

namespace igp::rego {

namespace {

class Expander {
 public:
  explicit Expander(CompileContext& context) : context_(context) {}

  void body(Body& body) {
    Body out;
    for (Expr* node : body) {
      expr(node, out);
    }
    body = out;
  }

  /// The term to use instead of `term`; what computes it goes to the end of `support`.
  Term* term(Term* term, Body& support);

 private:
  void expr(Expr* node, Body& out);
  void ref(Term& node, Body& support);
  void comprehension(Comprehension& node);
  void items(Terms list, Body& support) {
    for (Term*& item : list) item = term(item, support);
  }
  void add(Body& out, Expr* expr) {
    expr->index = static_cast<std::int32_t>(out.size());
    out.push_back(context_.arena, expr);
  }

  CompileContext& context_;
};

void Expander::expr(Expr* node, Body& out) {
  for (With* with : node->with) with->value = term(with->value, out);
  Body support;
  switch (node->kind) {
    case ExprKind::kTerm:
      node->term = term(node->term, support);
      break;
    case ExprKind::kCall:
      items(node->terms.suffix(1), support);
      break;
    case ExprKind::kEvery: {
      Term* domain = node->every->domain;
      Expr* equation = context_.make_equation(context_.make_var(context_.new_name(), domain->loc),
                                              domain, domain->loc);
      equation->generated = true;
      equation->with = node->with;
      node->every->domain = equation->terms[1];
      expr(equation, out);
      body(node->every->body);
      break;
    }
    case ExprKind::kNot:
      body(node->not_body->body);
      break;
    case ExprKind::kAnd:
    case ExprKind::kOr:
      body(node->logical->lhs);
      body(node->logical->rhs);
      break;
    case ExprKind::kSome:
      break;
  }
  for (Expr* before : support) {
    if (!node->with.empty()) before->with = node->with;
    add(out, before);
  }
  add(out, node);
}

Term* Expander::term(Term* term, Body& support) {
  switch (term->kind) {
    case TermKind::kCall: {
      items(term->items.suffix(1), support);
      Term* result = context_.make_var(context_.new_name(), term->loc);
      Expr* call = context_.arena.make<Expr>();
      call->kind = ExprKind::kCall;
      call->loc = term->loc;
      call->generated = true;
      for (Term* item : term->items) call->terms.push_back(context_.arena, item);
      call->terms.push_back(context_.arena, result);
      add(support, call);
      return result;
    }
    case TermKind::kRef:
      ref(*term, support);
      return term;
    case TermKind::kArray:
    case TermKind::kSet:
      items(term->items, support);
      return term;
    case TermKind::kObject:
      for (ObjectItem& item : *term->object) {
        item.key = this->term(item.key, support);
        item.value = this->term(item.value, support);
      }
      return term;
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      comprehension(*term->compr);
      return term;
    default:
      return term;
  }
}

/// References start with a variable afterwards: `[1, 2][i]` becomes `v = [1, 2]; v[i]`.
void Expander::ref(Term& node, Body& support) {
  for (Term*& item : node.items) {
    const bool is_call = item->is(TermKind::kCall);
    item = term(item, support);
    if (is_call) support.back()->stands_in = true;
  }
  Term*& head = node.items[0];
  switch (head->kind) {
    case TermKind::kArray:
    case TermKind::kSet:
    case TermKind::kObject:
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr: {
      Expr* equation = context_.capture(head);
      equation->stands_in = true;
      head = equation->terms[1];
      add(support, equation);
      return;
    }
    default:
      return;
  }
}

void Expander::comprehension(Comprehension& node) {
  Body support;
  if (node.key != nullptr) node.key = term(node.key, support);
  node.term = term(node.term, support);
  for (Expr* expr : support) context_.append(node.body, expr);
  body(node.body);
}

}  // namespace

void expand_calls(CompileContext& context, Body& body) { Expander(context).body(body); }

void expand_calls(CompileContext& context, Rule& rule) {
  Expander expander(context);
  Body support;
  for (Term*& arg : rule.head->args) arg = expander.term(arg, support);
  if (rule.head->key != nullptr) rule.head->key = expander.term(rule.head->key, support);
  if (rule.head->value != nullptr) rule.head->value = expander.term(rule.head->value, support);
  for (Expr* expr : support) context.append(rule.body, expr);
  expander.body(rule.body);
}

}  // namespace igp::rego
