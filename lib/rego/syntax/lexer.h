// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Lexer: Rego source to tokens, one at a time and restartable from any saved state.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rego/syntax/arena.h"
#include "rego/syntax/token.h"

namespace igp::rego {

/// Where a lexer stands; copying it back resumes there.
struct LexerState {
  std::uint32_t offset = 0;  ///< one past the current character
  std::int32_t row = 1;
  std::int32_t col = 0;
  std::int32_t current = kEnd;  ///< the character read ahead
  std::uint8_t width = 0;       ///< its length in bytes
  std::uint8_t keywords = 0;    ///< the future keywords that are on

  static constexpr std::int32_t kEnd = -1;
};

/// One token with its place. Rows and columns count from 1, columns in code points.
struct Lexeme {
  Token token = Token::kIllegal;
  std::uint32_t offset = 0;
  std::uint32_t end = 0;
  std::int32_t row = 0;
  std::int32_t col = 0;
  /// Of words, numbers, strings with their quotes, comments, runs of white space.
  std::string_view text;
};

class Lexer {
 public:
  /// What to read: ordinary source, or the rest of a template string after its `}`.
  enum class Mode : std::uint8_t { kSource, kTemplate, kRawTemplate };

  /// `source` and `arena` outlive the lexer.
  Lexer(std::string_view source, SyntaxArena& arena);

  Lexeme scan(Mode mode = Mode::kSource);

  /// What was wrong inside the last token; the caller reports it at the token's place.
  [[nodiscard]] const std::vector<std::string_view>& problems() const { return reported_; }

  [[nodiscard]] const LexerState& state() const { return s_; }
  void set_state(const LexerState& state) { s_ = state; }
  void add_keywords(std::uint8_t bits);
  void set_keywords(std::uint8_t bits) { s_.keywords = bits; }

 private:
  void next();
  void next_special();
  template <class IsPart>
  void pass(IsPart is_part);
  Token scan_symbol(std::int32_t c, std::string_view& text);
  Token scan_dollar(std::string_view& text);
  Token one_or_two(char second, Token two, Token one);
  std::string_view scan_space();
  std::string_view scan_identifier();
  std::string_view scan_number();
  void scan_digits(std::string_view problem);
  std::string_view scan_string();
  std::string_view scan_raw_string();
  std::string_view scan_template(bool raw, Token& token);
  std::string_view scan_comment();
  void scan_escape();
  [[nodiscard]] std::uint32_t literal_start() const { return s_.offset - (s_.width + 1U); }
  [[nodiscard]] std::string_view slice(std::uint32_t start) const;
  std::string_view without_brace_escapes(std::string_view text,
                                         const std::vector<std::uint32_t>& at, std::uint32_t start);

  std::string_view source_;
  SyntaxArena& arena_;
  LexerState s_;
  std::vector<std::string_view> problems_;
  std::vector<std::string_view> reported_;
};

/// True for decimal digits of any script (Unicode category Nd), which may continue an identifier.
bool is_unicode_digit(std::int32_t c);

}  // namespace igp::rego
