// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Lexer: GraphQL text to tokens, as gqlparser v2 takes it apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rego/gqlparser/ast.h"

namespace igp::rego::gqlparser {

enum class TokenKind : std::uint8_t {
  kInvalid,
  kEnd,
  kPunctuator,  ///< which one stands in `punctuator`
  kName,
  kInt,
  kFloat,
  kString,
  kBlockString,
  kComment,
};

struct Token {
  TokenKind kind = TokenKind::kInvalid;
  std::string_view punctuator;
  std::string text;  ///< of names, numbers, strings (decoded) and comments (with '#')
  Position position;
  std::string problem;  ///< of kInvalid: what is wrong with it

  /// `<EOF>`, `{`, `Name`: how error texts name the kind.
  [[nodiscard]] std::string_view kind_text() const;
  /// `Name "foo"`: the kind and the text.
  [[nodiscard]] std::string describe() const;
};

/// Reads tokens one by one. The text must outlive the lexer.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  /// The next token; kEnd once the text is used up. After a kInvalid one the lexer is of no use.
  Token next();

 private:
  [[nodiscard]] bool ended() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool sees(std::string_view text) const {
    return text_.substr(at_).starts_with(text);
  }
  void skip(std::size_t bytes) {
    at_ += bytes;
    column_ += static_cast<int>(bytes);
  }
  void skip_ignored();
  void start_line();
  /// Steps over one character, valid or not, and gives its UTF-8 form.
  std::string character();
  [[nodiscard]] Token invalid(std::string problem) const;
  [[nodiscard]] Token invalid_number() const;
  Token name(Token token);
  Token comment(Token token);
  Token number(Token token);
  Token string(Token token);
  Token block_string(Token token);
  bool escape(std::string& out, std::string& problem);
  bool unicode_escape(std::string& out, std::string& problem);
  std::size_t digits();

  std::string_view text_;
  std::size_t at_ = 0;
  int row_ = 1;
  int column_ = 1;
};

/// The value of a block string from what stands between its quotes, lines ended by "\n". Unlike
/// the specification's, the indentation of the first line counts.
std::string dedent_block_string(std::string_view raw);

}  // namespace igp::rego::gqlparser
