// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TokenReader: tokens with the comments before them, for the parsers.
#pragma once

#include <utility>

#include "rego/gqlparser/lexer.h"
#include "rego/gqlparser/parser.h"

namespace igp::rego::gqlparser {

/// Looks one token ahead. A token that cannot be read is an error only for whoever takes it;
/// whoever looks for another kind complains about "<Invalid>" instead, as gqlparser does.
class TokenReader {
 public:
  TokenReader(std::string_view text, Nodes& nodes, const Limits& limits)
      : lexer_(text), nodes_(nodes), limits_(limits) {}

  /// The next token. Fails with kLimitExceeded.
  Result<const Token*> peek();
  /// The comments before the token that was peeked at last, until it is taken; or nullptr.
  [[nodiscard]] CommentGroup* comment() const { return comment_; }
  Result<Token> take();
  /// The token taken last, comments included.
  [[nodiscard]] const Token& previous() const { return previous_; }

  Result<bool> at(std::string_view punctuator);
  Result<bool> at_kind(TokenKind kind);
  /// Whether the next token is a name of this text.
  Result<bool> at_keyword(std::string_view keyword);
  /// Whether the next token has this text, be it a name or a string.
  Result<bool> at_text(std::string_view text);
  Result<bool> skip(std::string_view punctuator);
  Result<Position> position();

  Status expect(std::string_view punctuator);
  Status expect_keyword(std::string_view keyword);
  Result<std::string> name();
  /// "Unexpected Name "x"" about the next token, or about `token`.
  Fail unexpected();
  [[nodiscard]] static Fail unexpected(const Token& token);
  [[nodiscard]] static Fail refuse(const Token& token, std::string_view message);

  /// One level of nesting, for as long as it lives.
  class Nested {
   public:
    explicit Nested(int& depth) : depth_(&depth) { ++depth; }
    Nested(Nested&& other) noexcept : depth_(std::exchange(other.depth_, nullptr)) {}
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    Nested& operator=(Nested&&) = delete;
    ~Nested() {
      if (depth_ != nullptr) --*depth_;
    }

   private:
    int* depth_;
  };
  /// Fails with kLimitExceeded where nesting is too deep.
  Result<Nested> nest();

  /// `open` item... `close`, at least one item, or nothing at all. `item()` returns Status. The
  /// result are the comments before `close`.
  template <class Item>
  Result<CommentGroup*> some(std::string_view open, std::string_view close, Item item) {
    if (!IGP_TRY(skip(open))) return nullptr;
    if (IGP_TRY(at(close))) {
      const Token& found = *IGP_TRY(peek());
      return refuse(found,
                    "expected at least one definition, found " + std::string(found.kind_text()));
    }
    while (!IGP_TRY(at(close))) IGP_CHECK(item());
    CommentGroup* comments = comment();
    IGP_CHECK(take());
    return comments;
  }

  Nodes& nodes() { return nodes_; }

 private:
  Result<Token> read();

  Lexer lexer_;
  Nodes& nodes_;
  const Limits& limits_;
  std::optional<Token> ahead_;
  CommentGroup* comment_ = nullptr;
  Token previous_;
  std::size_t tokens_ = 0;
  int depth_ = 0;
};

}  // namespace igp::rego::gqlparser
