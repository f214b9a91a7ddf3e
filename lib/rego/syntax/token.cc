// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/token.h"

namespace igp::rego {

std::string_view token_name(Token token) {
  switch (token) {
    case Token::kIllegal:
      return "illegal";
    case Token::kEof:
      return "eof";
    case Token::kWhitespace:
      return "whitespace";
    case Token::kIdent:
      return "identifier";
    case Token::kComment:
      return "comment";
    case Token::kPackage:
      return "package";
    case Token::kImport:
      return "import";
    case Token::kAs:
      return "as";
    case Token::kDefault:
      return "default";
    case Token::kElse:
      return "else";
    case Token::kNot:
      return "not";
    case Token::kSome:
      return "some";
    case Token::kWith:
      return "with";
    case Token::kNull:
      return "null";
    case Token::kTrue:
      return "true";
    case Token::kFalse:
      return "false";
    case Token::kNumber:
      return "number";
    case Token::kString:
      return "string";
    case Token::kTemplatePart:
      return "template-string-part";
    case Token::kTemplateEnd:
      return "template-string-end";
    case Token::kRawTemplatePart:
      return "raw-template-string-part";
    case Token::kRawTemplateEnd:
      return "raw-template-string-end";
    case Token::kLBrack:
      return "[";
    case Token::kRBrack:
      return "]";
    case Token::kLBrace:
      return "{";
    case Token::kRBrace:
      return "}";
    case Token::kLParen:
      return "(";
    case Token::kRParen:
      return ")";
    case Token::kComma:
      return ",";
    case Token::kColon:
      return ":";
    case Token::kAdd:
      return "plus";
    case Token::kSub:
      return "minus";
    case Token::kMul:
      return "mul";
    case Token::kQuo:
      return "div";
    case Token::kRem:
      return "rem";
    case Token::kAnd:
      return "and";
    case Token::kOr:
      return "or";
    case Token::kUnify:
      return "eq";
    case Token::kEqual:
      return "equal";
    case Token::kAssign:
      return "assign";
    case Token::kIn:
      return "in";
    case Token::kNeq:
      return "neq";
    case Token::kGt:
      return "gt";
    case Token::kLt:
      return "lt";
    case Token::kGte:
      return "gte";
    case Token::kLte:
      return "lte";
    case Token::kDot:
      return ".";
    case Token::kSemicolon:
      return ";";
    case Token::kEvery:
      return "every";
    case Token::kContains:
      return "contains";
    case Token::kIf:
      return "if";
    case Token::kLogicalAnd:
      return "and";
    case Token::kLogicalOr:
      return "or";
  }
  return "unknown";
}

bool is_keyword_token(Token token) {
  switch (token) {
    case Token::kPackage:
    case Token::kImport:
    case Token::kAs:
    case Token::kDefault:
    case Token::kElse:
    case Token::kNot:
    case Token::kSome:
    case Token::kWith:
    case Token::kNull:
    case Token::kTrue:
    case Token::kFalse:
    case Token::kIn:
    case Token::kEvery:
    case Token::kContains:
    case Token::kIf:
    case Token::kLogicalAnd:
    case Token::kLogicalOr:
      return true;
    default:
      return false;
  }
}

namespace {

struct Word {
  std::string_view text;
  Token token;
  std::uint8_t bit;  ///< 0 for words that are always keywords
};

constexpr Word kWords[] = {
    {"package", Token::kPackage, 0},
    {"import", Token::kImport, 0},
    {"as", Token::kAs, 0},
    {"default", Token::kDefault, 0},
    {"else", Token::kElse, 0},
    {"not", Token::kNot, 0},
    {"some", Token::kSome, 0},
    {"with", Token::kWith, 0},
    {"null", Token::kNull, 0},
    {"true", Token::kTrue, 0},
    {"false", Token::kFalse, 0},
    {"in", Token::kIn, kKeywordIn},
    {"every", Token::kEvery, kKeywordEvery},
    {"contains", Token::kContains, kKeywordContains},
    {"if", Token::kIf, kKeywordIf},
    {"and", Token::kLogicalAnd, kKeywordAnd},
    {"or", Token::kLogicalOr, kKeywordOr},
};

constexpr std::size_t kLongestWord = 8;

}  // namespace

std::uint8_t future_keyword(std::string_view word) {
  if (word == "not") return kKeywordNot;
  for (const Word& row : kWords) {
    if (row.text == word) return row.bit;
  }
  return 0;
}

Token word_token(std::string_view word, std::uint8_t enabled) {
  if (word.size() > kLongestWord || word.size() < 2) return Token::kIdent;
  for (const Word& row : kWords) {
    if (row.text != word) continue;
    return row.bit == 0 || (row.bit & enabled) != 0 ? row.token : Token::kIdent;
  }
  return Token::kIdent;
}

}  // namespace igp::rego
