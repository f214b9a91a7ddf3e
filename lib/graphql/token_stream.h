// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TokenStream: one token of look-ahead over a Lexer, with the parser's limits.
#pragma once

#include "graphql/lexer.h"
#include "graphql/parser.h"

namespace igp::graphql {

/// What both halves of the parser read from.
class TokenStream {
 public:
  static Result<TokenStream> open(std::string_view text, const ParseLimits& limits);

  [[nodiscard]] const Token& current() const { return current_; }
  [[nodiscard]] bool at(TokenKind kind) const { return current_.kind == kind; }
  [[nodiscard]] bool at_punctuator(std::string_view text) const {
    return at(TokenKind::kPunctuator) && current_.text == text;
  }
  [[nodiscard]] bool at_keyword(std::string_view text) const {
    return at(TokenKind::kName) && current_.text == text;
  }
  /// Steps to the next token and returns the one left behind.
  Result<Token> take();
  /// Takes the punctuator if it is there.
  Result<bool> skip_punctuator(std::string_view text);
  Result<bool> skip_keyword(std::string_view text);
  Result<Place> expect_punctuator(std::string_view text);
  Status expect_keyword(std::string_view text);
  Result<ast::Name> expect_name();

  /// kGraphqlSyntax at the current token.
  [[nodiscard]] Error unexpected(std::string_view wanted = {}) const;

  /// Counts a nesting level for as long as the returned guard lives.
  class Nested;
  Result<Nested> nest();
  Status count_alias();

 private:
  TokenStream(std::string_view text, const ParseLimits& limits)
      : text_(text), limits_(limits), lexer_(text) {}

  std::string_view text_;
  ParseLimits limits_;
  Lexer lexer_;
  Token current_;
  std::size_t tokens_ = 0;
  std::size_t aliases_ = 0;
  int depth_ = 0;
};

class [[nodiscard]] TokenStream::Nested {
 public:
  explicit Nested(int& depth) : depth_(&depth) { ++depth; }
  Nested(Nested&& other) noexcept : depth_(std::exchange(other.depth_, nullptr)) {}
  Nested& operator=(Nested&&) = delete;
  ~Nested() {
    if (depth_ != nullptr) --*depth_;
  }

 private:
  int* depth_;
};

/// The parts of the grammar that executable documents and the type system share.
class CommonParser {
 public:
  explicit CommonParser(TokenStream& tokens) : tokens_(tokens) {}

  Result<ast::Value> value(bool is_const);
  Result<ast::Type> type();
  Result<std::vector<ast::Directive>> directives(bool is_const);
  Result<std::vector<ast::Argument>> arguments(bool is_const);

 private:
  Result<ast::Value> list(bool is_const);
  Result<ast::Value> object(bool is_const);
  Result<ast::Value> variable(bool is_const);
  Result<ast::Value> scalar();

  TokenStream& tokens_;
};

/// Parses one definition of the type system; the current token is its description or keyword.
Result<ast::Definition> parse_type_system_definition(TokenStream& tokens);

}  // namespace igp::graphql
