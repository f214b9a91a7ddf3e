// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Operators between terms. All of them associate to the left; each stands for a call of the builtin
// of the same name.
#include <initializer_list>

#include "rego/syntax/parser_impl.h"

namespace igp::rego {

namespace {

/// Binding strength of the operators below `in`; 0 for other tokens.
int strength(Token token) {
  switch (token) {
    case Token::kEqual:
    case Token::kNeq:
    case Token::kLt:
    case Token::kGt:
    case Token::kLte:
    case Token::kGte:
      return 1;
    case Token::kOr:
      return 2;
    case Token::kAnd:
      return 3;
    case Token::kAdd:
    case Token::kSub:
      return 4;
    case Token::kMul:
    case Token::kQuo:
    case Token::kRem:
      return 5;
    default:
      return 0;
  }
}

constexpr int kWeakest = 1;
constexpr int kStrongest = 5;

}  // namespace

/// `name` as the operator of a call at the current token, which is passed.
Term* Parser::take_operator(std::string_view name) {
  Term* op = make_builtin_op(name, s_.loc);
  scan();
  return op;
}

Term* Parser::make_infix_call(Term* op, std::initializer_list<Term*> operands,
                              std::uint32_t offset) {
  Terms items;
  items.reserve(arena_, operands.size() + 1);
  items.push_back(arena_, op);
  for (Term* operand : operands) items.push_back(arena_, operand);
  Loc loc = items[1]->loc;
  span(loc, offset, s_.last_end);
  return make_list(TermKind::kCall, items, loc);
}

/// `key_value`: `k, v in xs` may be read here; in lists the comma separates elements.
Term* Parser::parse_infix(bool key_value) {
  const DepthGuard guard(*this);
  if (!guard) return nullptr;
  const std::uint32_t offset = s_.loc.offset;
  Term* lhs = parse_binary(kWeakest);
  while (lhs != nullptr) {
    Term* call = parse_membership(lhs, key_value, offset);
    if (call == nullptr) return lhs;
    lhs = call;
    if (s_.token != Token::kIn) return lhs;
  }
  return nullptr;
}

/// One `in` after `lhs`, or nullptr when there is none.
Term* Parser::parse_membership(Term* lhs, bool key_value, std::uint32_t offset) {
  if (key_value && s_.token == Token::kComma) {
    const State before = save();
    Term* call = parse_key_value_membership(lhs, offset);
    if (call != nullptr) return call;
    restore(before);
  }
  retag_ref_keyword();
  if (s_.token != Token::kIn) return nullptr;
  Term* op = take_operator("internal.member_2");
  Term* rhs = parse_binary(kWeakest);
  return rhs == nullptr ? nullptr : make_infix_call(op, {lhs, rhs}, offset);
}

Term* Parser::parse_key_value_membership(Term* lhs, std::uint32_t offset) {
  scan();
  Term* value = parse_binary(kWeakest);
  if (value == nullptr || s_.token != Token::kIn) return nullptr;
  Term* op = take_operator("internal.member_3");
  Term* rhs = parse_binary(kWeakest);
  return rhs == nullptr ? nullptr : make_infix_call(op, {lhs, value, rhs}, offset);
}

/// Operators of at least the strength `lowest`.
Term* Parser::parse_binary(int lowest) {
  const std::uint32_t offset = s_.loc.offset;
  Term* lhs = parse_term();
  int highest = kStrongest;
  while (lhs != nullptr) {
    const int level = strength(s_.token);
    if (level < lowest || level > highest) return lhs;
    Term* op = take_operator(token_name(s_.token));
    Term* rhs = level == kStrongest ? parse_term() : parse_binary(level + 1);
    if (rhs == nullptr) {
      // The error is on record; weaker operators may still follow and be at fault, too.
      highest = level - 1;
      continue;
    }
    lhs = make_infix_call(op, {lhs, rhs}, offset);
    highest = level;
  }
  return nullptr;
}

}  // namespace igp::rego
