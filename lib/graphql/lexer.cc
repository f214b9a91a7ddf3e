// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/lexer.h"

#include "base/ascii.h"
#include "base/utf8.h"

namespace igp::graphql {
namespace {

bool is_name_start(char c) { return is_letter(c) || c == '_'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

bool is_surrogate(char32_t value) { return value >= 0xD800 && value <= 0xDFFF; }

}  // namespace

Lexer::Lexer(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = line_start_ = 3;
}

Place Lexer::here() const { return {line_, static_cast<int>(at_ - line_start_) + 1, at_}; }

Error Lexer::refuse(std::size_t offset, std::string message) const {
  Location where;
  where.row = line_;
  where.col = static_cast<int>(offset - line_start_) + 1;
  where.source_line =
      text_.substr(line_start_, text_.find_first_of("\r\n", line_start_) - line_start_);
  return error(ErrorCode::kGraphqlSyntax, "{}", message).at(std::move(where));
}

/// Steps over "\n", "\r" or "\r\n" at the cursor.
void Lexer::end_line() {
  at_ += peek() == '\r' && peek(1) == '\n' ? 2 : 1;
  ++line_;
  line_start_ = at_;
}

void Lexer::skip_ignored() {
  while (at_ < text_.size()) {
    const char c = peek();
    if (c == '\n' || c == '\r') {
      end_line();
    } else if (c == ' ' || c == '\t' || c == ',') {
      ++at_;
    } else if (c == '#') {
      while (at_ < text_.size() && peek() != '\n' && peek() != '\r') ++at_;
    } else if (text_.substr(at_).starts_with("\xEF\xBB\xBF")) {
      at_ += 3;
    } else {
      return;
    }
  }
}

Result<Token> Lexer::next() {
  skip_ignored();
  const Place place = here();
  if (at_ >= text_.size()) return Token{TokenKind::kEnd, place, {}};
  const char c = peek();
  if (is_name_start(c)) return name();
  if (is_digit(c) || c == '-') return number();
  if (c == '"') return text_.substr(at_).starts_with("\"\"\"") ? block_string() : string();
  if (text_.substr(at_).starts_with("...")) {
    at_ += 3;
    return Token{TokenKind::kPunctuator, place, "..."};
  }
  if (c != '\0' && std::string_view("!$&():=@[]{|}").contains(c)) {
    ++at_;
    return Token{TokenKind::kPunctuator, place, std::string(1, c)};
  }
  const CodePoint point = decode_utf8(text_.substr(at_));
  return Fail(refuse(at_, "unexpected character " +
                              quote(text_.substr(at_, point.length == 0 ? 1 : point.length))));
}

Result<Token> Lexer::name() {
  Token token{TokenKind::kName, here(), {}};
  const std::size_t start = at_;
  while (is_name_part(peek())) ++at_;
  token.text = text_.substr(start, at_ - start);
  return token;
}

Status Lexer::digits() {
  if (!is_digit(peek())) return Fail(refuse(at_, "invalid number, expected a digit"));
  while (is_digit(peek())) ++at_;
  return {};
}

Result<Token> Lexer::number() {
  Token token{TokenKind::kInt, here(), {}};
  const std::size_t start = at_;
  if (peek() == '-') ++at_;
  if (peek() == '0' && is_digit(peek(1))) {
    return Fail(refuse(at_ + 1, "invalid number, a leading zero is not allowed"));
  }
  IGP_CHECK(digits());
  if (peek() == '.') {
    token.kind = TokenKind::kFloat;
    ++at_;
    IGP_CHECK(digits());
  }
  if (peek() == 'e' || peek() == 'E') {
    token.kind = TokenKind::kFloat;
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    IGP_CHECK(digits());
  }
  // Section 2.9.1: a number is not followed by a dot or a name, so that 0xF1 is no two tokens.
  if (peek() == '.' || is_name_start(peek())) {
    return Fail(refuse(at_, "invalid number, unexpected character after it"));
  }
  token.text = text_.substr(start, at_ - start);
  return token;
}

Status Lexer::copy_character(std::string& out) {
  const CodePoint point = decode_utf8(text_.substr(at_));
  if (point.length == 0) return Fail(refuse(at_, "invalid UTF-8 in a string"));
  if (point.value < 0x20 && point.value != '\t' && point.value != '\n' && point.value != '\r') {
    return Fail(refuse(at_, "invalid control character in a string"));
  }
  out += text_.substr(at_, point.length);
  at_ += point.length;
  return {};
}

Result<Token> Lexer::string() {
  Token token{TokenKind::kString, here(), {}};
  ++at_;
  while (peek() != '"') {
    if (at_ >= text_.size() || peek() == '\n' || peek() == '\r') {
      return Fail(refuse(at_, "unterminated string"));
    }
    if (peek() == '\\') {
      IGP_CHECK(escape(token.text));
    } else {
      IGP_CHECK(copy_character(token.text));
    }
  }
  ++at_;
  return token;
}

Status Lexer::escape(std::string& out) {
  static constexpr std::string_view kFrom = "\"\\/bfnrt";
  static constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
  if (peek(1) == 'u') return unicode_escape(out);
  const std::size_t which = peek(1) == '\0' ? kFrom.npos : kFrom.find(peek(1));
  if (which == kFrom.npos) return Fail(refuse(at_, "invalid escape sequence in a string"));
  out += kTo[which];
  at_ += 2;
  return {};
}

Result<char32_t> Lexer::fixed_escape(std::size_t start) {
  char32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = hex_value(peek());
    if (digit < 0) return Fail(refuse(start, "invalid Unicode escape, expected four digits"));
    value = value * 16 + static_cast<char32_t>(digit);
    ++at_;
  }
  return value;
}

Result<char32_t> Lexer::braced_escape(std::size_t start) {
  ++at_;
  char32_t value = 0;
  const std::size_t first = at_;
  for (; peek() != '}'; ++at_) {
    const int digit = hex_value(peek());
    if (digit < 0 || value > 0x10FFFF) return Fail(refuse(start, "invalid Unicode escape"));
    value = value * 16 + static_cast<char32_t>(digit);
  }
  if (at_ == first || value > 0x10FFFF || is_surrogate(value)) {
    return Fail(refuse(start, "invalid Unicode escape"));
  }
  ++at_;
  return value;
}

/// \uXXXX, a \uXXXX\uXXXX surrogate pair, or \u{X...}.
Status Lexer::unicode_escape(std::string& out) {
  const std::size_t start = at_;
  at_ += 2;
  if (peek() == '{') {
    append_utf8(out, IGP_TRY(braced_escape(start)));
    return {};
  }
  char32_t value = IGP_TRY(fixed_escape(start));
  if (is_surrogate(value)) {
    const bool leads = value < 0xDC00 && peek() == '\\' && peek(1) == 'u';
    if (!leads) return Fail(refuse(start, "invalid Unicode escape, a lone surrogate"));
    at_ += 2;
    const char32_t low = IGP_TRY(fixed_escape(start));
    if (low < 0xDC00 || low > 0xDFFF) {
      return Fail(refuse(start, "invalid Unicode escape, a lone surrogate"));
    }
    value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
  }
  append_utf8(out, value);
  return {};
}

Result<Token> Lexer::block_string() {
  Token token{TokenKind::kBlockString, here(), {}};
  std::string raw;
  at_ += 3;
  while (!text_.substr(at_).starts_with("\"\"\"")) {
    if (at_ >= text_.size()) return Fail(refuse(at_, "unterminated block string"));
    if (text_.substr(at_).starts_with("\\\"\"\"")) {
      raw += "\"\"\"";
      at_ += 4;
    } else if (peek() == '\n' || peek() == '\r') {
      raw += '\n';
      end_line();
    } else {
      IGP_CHECK(copy_character(raw));
    }
  }
  at_ += 3;
  token.text = dedent_block_string(raw);
  return token;
}

}  // namespace igp::graphql
