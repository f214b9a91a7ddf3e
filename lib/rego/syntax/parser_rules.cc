// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules: bodies, chained bodies, `else`, `default`.
#include <algorithm>
#include <vector>

#include "rego/syntax/parser_impl.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

/// A rule and the rules of its chained bodies; empty when this is no rule, or after an error.
List<Rule*> Parser::parse_rules() {
  Rule* rule = arena_.make<Rule>();
  rule->loc = s_.loc;
  retag_ref_keyword();
  if (s_.token == Token::kDefault) {
    scan();
    rule->is_default = true;
    retag_ref_keyword();
  }
  if (s_.token != Token::kIdent) {
    if (rule->is_default) refuse_keyword_rule_name(true);
    return {};
  }
  rule->head = parse_head(rule->is_default);
  if (rule->head == nullptr) return {};
  List<Rule*> out;
  out.push_back(arena_, rule);
  if (rule->is_default) return finish_default_rule(*rule) ? out : List<Rule*>{};
  const bool has_if = s_.token == Token::kIf;
  bool ok = true;
  settle_head_key(*rule, has_if, ok);
  if (!ok) return {};
  if (!has_if && s_.token != Token::kLBrace) {
    if (!rule->head->uses_contains) return {};
    rule->body = true_body(rule->loc);
    rule->generated_body = true;
    rule->loc = rule->head->loc;
    return out;
  }
  if (!parse_rule_body(*rule, has_if) || !parse_rule_else(*rule)) return {};
  rule->loc = spanned(rule->loc);
  return parse_chained_bodies(*rule, out) ? out : List<Rule*>{};
}

bool Parser::finish_default_rule(Rule& rule) {
  if (!check_default_value(rule)) return false;
  if (!rule.head->args.empty() && !check_default_args(rule)) return false;
  rule.body = true_body(rule.loc);
  return true;
}

/// Decides what `p[x]` means: with `if` one value at the key x, without it an element of a set.
void Parser::settle_head_key(Rule& rule, bool has_if, bool& ok) {
  Head& head = *rule.head;
  if (head.uses_contains || head.ref.size() != 2) return;
  Term* operand = head.ref[1];
  if (has_if) {
    const bool may_vary = !is_ground(*operand) || operand->is(TermKind::kRef);
    if (may_vary && head.args.empty()) head.key = operand;
    if (head.value == nullptr) {
      head.generated_value = true;
      head.value = make_boolean(true, head.loc);
      return;
    }
  } else if (head.args.empty()) {
    head.key = operand;
    if (head.value == nullptr) head.ref = head.ref.prefix(1);
  } else {
    return;
  }
  ok = head.ref[0]->is(TermKind::kVar);
  head.name = head.ref[0]->text;
}

bool Parser::parse_rule_body(Rule& rule, bool has_if) {
  if (has_if) {
    rule.head->uses_if = true;
    scan();
    bool settled = false;
    if (!parse_if_literal(rule, settled)) return false;
    if (settled) return true;
  }
  scan();
  rule.body = parse_body(Token::kRBrace);
  if (rule.body.empty()) return false;
  scan();
  return true;
}

/// `if expr`. Not settled, having gone back: it is `if { body }`, for `{x}` alone would be a set
/// and so never false.
bool Parser::parse_if_literal(Rule& rule, bool& settled) {
  const State start = save();
  const bool brace = s_.token == Token::kLBrace;
  Expr* expr = parse_literal();
  if (expr != nullptr) {
    const bool set = brace && expr->is(ExprKind::kTerm) && expr->term->is(TermKind::kSet);
    if (!set) {
      append(rule.body, expr);
      settled = true;
      return true;
    }
  }
  if (!brace) return false;
  restore(start);
  return true;
}

bool Parser::parse_rule_else(Rule& rule) {
  if (s_.token != Token::kElse || retag_ref_keyword()) return true;
  const Head& head = *rule.head;
  const bool varies = head.ref.size() > 1 &&
                      std::ranges::any_of(head.ref.suffix(1),
                                          [](const Term* operand) { return !is_ground(*operand); });
  if (varies) {
    error(s_.loc, "else keyword cannot be used on rules with variables in head");
    return false;
  }
  if (head.key != nullptr) {
    error(s_.loc, "else keyword cannot be used on multi-value rules");
    return false;
  }
  rule.else_rule = parse_else(head);
  return rule.else_rule != nullptr;
}

