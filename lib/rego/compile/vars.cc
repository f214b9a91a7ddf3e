// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/vars.h"

#include "rego/compile/safety.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

void VarCollector::add(const Terms& terms) {
  for (const Term* term : terms) add(*term);
}

void VarCollector::add_ref(const Term& ref) {
  add((flags_ & kSkipRefHead) != 0 ? ref.items.suffix(1) : ref.items);
}

/// A call: its operator's first element is a function's name.
void VarCollector::add_operands(const Terms& call) {
  if ((flags_ & kSkipRefCallHead) != 0 && call[0]->is(TermKind::kRef)) {
    add(call[0]->items.suffix(1));
  } else {
    add(*call[0]);
  }
  add(call.suffix(1));
}

void VarCollector::add(const Term& term) {
  switch (term.kind) {
    case TermKind::kVar:
      vars_.insert(term.text);
      return;
    case TermKind::kRef:
      add_ref(term);
      return;
    case TermKind::kCall:
      add_operands(term.items);
      return;
    case TermKind::kArray:
      add(term.items);
      return;
    case TermKind::kSet:
      if ((flags_ & kSkipSets) == 0) add(term.items);
      return;
    case TermKind::kObject:
      for (const ObjectItem& item : *term.object) {
        if ((flags_ & kSkipObjectKeys) == 0) add(*item.key);
        add(*item.value);
      }
      return;
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      if ((flags_ & kSkipClosures) != 0) return;
      if (term.compr->key != nullptr) add(*term.compr->key);
      add(*term.compr->term);
      add(term.compr->body);
      return;
    case TermKind::kTemplate:
      if ((flags_ & (kSkipClosures | kSkipTemplateStrings)) != 0) return;
      for (const TemplatePart& part : term.templ->parts) {
        if (part.expr != nullptr) add(*part.expr);
      }
      return;
    default:
      return;
  }
}

void VarCollector::add(const With& with) {
  if ((flags_ & kSkipRefCallHead) == 0) {
    add(*with.target);
    add(*with.value);
    return;
  }
  if (with.target->is(TermKind::kRef)) add(with.target->items.suffix(1));
  if (with.value->is(TermKind::kRef)) {
    add(with.value->items.suffix(1));
  } else {
    add(*with.value);
  }
}

/// Operands without braces are part of the expression around them.
bool VarCollector::add_promoted(const Expr& expr) {
  if (arity_ == nullptr) return false;
  const auto promote = [this](const Body& body, bool braced) {
    if (!braced) vars_.merge(vars_needed_by_operand(body, *arity_));
  };
  if (expr.is(ExprKind::kNot)) {
    promote(expr.not_body->body, expr.not_body->explicit_body);
  } else {
    promote(expr.logical->lhs, expr.logical->explicit_lhs);
    promote(expr.logical->rhs, expr.logical->explicit_rhs);
  }
  return true;
}

void VarCollector::add(const Expr& expr) {
  const bool closures = (flags_ & kSkipClosures) == 0;
  switch (expr.kind) {
    case ExprKind::kTerm:
      add(*expr.term);
      break;
    case ExprKind::kCall:
      add_operands(expr.terms);
      break;
    case ExprKind::kSome:
      add(expr.some->symbols);
      break;
    case ExprKind::kEvery:
      if (closures) {
        if (expr.every->key != nullptr) add(*expr.every->key);
        add(*expr.every->value);
      }
      add(*expr.every->domain);
      if (!closures) return;
      add(expr.every->body);
      break;
    case ExprKind::kNot:
      if (!add_promoted(expr) && closures) add(expr.not_body->body);
      break;
    case ExprKind::kAnd:
    case ExprKind::kOr:
      if (!add_promoted(expr) && closures) {
        add(expr.logical->lhs);
        add(expr.logical->rhs);
      }
      break;
  }
  for (const With* with : expr.with) add(*with);
}

void VarCollector::add(const Body& body) {
  for (const Expr* expr : body) add(*expr);
}

bool is_call_of(const Expr& expr, std::string_view name) {
  if (!expr.is(ExprKind::kCall)) return false;
  const Term& op = *expr.terms[0];
  return op.is(TermKind::kRef) && op.items.size() == 1 && op.items[0]->is_var(name);
}

bool is_equation(const Expr& expr) { return is_call_of(expr, "eq") && expr.terms.size() == 3; }

bool is_assignment(const Expr& expr) {
  return is_call_of(expr, "assign") && expr.terms.size() == 3;
}

namespace {

/// Every variable in a term, heads of references included.
void add_all(Term& term, VarSet& out) {
  TermVisitor visitor{[&out](Term& node) {
    if (node.is(TermKind::kVar)) out.insert(node.text);
    return true;
  }};
  walk(visitor, term);
}

struct DeclarationVisitor {
  VarSet vars;

  bool visit(Term& term) { return !term.is_comprehension(); }
  bool visit(Expr& expr) {
    if (is_assignment(expr)) {
      add_all(*expr.terms[1], vars);
    } else if (expr.is(ExprKind::kSome)) {
      for (Term* symbol : expr.some->symbols) {
        if (symbol->is(TermKind::kVar)) {
          vars.insert(symbol->text);
        } else {
          for (Term* part : symbol->items.prefix(symbol->items.size() - 1).suffix(1)) {
            add_all(*part, vars);
          }
        }
      }
    }
    return true;
  }
};

}  // namespace

VarSet declared_vars(Expr& expr) {
  DeclarationVisitor visitor;
  walk(visitor, expr);
  return std::move(visitor.vars);
}

VarSet declared_vars(const Body& body) {
  DeclarationVisitor visitor;
  walk(visitor, body);
  return std::move(visitor.vars);
}

}  // namespace igp::rego
