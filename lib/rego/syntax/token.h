// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The tokens of Rego and their names in error messages.
#pragma once

#include <cstdint>
#include <string_view>

namespace igp::rego {

enum class Token : std::uint8_t {
  kIllegal,
  kEof,
  kWhitespace,
  kIdent,
  kComment,
  kPackage,
  kImport,
  kAs,
  kDefault,
  kElse,
  kNot,
  kSome,
  kWith,
  kNull,
  kTrue,
  kFalse,
  kNumber,
  kString,
  kTemplatePart,     ///< `$"text{` or, after an expression, `}text{`
  kTemplateEnd,      ///< the same up to the closing quote
  kRawTemplatePart,  ///< as above, in back quotes
  kRawTemplateEnd,
  kLBrack,
  kRBrack,
  kLBrace,
  kRBrace,
  kLParen,
  kRParen,
  kComma,
  kColon,
  kAdd,
  kSub,
  kMul,
  kQuo,
  kRem,
  kAnd,  ///< `&`
  kOr,   ///< `|`
  kUnify,
  kEqual,
  kAssign,
  kIn,
  kNeq,
  kGt,
  kLt,
  kGte,
  kLte,
  kDot,
  kSemicolon,
  kEvery,
  kContains,
  kIf,
  kLogicalAnd,  ///< the keyword `and`
  kLogicalOr,   ///< the keyword `or`
};

/// The name under which error messages mention `token`. For operators it is also the name of the
/// builtin they stand for.
std::string_view token_name(Token token);

/// True for words that are keywords in every dialect, and for future keywords.
bool is_keyword_token(Token token);

/// The keywords that dialects and imports switch on, as bits of a set.
enum FutureKeyword : std::uint8_t {
  kKeywordIn = 1,
  kKeywordEvery = 2,
  kKeywordContains = 4,
  kKeywordIf = 8,
  kKeywordNot = 16,  ///< `not` is a keyword anyway; the bit stands for not-bodies
  kKeywordAnd = 32,
  kKeywordOr = 64,
};

inline constexpr std::uint8_t kKeywordsSinceV1 =
    kKeywordIn | kKeywordEvery | kKeywordContains | kKeywordIf;
inline constexpr std::uint8_t kKeywordsSinceV2 = kKeywordNot | kKeywordAnd | kKeywordOr;
inline constexpr std::uint8_t kAllFutureKeywords = kKeywordsSinceV1 | kKeywordsSinceV2;

/// The bit of the future keyword `word`, or 0.
std::uint8_t future_keyword(std::string_view word);

/// The token of `word` when the future keywords in `enabled` are on; kIdent for other words.
Token word_token(std::string_view word, std::uint8_t enabled);

}  // namespace igp::rego