Head* Parser::copy_head(const Head& head) {
  Head* copy = clone(arena_, head);
  renew_wildcard_args(*copy);
  return copy;
}

void Parser::renew_wildcard_args(Head& head) {
  for (Term* arg : head.args) {
    if (arg->is_wildcard()) arg->text = wildcard_name();
  }
}

bool Parser::parse_chained_bodies(const Rule& first, List<Rule*>& out) {
  while (s_.token == Token::kLBrace) {
    if (first.else_rule != nullptr) {
      error(s_.loc, "expected else keyword");
      return false;
    }
    const Loc start = s_.loc;
    scan();
    Rule* next = arena_.make<Rule>();
    next->body = parse_body(Token::kRBrace);
    if (next->body.empty()) return false;
    scan();
    next->loc = spanned(start);
    next->head = copy_head(*first.head);
    // The head is the first rule's, but errors in it belong to this body.
    set_locations(*next->head, next->loc);
    out.push_back(arena_, next);
  }
  return true;
}

Rule* Parser::parse_else(const Head& head) {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  Rule* rule = arena_.make<Rule>();
  rule->loc = s_.loc;
  rule->head = copy_head(head);
  rule->head->generated_value = false;
  rule->head->uses_if = false;
  rule->head->uses_contains = false;
  rule->head->loc = s_.loc;
  scan();
  if (!parse_else_value(*rule) || !parse_else_body(*rule, head)) return nullptr;
  rule->loc = spanned(rule->loc);
  return rule;
}

bool Parser::parse_else_value(Rule& rule) {
  Head& head = *rule.head;
  switch (s_.token) {
    case Token::kLBrace:
    case Token::kIf:
      head.generated_value = true;
      head.value = make_boolean(true, rule.loc);
      return true;
    case Token::kAssign:
    case Token::kUnify:
      head.assign = s_.token == Token::kAssign;
      scan();
      head.value = parse_infix();
      head.loc = spanned(head.loc);
      return head.value != nullptr;
    default:
      illegal("expected else value term or rule body");
      return false;
  }
}

bool Parser::parse_else_body(Rule& rule, const Head& head) {
  const bool has_if = s_.token == Token::kIf;
  if (!has_if && s_.token != Token::kLBrace) {
    rule.body = true_body(rule.loc);
    rule.generated_body = true;
    return true;
  }
  rule.head->uses_if = has_if;
  if (has_if) scan();
  if (s_.token == Token::kLBrace) {
    scan();
    rule.body = parse_body(Token::kRBrace);
    if (rule.body.empty()) return false;
    scan();
  } else if (s_.token == Token::kEof) {
    illegal("rule body expected");
    return false;
  } else {
    Expr* expr = parse_literal();
    if (expr == nullptr) return false;
    append(rule.body, expr);
    set_locations(rule.body, rule.loc);
  }
  if (s_.token != Token::kElse) return true;
  rule.else_rule = parse_else(head);
  return rule.else_rule != nullptr;
}

/// A default value may not depend on anything, except within comprehensions.
bool Parser::check_default_value(const Rule& rule) {
  if (rule.head->value == nullptr) {
    error(rule.loc, "illegal default rule (must have a value)");
    return false;
  }
  bool ok = true;
  TermVisitor visitor{[&](Term& term) {
    if (term.is_comprehension()) return false;
    if (!term.is(TermKind::kRef) && !term.is(TermKind::kVar) && !term.is(TermKind::kCall)) {
      return true;
    }
    error(rule.loc,
          fmt::format("illegal default rule (value cannot contain {})", kind_name(term.kind)));
    ok = false;
    return false;
  }};
  walk(visitor, *rule.head->value);
  return ok;
}

bool Parser::check_default_args(const Rule& rule) {
  bool ok = true;
  std::vector<std::string_view> seen;
  for (const Term* arg : rule.head->args) {
    std::string problem;
    if (!arg->is(TermKind::kVar)) {
      problem = fmt::format("contain {}", kind_name(arg->kind));
    } else if (std::ranges::find(seen, arg->text) != seen.end()) {
      problem = fmt::format("be repeated {}", arg->text);
    } else {
      seen.push_back(arg->text);
      continue;
    }
    error(rule.loc, fmt::format("illegal default rule (arguments cannot {})", problem));
    ok = false;
  }
  return ok;
}

}  // namespace igp::rego
