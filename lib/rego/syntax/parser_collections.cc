// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Arrays, sets, objects and comprehensions. All leave the parser at the closing bracket.
//
// `{1 | 1}` could be a comprehension or a set with a union in it: comprehensions win, so the first
// term is read without operators.
#include "rego/syntax/parser_impl.h"

namespace igp::rego {

Term* Parser::make_comprehension(TermKind kind, Term* key, Term* term, const Body& body) {
  Term* out = make_term(kind, s_.loc);
  out->compr = arena_.make<Comprehension>(key, term, body);
  return out;
}

Term* Parser::make_object(const List<ObjectItem>& items) {
  Term* out = make_term(TermKind::kObject, s_.loc);
  out->object = arena_.make<List<ObjectItem>>(items);
  return out;
}

Term* Parser::parse_array() {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  Loc loc = s_.loc;
  scan();
  Term* term = parse_array_items();
  if (term == nullptr) return nullptr;
  span(loc, loc.offset, s_.token_end);
  term->loc = loc;
  return term;
}

Term* Parser::parse_array_items() {
  if (s_.token == Token::kRBrack) return make_list(TermKind::kArray, {}, s_.loc);
  // `[, x]` is accepted as it always was, but is no comprehension.
  const bool maybe_comprehension = s_.token != Token::kComma;
  if (!maybe_comprehension) scan();
  const State start = save();
  Term* head = parse_term();
  if (head == nullptr) return nullptr;
  Terms items;
  if (s_.token == Token::kRBrack || s_.token == Token::kComma) {
    items.push_back(arena_, head);
    if (s_.token == Token::kComma) {
      scan();
      if (!parse_term_list(Token::kRBrack, items)) return nullptr;
    }
    return make_list(TermKind::kArray, items, s_.loc);
  }
  if (s_.token == Token::kOr && maybe_comprehension) {
    scan();
    const Body body = parse_body(Token::kRBrack);
    if (!body.empty()) return make_comprehension(TermKind::kArrayCompr, nullptr, head, body);
    if (s_.token != Token::kComma) return nullptr;
  }
  restore(start);
  if (!parse_term_list(Token::kRBrack, items)) return nullptr;
  return make_list(TermKind::kArray, items, s_.loc);
}

Term* Parser::parse_brace_term() {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  Loc loc = s_.loc;
  scan();
  Term* term = parse_brace_items();
  if (term == nullptr) return nullptr;
  span(loc, loc.offset, s_.token_end);
  term->loc = loc;
  return term;
}

Term* Parser::parse_brace_items() {
  if (s_.token == Token::kRBrace) return make_object({});
  const bool maybe_comprehension = s_.token != Token::kComma;
  if (!maybe_comprehension) scan();
  const State start = save();
  Term* head = parse_term();
  if (head == nullptr) return nullptr;
  switch (s_.token) {
    case Token::kOr:
      if (maybe_comprehension) return parse_set(start, head, true);
      break;
    case Token::kRBrace:
    case Token::kComma:
      return parse_set(start, head, maybe_comprehension);
    case Token::kColon:
      return parse_object(head, maybe_comprehension);
    default:
      break;
  }
  restore(start);
  head = parse_infix_in_list();
  if (head == nullptr) return nullptr;
  switch (s_.token) {
    case Token::kRBrace:
    case Token::kComma:
      return parse_set(start, head, false);
    case Token::kColon:
      return parse_object(head, maybe_comprehension);
    default:
      illegal("non-terminated set");
      return nullptr;
  }
}

Term* Parser::parse_set(const State& start, Term* head, bool maybe_comprehension) {
  Terms items;
  if (s_.token != Token::kOr) {
    items.push_back(arena_, head);
    if (s_.token == Token::kComma) {
      scan();
      if (!parse_term_list(Token::kRBrace, items)) return nullptr;
    }
    return make_list(TermKind::kSet, items, s_.loc);
  }
  if (maybe_comprehension) {
    scan();
    const Body body = parse_body(Token::kRBrace);
    if (!body.empty()) return make_comprehension(TermKind::kSetCompr, nullptr, head, body);
    if (s_.token != Token::kComma) return nullptr;
  }
  restore(start);
  if (!parse_term_list(Token::kRBrace, items)) return nullptr;
  return make_list(TermKind::kSet, items, s_.loc);
}

/// Stands at the colon after the first key.
Term* Parser::parse_object(Term* key, bool maybe_comprehension) {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  scan();
  const State start = save();
  Term* value = parse_term();
  if (value == nullptr) return nullptr;
  if (maybe_comprehension) {
    // Only one reading is left here; going back would replace its error with a vaguer one.
    if (s_.token == Token::kRBrace || s_.token == Token::kComma) {
      return finish_object(key, value, true);
    }
    if (s_.token == Token::kOr) {
      Term* term = finish_object(key, value, true);
      if (term != nullptr) return term;
    }
  }
  restore(start);
  value = parse_infix_in_list();
  if (value == nullptr) return nullptr;
  if (s_.token == Token::kRBrace || s_.token == Token::kComma) {
    return finish_object(key, value, false);
  }
  illegal("non-terminated object");
  return nullptr;
}

Term* Parser::finish_object(Term* key, Term* value, bool maybe_comprehension) {
  List<ObjectItem> items;
  items.push_back(arena_, {key, value});
  switch (s_.token) {
    case Token::kRBrace:
      return make_object(items);
    case Token::kOr: {
      if (!maybe_comprehension) {
        illegal("non-terminated object");
        return nullptr;
      }
      scan();
      const Body body = parse_body(Token::kRBrace);
      if (body.empty()) return nullptr;
      return make_comprehension(TermKind::kObjectCompr, key, value, body);
    }
    case Token::kComma:
      scan();
      return parse_pair_list(Token::kRBrace, items) ? make_object(items) : nullptr;
    default:
      return nullptr;
  }
}

/// Reads up to `end`, which stays the current token. A comma may stand before it.
bool Parser::parse_term_list(Token end, Terms& out) {
  while (s_.token != end) {
    Term* term = parse_infix_in_list();
    if (term == nullptr) return false;
    out.push_back(arena_, term);
    if (s_.token == end) return true;
    if (s_.token != Token::kComma) {
      illegal(fmt::format("expected \",\" or \"{}\"", token_name(end)));
      return false;
    }
    scan();
  }
  return true;
}

bool Parser::parse_pair_list(Token end, List<ObjectItem>& out) {
  while (s_.token != end) {
    Term* key = parse_infix_in_list();
    if (key == nullptr) return false;
    if (s_.token != Token::kColon) {
      illegal("expected \":\"");
      return false;
    }
    scan();
    Term* value = parse_infix_in_list();
    if (value == nullptr) return false;
    out.push_back(arena_, {key, value});
    if (s_.token == end) return true;
    if (s_.token != Token::kComma) {
      illegal(fmt::format("expected \",\" or \"{}\"", token_name(end)));
      return false;
    }
    scan();
  }
  return true;
}

}  // namespace igp::rego
