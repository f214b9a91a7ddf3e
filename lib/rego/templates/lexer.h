// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Tokens of Go's text/template.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace igp::rego::templates {

enum class TokenKind : std::uint8_t {
  kError,  ///< its text says what is wrong
  kEnd,
  kText,
  kLeft,   ///< {{
  kRight,  ///< }}
  kSpace,
  kAssign,   ///< =
  kDeclare,  ///< :=
  kPipe,
  kOpen,       ///< (
  kClose,      ///< )
  kCharacter,  ///< one that means nothing by itself, as a comma
  kIdentifier,
  kKeyword,
  kField,     ///< .name
  kVariable,  ///< $name
  kDot,
  kNil,
  kBool,
  kNumber,
  kRune,  ///< a character constant
  kString,
  kRawString,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::size_t position = 0;  ///< in the source
  std::string_view text;
  int line = 1;
  std::string error;
};

/// Takes tokens off a template's source, which has to outlive them.
class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}
  /// After an error or the end, what it returns means nothing.
  Token next();

 private:
  Token make(TokenKind kind);
  Token wrong(std::string error);
  Token text();
  Token left();
  Token right();
  Token inside();
  Token space();
  Token name(TokenKind kind);
  Token quoted(char quote, TokenKind kind, std::string_view what);
  Token number();
  bool comment(Token& error);
  bool scan_number();
  char32_t take();
  [[nodiscard]] char32_t peek() const;
  [[nodiscard]] bool at(std::string_view text, std::size_t ahead = 0) const {
    return source_.substr(std::min(at_ + ahead, source_.size())).starts_with(text);
  }
  [[nodiscard]] bool at_trimmed_right() const;
  [[nodiscard]] bool at_right() const { return at("}}") || at_trimmed_right(); }
  [[nodiscard]] bool at_end_of_name() const;
  void skip_blanks();

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  int line_ = 1;
  bool inside_ = false;
  bool trim_next_ = false;
  int parentheses_ = 0;
};

}  // namespace igp::rego::templates
