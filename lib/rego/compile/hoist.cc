// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// References and comprehensions move out of heads, `with` values, and the operands of calls, so
// that they are evaluated once and where it is clear what they see.
#include "rego/compile/compile_context.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// Binds `term` to a new variable in `body` when it has to be evaluated.
void hoist_if_needed(CompileContext& context, Term*& term, Body& body) {
  if (!requires_eval(term)) return;
  Expr* equation = context.capture(term);
  term = equation->terms[1];
  context.append(body, equation);
}

struct ComprehensionHeads {
  CompileContext& context;

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    if (term.is_comprehension()) {
      if (term.compr->key != nullptr) hoist_if_needed(context, term.compr->key, term.compr->body);
      hoist_if_needed(context, term.compr->term, term.compr->body);
    }
    return true;
  }
};

class DynamicTerms {
 public:
  explicit DynamicTerms(CompileContext& context) : context_(context) {}

  void body(Body& body) {
    Body out;
    for (Expr* node : body) expr(node, out);
    body = out;
  }

 private:
  void add(Body& out, Expr* expr) {
    expr->index = static_cast<std::int32_t>(out.size());
    out.push_back(context_.arena, expr);
  }

  void expr(Expr* node, Body& out) {
    switch (node->kind) {
      case ExprKind::kTerm:
        node->term = shallow(*node, node->term, out);
        break;
      case ExprKind::kCall:
        if (is_equation(*node)) {
          for (Term*& side : node->terms.suffix(1)) side = shallow(*node, side, out);
        } else if (!is_call_of(*node, "eq")) {
          for (Term*& operand : node->terms.suffix(1)) operand = deep(*node, operand, out);
        }
        break;
      case ExprKind::kEvery:
        node->every->domain = deep(*node, node->every->domain, out);
        body(node->every->body);
        break;
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
    add(out, node);
  }

  /// A reference or comprehension may stay as it is; only what is within moves.
  Term* shallow(const Expr& from, Term* term, Body& out) {
    if (term->is(TermKind::kRef)) {
      for (Term*& part : term->items.suffix(1)) part = deep(from, part, out);
      return term;
    }
    if (term->is_comprehension()) {
      body(term->compr->body);
      return term;
    }
    return deep(from, term, out);
  }

  Term* deep(const Expr& from, Term* term, Body& out) {
    switch (term->kind) {
      case TermKind::kRef:
        for (Term*& part : term->items.suffix(1)) part = deep(from, part, out);
        return moved(from, term, out);
      case TermKind::kArray:
      case TermKind::kSet:
        for (Term*& item : term->items) item = deep(from, item, out);
        return term;
      case TermKind::kObject:
        for (ObjectItem& item : *term->object) {
          item.key = deep(from, item.key, out);
          item.value = deep(from, item.value, out);
        }
        return term;
      case TermKind::kArrayCompr:
      case TermKind::kSetCompr:
      case TermKind::kObjectCompr:
        body(term->compr->body);
        return moved(from, term, out);
      default:
        return term;
    }
  }

  Term* moved(const Expr& from, Term* term, Body& out) {
    Expr* equation = context_.capture(term);
    equation->with = from.with;
    equation->stands_in = true;
    add(out, equation);
    return equation->terms[1];
  }

  CompileContext& context_;
};

struct Equals {
  CompileContext& context;

  bool visit(Term&) { return true; }
  bool visit(Expr& expr) {
    if (is_call_of(expr, "equal") && expr.terms.size() == 3) {
      expr.terms[0] = context.make_builtin_ref("eq", expr.terms[0]->loc);
    }
    return true;
  }
};

}  // namespace

/// Elements of a head's reference that are neither constants nor variables become variables.
void rewrite_head_refs(CompileContext& context, Rule& rule) {
  Head& head = *rule.head;
  const std::size_t size = head.ref.size();
  for (std::size_t i = 1; i < size; ++i) {
    Term*& part = head.ref[i];
    if (part->is(TermKind::kVar) || part->is_scalar()) continue;
    Expr* equation = context.capture(part);
    if (i + 1 == size && head.key != nullptr && equal(*head.key, *part)) {
      head.key = context.make_var(equation->terms[1]->text, part->loc);
    }
    part = equation->terms[1];
    context.append(rule.body, equation);
  }
}

void rewrite_comprehension_heads(CompileContext& context, const Body& body) {
  ComprehensionHeads visitor{context};
  walk(visitor, body);
}

void rewrite_comprehension_heads(CompileContext& context, Rule& rule) {
  ComprehensionHeads visitor{context};
  walk(visitor, *rule.head);
  walk(visitor, rule.body);
}

void rewrite_heads(CompileContext& context, Rule& rule) {
  Head& head = *rule.head;
  hoist_if_needed(context, head.key, rule.body);
  hoist_if_needed(context, head.value, rule.body);
  for (Term*& arg : head.args) hoist_if_needed(context, arg, rule.body);
}

/// In modules `==` means the same as `=` once safety has been decided.
void rewrite_equals(CompileContext& context, Rule& rule) {
  Equals visitor{context};
  walk(visitor, *rule.head);
  walk(visitor, rule.body);
}

void hoist_dynamic_terms(CompileContext& context, Body& body) { DynamicTerms(context).body(body); }

}  // namespace igp::rego
