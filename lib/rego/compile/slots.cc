// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Variables get their place in the frame of their rule or query, and operators of calls their
// builtin; at last variables get the user's names back.
#include <map>

#include "rego/compile/compile_context.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

template <class Visitor>
void walk_variables(Visitor& visitor, Rule& rule) {
  Head& head = *rule.head;
  walk(visitor, head.args);
  walk(visitor, head.ref.suffix(1));
  if (head.key != nullptr) walk(visitor, *head.key);
  if (head.value != nullptr) walk(visitor, *head.value);
  walk(visitor, rule.body);
}

class SlotAssigner {
 public:
  bool visit(Term& term) {
    switch (term.kind) {
      case TermKind::kVar:
        assign(term);
        return false;
      case TermKind::kCall:
        call(term.items);
        return false;
      default:
        return true;
    }
  }
  bool visit(Expr& expr) {
    if (!expr.is(ExprKind::kCall)) return true;
    call(expr.terms);
    for (With* with : expr.with) {
      if (visit(*with)) {
        walk(*this, *with->target);
        walk(*this, *with->value);
      }
    }
    return false;
  }
  bool visit(With& with) {
    walk(*this, with.target->items.suffix(1));
    Term& value = *with.value;
    if (value.is(TermKind::kRef)) value.builtin = find_builtin(value);
    if (!value.is(TermKind::kRef) || value.builtin == nullptr) walk(*this, value);
    return false;
  }

  [[nodiscard]] std::int32_t count() const { return static_cast<std::int32_t>(slots_.size()); }

 private:
  void call(const Terms& items) {
    Term& op = *items[0];
    op.builtin = find_builtin(op);
    walk(*this, items.suffix(1));
  }

  void assign(Term& var) {
    if (var.text == "data" || var.text == "input") return;
    const auto next = static_cast<std::int32_t>(slots_.size());
    var.slot = slots_.emplace(var.text, next).first->second;
  }

  std::map<std::string_view, std::int32_t> slots_;
};

}  // namespace

void assign_slots(Rule& rule) {
  SlotAssigner assigner;
  walk_variables(assigner, rule);
  rule.slots = assigner.count();
}

void assign_query_slots(Query& query) {
  SlotAssigner assigner;
  walk(assigner, query.body);
  query.slots = assigner.count();
}

void restore_names(const CompileContext& context, Rule& rule) {
  TermVisitor visitor{[&](Term& term) {
    if (term.slot >= 0) term.text = context.original(term.text);
    return true;
  }};
  walk_variables(visitor, rule);
}

void restore_names(const CompileContext& context, Body& body) {
  TermVisitor visitor{[&](Term& term) {
    if (term.slot >= 0) term.text = context.original(term.text);
    return true;
  }};
  walk(visitor, body);
}

}  // namespace igp::rego
