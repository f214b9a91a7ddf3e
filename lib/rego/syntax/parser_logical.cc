// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// `and`, `or` and not-bodies. An operand is an expression, a body in braces, or a group in
// parentheses; `and` binds tighter than `or`, and `not` tighter than both.
#include "rego/syntax/parser_impl.h"

namespace igp::rego {

namespace {

bool is_logical(const Body& body) {
  return body.size() == 1 && (body[0]->is(ExprKind::kAnd) || body[0]->is(ExprKind::kOr));
}

bool is_negated(const Body& body) {
  return body.size() == 1 && (body[0]->negated || body[0]->is(ExprKind::kNot));
}

}  // namespace

/// `not`, but not a reference that starts with it (`not.x`).
bool Parser::at_negation() {
  if (s_.token != Token::kNot) return false;
  const Token next = peek_keeping_space();
  return next != Token::kDot && next != Token::kLBrack;
}

Expr* Parser::make_not(const Body& body, bool braced, const Loc& loc) {
  Expr* expr = make_expr(ExprKind::kNot, loc);
  expr->not_body = arena_.make<NotBody>(body, braced);
  return expr;
}

Expr* Parser::make_logical(ExprKind kind, const Operand& lhs, const Operand& rhs) {
  const std::string_view op = kind == ExprKind::kAnd ? "and" : "or";
  check_void_operand(lhs.body, op);
  check_void_operand(rhs.body, op);
  Expr* expr = make_expr(kind, spanned(lhs.loc));
  expr->logical = arena_.make<Logical>(lhs.body, rhs.body, lhs.braced, rhs.braced);
  return expr;
}

/// Folds the operators after `lhs`, at least one, to the left.
Expr* Parser::parse_or_chain(Operand lhs) {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  if (s_.token == Token::kLogicalAnd) {
    Expr* expr = parse_and_chain(lhs);
    if (expr == nullptr) return nullptr;
    lhs = {one(expr), false, expr->loc};
  }
  while (s_.token == Token::kLogicalOr) {
    scan();
    Operand rhs = parse_operand("or");
    if (rhs.body.empty()) return nullptr;
    if (s_.token == Token::kLogicalAnd) {
      Expr* expr = parse_and_chain(rhs);
      if (expr == nullptr) return nullptr;
      rhs = {one(expr), false, expr->loc};
    }
    Expr* expr = make_logical(ExprKind::kOr, lhs, rhs);
    lhs = {one(expr), false, expr->loc};
  }
  return lhs.body[0];
}

Expr* Parser::parse_and_chain(Operand lhs) {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  while (s_.token == Token::kLogicalAnd) {
    scan();
    const Operand rhs = parse_operand("and");
    if (rhs.body.empty()) return nullptr;
    Expr* expr = make_logical(ExprKind::kAnd, lhs, rhs);
    lhs = {one(expr), false, expr->loc};
  }
  return lhs.body[0];
}

/// A complete operand: continues with `and`/`or` if they follow, then with modifiers.
Expr* Parser::fold_logical_tail(const Operand& lhs) {
  if (!at_logical()) return attach_with(lhs.body[0]);
  return attach_with(parse_or_chain(lhs));
}

/// `{ body } and ...` at the start of an expression. False, having gone back, when the braces turn
/// out to be something else.
bool Parser::try_braced_lhs(Expr*& out) {
  const State start = save();
  const CachedTerm* cache = cache_;
  const Loc loc = s_.loc;
  scan();
  const Body body = parse_body(Token::kRBrace);
  if (!body.empty()) {
    scan();
    if (at_logical()) {
      if (is_ambiguous_union(body)) {
        error_ambiguous_union(loc, loc.offset, body, "");
      } else {
        out = attach_with(parse_or_chain({body, true, loc}));
      }
      return true;
    }
  }
  restore(start);
  cache_ = cache;
  return false;
}

/// `expr and ...` after a plain expression; replaces `expr` by the whole.
bool Parser::continue_logical(Expr*& expr, bool has_not, const Loc* with_loc, const State& start) {
  const std::string_view op = token_name(s_.token);
  if (with_loc != nullptr) {
    error_with_on_operand(*with_loc, op);
    return false;
  }
  if (expr->loc.file == nullptr) expr->loc = spanned(start.loc);
  if (!has_not && expr->loc.text().starts_with('{')) {
    const bool empty = expr->is(ExprKind::kTerm) && expr->term->is(TermKind::kObject) &&
                       expr->term->object->empty() && expr->with.empty();
    if (empty) {
      error(expr->loc, "found empty body");
    } else {
      error_brace_led_operand(expr->loc, expr->loc.text(), op);
    }
    return false;
  }
  expr = attach_with(parse_or_chain({one(expr), false, expr->loc}));
  return expr != nullptr;
}

/// `op` is empty while the caller only tries this reading.
Parser::Operand Parser::parse_operand(std::string_view op) {
  if (s_.token == Token::kLBrace) return parse_braced_operand(op);
  const bool negated = at_negation();
  const Loc not_loc = s_.loc;
  if (negated) scan();
  if (negated && s_.not_bodies && s_.token == Token::kLBrace) {
    Expr* node = parse_not_body(not_loc);
    return node == nullptr ? Operand{} : Operand{one(node), false, node->loc};
  }
  if (s_.token == Token::kLParen && logical_on() && (!negated || s_.not_bodies)) {
    const Group group = parse_group(true, negated ? "not " : "");
    if (group.committed) {
      if (group.operand.body.empty() || !negated) return group.operand;
      const Loc loc = spanned(not_loc);
      return {one(make_not(group.operand.body, group.operand.braced, loc)), false, loc};
    }
  }
  return parse_plain_operand(negated, not_loc);
}

Parser::Operand Parser::parse_braced_operand(std::string_view op) {
  const State start = save();
  const Loc loc = s_.loc;
  scan();
  const bool empty = s_.token == Token::kRBrace;
  const Body body = parse_body(Token::kRBrace);
  if (body.empty()) {
    if (empty || op.empty()) return {};
    // The braces may hold a value, which needs parentheses here; else the body's error stands.
    const State failed = save();
    restore(start);
    if (parse_infix() != nullptr) {
      error_brace_led_operand(loc, source_text(loc.offset, s_.last_end), op);
    } else {
      restore(failed);
    }
    return {};
  }
  scan();
  // Reported, but handed on: a group that goes back takes the error with it.
  if (is_ambiguous_union(body)) error_ambiguous_union(loc, loc.offset, body, "");
  return {body, true, loc};
}

Parser::Operand Parser::parse_plain_operand(bool negated, const Loc& not_loc) {
  const Loc start = s_.loc;
  Expr* expr = parse_expr();
  if (expr == nullptr) return {};
  if (expr->loc.file == nullptr) expr->loc = spanned(start);
  if (negated && s_.not_bodies) {
    expr = make_not(one(expr), false, spanned(not_loc));
  } else {
    expr->negated = negated;
  }
  return {one(expr), false, expr->loc};
}

Expr* Parser::parse_not_body(const Loc& not_loc) {
  const Loc loc = s_.loc;
  const State start = save();
  scan();
  const bool empty = s_.token == Token::kRBrace;
  const Body body = parse_body(Token::kRBrace);
  if (body.empty()) {
    if (empty) return nullptr;
    const State failed = save();
    restore(start);
    if (const Term* term = parse_infix(); term != nullptr) {
      error_value_in_braces(loc, source_text(loc.offset, s_.last_end), *term);
    } else {
      restore(failed);
    }
    return nullptr;
  }
  scan();
  if (is_ambiguous_union(body)) {
    error_ambiguous_union(loc, loc.offset, body, "not ");
    return nullptr;
  }
  return make_not(body, true, spanned(not_loc));
}

Parser::Group Parser::close_group(const Loc& open, const Body& body) {
  if (s_.token != Token::kRParen) {
    error(s_.loc, "expected ) to close parenthesized group");
    return {.committed = true};
  }
  scan();
  return {{body, false, spanned(open)}, true};
}

/// `( ... )` holding `and`, `or` or `not`. `in_operand`: the parenthesis is itself an operand,
/// which `prefix` ("not ") precedes.
Parser::Group Parser::parse_group(bool in_operand, std::string_view prefix) {
  const DepthGuard guard(*this);
  if (!guard) return {.committed = true};
  const State start = save();
  const Loc open = s_.loc;
  scan();
  if (s_.token == Token::kRParen) {
    if (in_operand) {
      error(open, "empty parenthesized group");
      return {.committed = true};
    }
    restore(start);
    return {};
  }
  const Operand lhs = parse_operand("");
  if (lhs.body.empty()) {
    restore(start);
    return {};
  }
  return parse_group_after_operand(start, open, lhs, in_operand, prefix);
}

Parser::Group Parser::parse_group_after_operand(const State& start, const Loc& open, Operand lhs,
                                                bool in_operand, std::string_view prefix) {
  if (at_logical()) {
    Expr* expr = attach_with(parse_or_chain(lhs));
    if (expr == nullptr) return {.committed = true};
    return close_group(open, one(expr));
  }
  if (s_.token == Token::kWith && !lhs.braced && lhs.body.size() == 1) {
    const Loc with_loc = s_.loc;
    if (attach_with(lhs.body[0]) == nullptr) return {.committed = true};
    if (at_logical()) {
      error_with_on_operand(with_loc, token_name(s_.token));
      return {.committed = true};
    }
    const Group group = close_group(open, lhs.body);
    if (group.operand.body.empty() || in_operand || at_logical()) return group;
    restore(start);
    return {};
  }
  if (lhs.braced) {
    // Without an operator the braces are a value, if they can be one.
    const std::string_view braces = source_text(lhs.loc.offset, s_.last_end);
    restore(start);
    scan();
    const bool value = parse_term() != nullptr;
    restore(start);
    if (value) return {};
    error_body_in_parens(open, braces, prefix);
    return {.committed = true};
  }
  if (is_logical(lhs.body) || is_negated(lhs.body)) return close_group(open, lhs.body);
  restore(start);
  return {};
}

}  // namespace igp::rego
