// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Lexer: GraphQL source text to tokens (specification section 2.1).
#pragma once

#include <string_view>

#include "base/result.h"
#include "graphql/token.h"

namespace igp::graphql {

/// Reads tokens one by one. Spaces, commas, line ends, comments and a leading byte order mark
/// separate tokens and are dropped. The text must outlive the lexer.
class Lexer {
 public:
  explicit Lexer(std::string_view text);

  /// The next token; kEnd once the text is used up. Fails with kGraphqlSyntax and a location.
  Result<Token> next();

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] Place here() const;
  [[nodiscard]] Error refuse(std::size_t offset, std::string message) const;
  void skip_ignored();
  void end_line();
  Result<Token> name();
  Result<Token> number();
  Result<Token> string();
  Result<Token> block_string();
  Status escape(std::string& out);
  Status unicode_escape(std::string& out);
  Result<char32_t> fixed_escape(std::size_t start);
  Result<char32_t> braced_escape(std::size_t start);
  Status digits();
  /// Appends one source character at the cursor; refuses what GraphQL source may not contain.
  Status copy_character(std::string& out);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

/// BlockStringValue() of specification section 2.9.4: common indentation and blank first and last
/// lines removed.
std::string dedent_block_string(std::string_view raw);

}  // namespace igp::graphql
