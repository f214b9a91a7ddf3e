// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The last stage: variables get their place in the frame of their rule or query, and the user's
// names back; operators of calls get their builtin.
#include <map>

#include "rego/compile/compile_context.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

class SlotAssigner {
 public:
  explicit SlotAssigner(const CompileContext& context) : context_(context) {}

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
    var.text = context_.original(var.text);
  }

  const CompileContext& context_;
  std::map<std::string_view, std::int32_t> slots_;
};

}  // namespace

void assign_slots(CompileContext& context, Rule& rule) {
  SlotAssigner assigner(context);
  Head& head = *rule.head;
  walk(assigner, head.args);
  walk(assigner, head.ref.suffix(1));
  if (head.key != nullptr) walk(assigner, *head.key);
  if (head.value != nullptr) walk(assigner, *head.value);
  walk(assigner, rule.body);
  rule.slots = assigner.count();
}

void assign_query_slots(CompileContext& context, Query& query) {
  SlotAssigner assigner(context);
  walk(assigner, query.body);
  query.slots = assigner.count();
}

}  // namespace igp::rego
