// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rule heads.
#include "rego/syntax/parser_impl.h"
#include "rego/syntax/print.h"

namespace igp::rego {

Head* Parser::parse_head(bool is_default) {
  Loc loc = s_.loc;
  Head* head = parse_head_ref();
  if (head == nullptr) return nullptr;
  head->loc = loc;
  if (s_.token == Token::kContains) {
    const std::string name = ref_to_text(head->ref);
    if (!head->args.empty()) {
      illegal(
          fmt::format("the contains keyword can only be used with multi-value rule definitions "
                      "(e.g., {} contains <VALUE> {{ ... }})",
                      name));
    }
    scan();
    head->uses_contains = true;
    head->key = parse_infix();
    if (head->key == nullptr) {
      illegal(fmt::format("expected rule key term (e.g., {} contains <VALUE> {{ ... }})", name));
    }
  } else {
    parse_head_value(*head, is_default);
  }
  head->loc = spanned(loc);
  return head;
}

/// The name, reference or `name(args)`; heads come without value.
Head* Parser::parse_head_ref() {
  Term* term = finish_head(parse_var());
  if (term == nullptr) {
    illegal("expected rule head name");
    return nullptr;
  }
  Head* head = arena_.make<Head>();
  if (term->is(TermKind::kVar)) {
    head->ref.push_back(arena_, term);
  } else if (term->is(TermKind::kRef)) {
    head->ref = term->items;
  } else if (term->is(TermKind::kCall)) {
    const Term& op = *term->items[0];
    head->ref = op.items;
    head->args = term->items.suffix(1);
  } else {
    return nullptr;
  }
  if (!head->ref[0]->is(TermKind::kVar)) {
    if (!term->is(TermKind::kCall)) return nullptr;
    illegal(fmt::format("rule head ref {} invalid", ref_to_text(head->ref)));
    return nullptr;
  }
  if (head->ref.size() == 1) head->name = head->ref[0]->text;
  return head;
}

/// `= value`, `:= value`, or the implied `true`. Errors are on record; the head stays usable.
bool Parser::parse_head_value(Head& head, bool is_default) {
  const Token op = s_.token;
  if (op == Token::kUnify || op == Token::kAssign) {
    head.assign = op == Token::kAssign;
    scan();
    head.value = parse_infix();
  }
  if (head.value != nullptr) return true;
  const std::string name = ref_to_text(head.ref);
  if (op == Token::kUnify) {
    illegal(fmt::format("expected rule value term (e.g., {}[<nil>] = <VALUE> {{ ... }})", name));
  } else if (op == Token::kAssign && !head.args.empty()) {
    illegal(fmt::format("expected function value term (e.g., {}(...) := <VALUE> {{ ... }})", name));
  } else if (op == Token::kAssign && is_default) {
    illegal(fmt::format("expected default rule value term (e.g., default {} := <VALUE>)", name));
  } else if (op == Token::kAssign) {
    illegal(fmt::format("expected rule value term (e.g., {} := <VALUE> {{ ... }})", name));
  }
  if (head.ref.size() != 2 || !head.args.empty()) {
    head.generated_value = true;
    head.value = make_boolean(true, head.loc);
  }
  return false;
}

}  // namespace igp::rego
