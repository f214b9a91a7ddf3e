// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Terms: scalars, variables, references, calls, parentheses.
#include "rego/syntax/json_string.h"
#include "rego/syntax/number_text.h"
#include "rego/syntax/parser_impl.h"
#include "rego/syntax/print.h"

namespace igp::rego {

/// Terms parsed at an offset while the parser tried readings it gave up, with the state after them.
/// Without it nested collections would be read again for every level: exponential work.
struct Parser::CachedTerm {
  const CachedTerm* older;
  std::uint32_t offset;
  Term* term;
  State after;
};

Term* Parser::parse_term() {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  const std::uint32_t offset = s_.loc.offset;
  for (const CachedTerm* at = cache_; at != nullptr && at->offset >= offset; at = at->older) {
    if (at->offset != offset) continue;
    restore(at->after);
    return at->term;
  }
  Term* term = parse_term_uncached();
  // What was cached inside this term will not be asked for again.
  const CachedTerm* older = cache_;
  while (older != nullptr && older->offset >= offset) older = older->older;
  cache_ = cache_arena_.make<CachedTerm>(older, offset, term, save());
  return term;
}

Term* Parser::parse_term_uncached() {
  retag_logical_call();
  if (s_.token != Token::kSub) return finish_term(parse_term_start());
  const State start = save();
  scan();
  if (s_.token == Token::kIdent || s_.token == Token::kContains) {
    restore(start);
    return parse_unary_minus();
  }
  restore(start);
  return finish_term(parse_number());
}

/// `-x` is `0 - x`.
Term* Parser::parse_unary_minus() {
  Loc loc = s_.loc;
  scan();
  Term* operand = finish_term(parse_var());
  if (operand == nullptr) return nullptr;
  Term* zero = make_text(TermKind::kNumber, "0", loc);
  Terms items;
  items.push_back(arena_, make_builtin_op("minus", Loc{}));
  items.push_back(arena_, zero);
  items.push_back(arena_, operand);
  span(loc, loc.offset, s_.last_end);
  return make_list(TermKind::kCall, items, loc);
}

/// Leaves the parser at the term's last token.
Term* Parser::parse_term_start() {
  switch (s_.token) {
    case Token::kNull:
      return make_term(TermKind::kNull, s_.loc);
    case Token::kTrue:
      return make_boolean(true, s_.loc);
    case Token::kFalse:
      return make_boolean(false, s_.loc);
    case Token::kDot:
    case Token::kNumber:
      return parse_number();
    case Token::kString:
      return parse_string();
    case Token::kTemplatePart:
    case Token::kTemplateEnd:
      return parse_template(false);
    case Token::kRawTemplatePart:
    case Token::kRawTemplateEnd:
      return parse_template(true);
    case Token::kIdent:
    case Token::kContains:
      return parse_var();
    case Token::kLBrack:
      return parse_array();
    case Token::kLBrace:
      return parse_brace_term();
    case Token::kLParen:
      return parse_parenthesized();
    default:
      illegal();
      return nullptr;
  }
}

Term* Parser::parse_parenthesized() {
  const std::uint32_t offset = s_.loc.offset;
  scan();
  Term* term = parse_infix();
  if (term == nullptr) return nullptr;
  if (s_.token != Token::kRParen) {
    error(s_.loc, "non-terminated expression");
    return nullptr;
  }
  // The text includes the parentheses; row and column stay those of the term within.
  span(term->loc, offset, s_.token_end);
  return term;
}

Term* Parser::finish_term(Term* head) {
  if (head == nullptr) return nullptr;
  const std::uint32_t offset = s_.loc.offset;
  scan_keeping_space();
  switch (s_.token) {
    case Token::kLParen:
    case Token::kDot:
    case Token::kLBrack:
      return parse_ref(head, offset);
    case Token::kWhitespace:
      scan();
      break;
    default:
      break;
  }
  return root_document_ref(head);
}

/// As finish_term, but a head's name may be followed by white space before its brackets.
Term* Parser::finish_head(Term* head) {
  const std::uint32_t offset = s_.loc.offset;
  scan_keeping_space();
  switch (s_.token) {
    case Token::kAdd:
    case Token::kSub:
    case Token::kMul:
    case Token::kQuo:
    case Token::kRem:
    case Token::kAnd:
    case Token::kOr:
    case Token::kEqual:
    case Token::kNeq:
    case Token::kGt:
    case Token::kGte:
    case Token::kLt:
    case Token::kLte:
      illegal();
      break;
    case Token::kWhitespace:
      scan();
      break;
    default:
      break;
  }
  switch (s_.token) {
    case Token::kLParen:
    case Token::kDot:
    case Token::kLBrack:
      return parse_ref(head, offset);
    default:
      return root_document_ref(head);
  }
}

/// `data` and `input` alone are references.
Term* Parser::root_document_ref(Term* head) {
  if (!head->is_var("data") && !head->is_var("input")) return head;
  Terms ref;
  ref.reserve(arena_, 1);
  ref.push_back(arena_, head);
  return make_list(TermKind::kRef, ref, head->loc);
}

Term* Parser::parse_var() {
  return make_text(TermKind::kVar, s_.text == "_" ? wildcard_name() : s_.text, s_.loc);
}

Term* Parser::parse_number() {
  const Loc loc = s_.loc;
  std::string text;
  if (s_.token == Token::kSub) {
    text = "-";
    scan();
    if (s_.token != Token::kNumber && s_.token != Token::kDot) {
      illegal("expected number");
      return nullptr;
    }
  }
  if (s_.token == Token::kDot) {
    text += '.';
    scan();
    if (s_.token != Token::kNumber) {
      illegal("expected number");
      return nullptr;
    }
  } else if (has_leading_zero(s_.text)) {
    illegal("expected number without leading zero");
    return nullptr;
  }
  text += s_.text;
  switch (check_number_text(text)) {
    case NumberText::kOk:
      return make_text(TermKind::kNumber, arena_.copy(text), loc);
    case NumberText::kTooBig:
      error(s_.loc, "number too big");
      return nullptr;
    case NumberText::kInvalid:
      illegal("invalid float");
      return nullptr;
  }
  return nullptr;
}

Term* Parser::parse_string() {
  if (s_.text.size() < 2) return nullptr;
  const std::string_view inner = s_.text.substr(1, s_.text.size() - 2);
  if (s_.text.front() != '"' || !inner.contains('\\')) {
    return make_text(TermKind::kString, inner, s_.loc);
  }
  const auto decoded = decode_json_string(inner);
  if (!decoded) {
    error(s_.loc, fmt::format("illegal string literal: {}", s_.text));
    return nullptr;
  }
  return make_text(TermKind::kString, arena_.copy(*decoded), s_.loc);
}

Term* Parser::parse_call(Term* op, std::uint32_t offset) {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  scan();
  Terms items;
  items.push_back(arena_, op);
  if (s_.token != Token::kRParen && !parse_term_list(Token::kRParen, items)) return nullptr;
  const std::uint32_t end = s_.token_end;
  scan_keeping_space();
  const bool empty_set = items.size() == 1 && op->items.size() == 1 && op->items[0]->is_var("set");
  Term* term = empty_set ? make_list(TermKind::kSet, {}, op->loc)
                         : make_list(TermKind::kCall, items, op->loc);
  span(term->loc, offset, end);
  return term;
}

Term* Parser::parse_ref(Term* head, std::uint32_t offset) {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  if (head->is_scalar() || head->is(TermKind::kRef) || head->is(TermKind::kTemplate)) {
    error(head->loc, fmt::format("illegal ref (head cannot be {})", kind_name(head->kind)));
  }
  Terms ref;
  ref.push_back(arena_, head);
  while (true) {
    if (s_.token == Token::kDot || s_.token == Token::kLBrack) {
      if (!parse_ref_operand(ref)) return nullptr;
      continue;
    }
    Term* term = make_list(TermKind::kRef, ref, head->loc);
    if (s_.token != Token::kLParen) {
      span(term->loc, offset, s_.last_end);
      if (s_.token == Token::kWhitespace) scan();
      return term;
    }
    span(term->loc, offset, s_.loc.offset);
    term = parse_call(term, offset);
    if (term == nullptr) return nullptr;
    if (s_.token == Token::kWhitespace) {
      scan();
    } else if (s_.token == Token::kDot || s_.token == Token::kLBrack) {
      term = parse_ref(term, offset);
      if (term == nullptr) return nullptr;
    }
    term->loc = head->loc;
    span(term->loc, offset, s_.last_end);
    return term;
  }
}

/// `.name` or `[term]`.
bool Parser::parse_ref_operand(Terms& ref) {
  if (s_.token == Token::kDot) {
    scan_keeping_space();
    if (s_.token != Token::kIdent && !is_ref_keyword(s_.token)) {
      illegal("expected identifier");
      return false;
    }
    ref.push_back(arena_, make_text(TermKind::kString, s_.text, s_.loc));
    scan_keeping_space();
    return true;
  }
  scan();
  Term* operand = parse_infix();
  if (operand == nullptr) return false;
  if (s_.token != Token::kRBrack) {
    illegal("expected [");
    return false;
  }
  ref.push_back(arena_, operand);
  scan_keeping_space();
  return true;
}

}  // namespace igp::rego
