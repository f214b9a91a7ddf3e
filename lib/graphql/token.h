// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Token: a lexical token of a GraphQL document (specification section 2.1).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace igp::graphql {

/// Where a token or node starts. Line and column count from 1, columns in bytes.
struct Place {
  int line = 1;
  int column = 1;
  std::size_t offset = 0;  ///< bytes before it
  friend bool operator==(const Place&, const Place&) = default;
};

enum class TokenKind : std::uint8_t {
  kEnd,
  kPunctuator,  ///< ! $ & ( ) ... : = @ [ ] { | }
  kName,
  kInt,
  kFloat,
  kString,
  kBlockString,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Place place;
  /// Punctuators, names and numbers: the source text. Strings: the value, escapes resolved and
  /// block strings stripped of their indentation.
  std::string text;
};

}  // namespace igp::graphql
