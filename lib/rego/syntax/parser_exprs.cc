// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Bodies and their expressions: literals, `with`, `some`, `every`.
#include "rego/syntax/parser_impl.h"
#include "rego/syntax/print.h"

namespace igp::rego {

namespace {

bool is_membership(const Term& term, std::size_t arity) {
  return term.is(TermKind::kCall) && term.items.size() == arity + 1 &&
         operator_name(*term.items[0]) == (arity == 2 ? "internal.member_2" : "internal.member_3");
}

bool is_membership(const Term& term) { return is_membership(term, 2) || is_membership(term, 3); }

}  // namespace

Body Parser::parse_body(Token end) {
  const DepthGuard guard(*this);
  if (!guard) return {};
  return parse_query(false, end);
}

/// Expressions up to `end`, which stays the current token. Empty after an error. At the top level
/// every expression that is not followed by `;` is a statement of its own.
Body Parser::parse_query(bool one_per_statement, Token end) {
  if (s_.token == end) {
    error(s_.loc, "found empty body");
    return {};
  }
  Body body;
  while (true) {
    Expr* expr = parse_literal();
    if (expr == nullptr) return {};
    append(body, expr);
    if (s_.token == Token::kSemicolon) {
      scan();
      continue;
    }
    if (s_.token == end || one_per_statement) return body;
    if (s_.skipped_newline) continue;
    if (s_.errors == nullptr) {
      hint_missing_infix_keyword();
      illegal(fmt::format("expected \\n or ; or {}", token_name(end)));
    }
    return {};
  }
}

Expr* Parser::parse_literal() {
  Loc loc = s_.loc;
  Expr* expr = parse_unspanned_literal();
  if (expr == nullptr) return nullptr;
  span(loc, loc.offset, s_.last_end);
  expr->loc = loc;
  if (expr->is(ExprKind::kNot) && !expr->not_body->explicit_body) {
    for (Expr* inner : expr->not_body->body) inner->loc = loc;
  }
  return expr;
}

Expr* Parser::parse_unspanned_literal() {
  Expr* expr = nullptr;
  if (s_.token == Token::kLBrace && logical_on() && try_braced_lhs(expr)) return expr;
  if (s_.token == Token::kLParen && logical_on()) {
    const Group group = parse_group(false, "");
    if (group.committed) {
      return group.operand.body.empty() ? nullptr : fold_logical_tail(group.operand);
    }
  }
  if (retag_ref_keyword()) return parse_plain_literal(false, nullptr);
  const bool negated = at_negation();
  const Loc not_loc = s_.loc;
  if (negated) scan();
  if (negated && s_.not_bodies && s_.token == Token::kLBrace) {
    Expr* node = parse_not_body(not_loc);
    return node == nullptr ? nullptr : fold_logical_tail({one(node), false, node->loc});
  }
  if (s_.token == Token::kSome || s_.token == Token::kEvery) {
    const bool some = s_.token == Token::kSome;
    if (!negated) return some ? parse_some() : parse_every();
    illegal(some ? "illegal negation of 'some'" : "illegal negation of 'every'");
    return nullptr;
  }
  return parse_plain_literal(negated, negated ? &not_loc : nullptr);
}

Expr* Parser::parse_plain_literal(bool negated, const Loc* not_loc) {
  const State start = save();
  if (negated && s_.not_bodies && s_.token == Token::kLParen) {
    const Group group = parse_group(true, "not ");
    if (group.committed) {
      if (group.operand.body.empty()) return nullptr;
      const Loc loc = spanned(*not_loc);
      return fold_logical_tail(
          {one(make_not(group.operand.body, group.operand.braced, loc)), false, loc});
    }
  }
  Expr* expr = parse_expr();
  if (expr == nullptr) return nullptr;
  const Loc with_loc = s_.loc;
  const bool has_with = s_.token == Token::kWith;
  if (has_with && !parse_withs(expr->with)) return nullptr;
  hint_missing_every(start, *expr);
  if (negated && s_.not_bodies) {
    const List<With*> withs = expr->with;
    expr->with = {};
    expr = make_not(one(expr), false, spanned(*not_loc));
    expr->with = withs;
  } else {
    expr->negated = negated;
  }
  if (at_logical() && !continue_logical(expr, negated, has_with ? &with_loc : nullptr, start)) {
    return nullptr;
  }
  return expr;
}

Expr* Parser::parse_expr() {
  Term* lhs = parse_infix();
  if (lhs == nullptr) return nullptr;
  if (s_.token == Token::kAssign || s_.token == Token::kUnify) {
    Term* op = take_operator(token_name(s_.token));
    Term* rhs = parse_infix();
    if (rhs == nullptr) return nullptr;
    Expr* expr = make_expr(ExprKind::kCall, Loc{});
    expr->terms.reserve(arena_, 3);
    for (Term* term : {op, lhs, rhs}) expr->terms.push_back(arena_, term);
    return expr;
  }
  if (!lhs->is(TermKind::kCall)) return make_term_expr(lhs);
  Expr* expr = make_expr(ExprKind::kCall, Loc{});
  expr->terms = lhs->items;
  return expr;
}

bool Parser::parse_withs(List<With*>& out) {
  do {
    With* with = arena_.make<With>();
    with->loc = s_.loc;
    if (!parse_one_with(*with)) return false;
    with->loc = spanned(with->loc);
    out.push_back(arena_, with);
  } while (s_.token == Token::kWith);
  return true;
}

bool Parser::parse_one_with(With& with) {
  scan();
  if (s_.token != Token::kIdent) {
    illegal("expected ident");
    return false;
  }
  with.target = parse_term();
  if (with.target == nullptr) return false;
  if (!with.target->is(TermKind::kRef) && !with.target->is(TermKind::kVar)) {
    illegal("expected with target path");
  }
  if (s_.token != Token::kAs) {
    illegal("expected as keyword");
    return false;
  }
  scan();
  with.value = parse_infix();
  return with.value != nullptr;
}

/// Reads the modifiers that follow `expr`, if any.
Expr* Parser::attach_with(Expr* expr) {
  if (expr == nullptr || s_.token != Token::kWith) return expr;
  expr->with = {};
  return parse_withs(expr->with) ? expr : nullptr;
}

Expr* Parser::parse_some() {
  const Loc loc = s_.loc;
  Expr* expr = make_expr(ExprKind::kSome, loc);
  expr->some = arena_.make<SomeDecl>();
  const State start = save();
  scan();
  if (Term* term = parse_infix(); term != nullptr && term->is(TermKind::kCall)) {
    if (!is_membership(*term)) {
      const std::string op = operator_name(*term->items[0]);
      illegal(op.starts_with("internal.member_") ? "illegal domain"
                                                 : "expected `x in xs` or `x, y in xs` expression");
      return nullptr;
    }
    expr->some->symbols.push_back(arena_, term);
    return attach_with(expr);
  }
  restore(start);
  hint_missing_some_in();
  do {
    scan();
    if (s_.token != Token::kIdent) {
      illegal("expected var");
      return nullptr;
    }
    expr->some->symbols.push_back(arena_, parse_var());
    scan();
  } while (s_.token == Token::kComma);
  return expr;
}

/// Where `in` is not on, tells about the import that would make `some x in xs` work.
void Parser::hint_missing_some_in() {
  if (!is_future_word("in")) return;
  const State before = save();
  const CachedTerm* cache = cache_;
  cache_ = nullptr;
  scan();
  lexer_.add_keywords(kAllFutureKeywords);
  const Term* term = parse_infix();
  const bool found = term != nullptr && is_membership(*term);
  restore(before);
  cache_ = cache;
  if (found) hint("`import future.keywords.in` for `some x in xs` expressions");
}

Expr* Parser::parse_every() {
  Expr* expr = make_expr(ExprKind::kEvery, s_.loc);
  expr->every = arena_.make<Every>();
  scan();
  Term* term = parse_infix();
  if (term == nullptr || !set_every_head(*expr->every, term)) return nullptr;
  if (s_.token != Token::kLBrace) {
    illegal("missing body");
    return nullptr;
  }
  scan();
  expr->every->body = parse_body(Token::kRBrace);
  if (expr->every->body.empty()) return nullptr;
  scan();
  return attach_with(expr);
}

bool Parser::set_every_head(Every& every, Term* term) {
  if (!is_membership(*term)) {
    illegal("expected `x[, y] in xs { ... }` expression");
    return false;
  }
  const std::size_t size = term->items.size();
  every.domain = term->items[size - 1];
  every.value = term->items[size - 2];
  if (size == 4) every.key = term->items[1];
  if (every.key != nullptr && !every.key->is(TermKind::kVar)) {
    illegal("expected key to be a variable");
    return false;
  }
  if (!every.value->is(TermKind::kVar)) {
    illegal("expected value to be a variable");
    return false;
  }
  return true;
}

/// Called where an error is about to be reported: a word like `in` where an operator would stand.
void Parser::hint_missing_infix_keyword() {
  if (s_.hints != nullptr) return;
  std::string_view word = "in";
  if (s_.token == Token::kIdent) {
    word = s_.text;
    if (word != "in" && word != "and" && word != "or") return;
  } else if (s_.token == Token::kComma) {
    const State before = save();
    const CachedTerm* cache = cache_;
    scan();
    lexer_.add_keywords(kAllFutureKeywords);
    cache_ = nullptr;
    const Term* term = parse_infix();
    const bool found = term != nullptr && is_membership(*term);
    restore(before);
    cache_ = cache;
    if (!found) return;
  } else {
    return;
  }
  hint(fmt::format("`import future.keywords.{}` for `x {} {}` expressions", word, word,
                   word == "in" ? "xs" : "y"));
}

/// In v0 a plain `every` is a name; where the rest reads like the expression, tells about it.
void Parser::hint_missing_every(const State& start, const Expr& expr) {
  if (!is_future_word("every") || !expr.is(ExprKind::kTerm) || !expr.term->is_var("every")) return;
  const State after = save();
  const CachedTerm* cache = cache_;
  restore(start);
  lexer_.add_keywords(kAllFutureKeywords);
  cache_ = nullptr;
  const bool found = parse_every() != nullptr;
  restore(after);
  cache_ = cache;
  if (found) {
    hint("`import future.keywords.every` for `every x in xs { ... }` expressions");
  }
}

}  // namespace igp::rego
