// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/templates/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/unicode.h"
#include "base/utf8.h"
#include "rego/builtins/operands.h"

namespace igp::rego::templates {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kMarker = 2;  ///< a dash and the blank beside it
constexpr char32_t kEndOfText = 0xFFFFFFFF;

constexpr std::string_view kKeywords[] = {"block", "break", "continue", "define",   "else",
                                          "end",   "if",    "range",    "template", "with"};

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_name_character(char32_t c) {
  if (c < 0x80) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  return c != kEndOfText && is_printable(c) && !is_white_space(c);
}

/// As Go's %#U: U+0021 '!'.
std::string shown(char32_t c) {
  if (c == kEndOfText) return "U+FFFFFFFFFFFFFFFF";
  std::string out = fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
  if (c < 0x20 || c == 0x7F) return out;
  out += " '";
  append_utf8(out, c);
  return out + "'";
}

}  // namespace

char32_t Lexer::peek() const {
  if (at_ >= source_.size()) return kEndOfText;
  return decode_utf8(source_.substr(at_)).value;
}

char32_t Lexer::take() {
  if (at_ >= source_.size()) return kEndOfText;
  const CodePoint point = decode_utf8(source_.substr(at_));
  at_ += std::max<std::size_t>(point.length, 1);
  return point.value;
}

bool Lexer::at_trimmed_right() const {
  return at_ < source_.size() && is_blank(static_cast<unsigned char>(source_[at_])) && at("-}}", 1);
}

bool Lexer::at_end_of_name() const {
  const char32_t c = peek();
  return c == kEndOfText || is_blank(c) || std::u32string_view(U".,|:)(").contains(c) || at("}}");
}

void Lexer::skip_blanks() {
  while (at_ < source_.size() && kBlanks.contains(source_[at_])) ++at_;
}

Token Lexer::make(TokenKind kind) {
  Token out{.kind = kind,
            .position = start_,
            .text = source_.substr(start_, at_ - start_),
            .line = line_,
            .error = {}};
  line_ += static_cast<int>(std::ranges::count(out.text, '\n'));
  start_ = at_;
  return out;
}

Token Lexer::wrong(std::string error) {
  Token out = make(TokenKind::kError);
  out.error = std::move(error);
  return out;
}

Token Lexer::next() { return inside_ ? inside() : text(); }

/// Passes over a comment; false when it is not closed as it should be.
bool Lexer::comment(Token& error) {
  const std::size_t end = source_.find("*/", at_);
  if (end == std::string_view::npos) {
    error = wrong("unclosed comment");
    return false;
  }
  at_ = end + 2;
  if (!at_right()) {
    error = wrong("comment ends before closing delimiter");
    return false;
  }
  const bool trims = at_trimmed_right();
  at_ += trims ? kMarker + 2 : 2;
  if (trims) skip_blanks();
  make(TokenKind::kText);
  return true;
}

Token Lexer::text() {
  for (;;) {
    const std::size_t open = source_.find("{{", at_);
    if (open == std::string_view::npos) {
      at_ = source_.size();
      return make(start_ < at_ ? TokenKind::kText : TokenKind::kEnd);
    }
    at_ = open + 2;
    const bool trims = at("-") && at_ + 1 < source_.size() && kBlanks.contains(source_[at_ + 1]);
    std::size_t end = open;
    while (trims && end > start_ && kBlanks.contains(source_[end - 1])) --end;
    if (end > start_) {
      at_ = end;
      Token out = make(TokenKind::kText);
      at_ = open;
      make(TokenKind::kText);
      return out;
    }
    at_ = open;
    make(TokenKind::kText);
    at_ = open + 2;
    if (!at("/*", trims ? kMarker : 0)) return left();
    at_ += (trims ? kMarker : 0) + 2;
    if (Token error; !comment(error)) return error;
  }
}

Token Lexer::left() {
  Token out = make(TokenKind::kLeft);
  if (at("-") && at_ + 1 < source_.size() && kBlanks.contains(source_[at_ + 1])) {
    at_ += kMarker;
    make(TokenKind::kSpace);
  }
  inside_ = true;
  parentheses_ = 0;
  return out;
}

Token Lexer::right() {
  const bool trims = at_trimmed_right();
  if (trims) {
    at_ += kMarker;
    make(TokenKind::kSpace);
  }
  at_ += 2;
  Token out = make(TokenKind::kRight);
  if (trims) {
    skip_blanks();
    make(TokenKind::kSpace);
  }
  inside_ = false;
  return out;
}

Token Lexer::space() {
  while (is_blank(peek()) && !at_trimmed_right()) ++at_;
  if (start_ == at_) return right();
  return make(TokenKind::kSpace);
}

Token Lexer::name(TokenKind kind) {
  while (is_name_character(peek())) take();
  if (!at_end_of_name()) {
    const char32_t c = peek();
    return wrong("bad character " + shown(c));
  }
  Token out = make(kind);
  if (kind != TokenKind::kIdentifier) return out;
  if (std::ranges::find(kKeywords, out.text) != std::end(kKeywords)) {
    out.kind = TokenKind::kKeyword;
  } else if (out.text == "true" || out.text == "false") {
    out.kind = TokenKind::kBool;
  } else if (out.text == "nil") {
    out.kind = TokenKind::kNil;
  }
  return out;
}

Token Lexer::quoted(char quote, TokenKind kind, std::string_view what) {
  const bool raw = kind == TokenKind::kRawString;
  for (;;) {
    char32_t c = take();
    if (c == static_cast<char32_t>(quote)) return make(kind);
    const bool escapes = c == '\\' && !raw;
    if (escapes) c = take();
    if (c == kEndOfText || (c == '\n' && !raw)) return wrong(fmt::format("unterminated {}", what));
  }
}

bool Lexer::scan_number() {
  const auto accept = [&](std::string_view set) {
    if (at_ >= source_.size() || !set.contains(source_[at_])) return false;
    ++at_;
    return true;
  };
  const auto accept_all = [&](std::string_view set) {
    while (accept(set)) {
    }
  };
  accept("+-");
  std::string_view digits = "0123456789_";
  if (accept("0")) {
    if (accept("xX")) {
      digits = "0123456789abcdefABCDEF_";
    } else if (accept("oO")) {
      digits = "01234567_";
    } else if (accept("bB")) {
      digits = "01_";
    }
  }
  accept_all(digits);
  if (accept(".")) accept_all(digits);
  const bool decimal = digits.size() == 11;
  const bool hexadecimal = digits.size() == 23;
  if ((decimal && accept("eE")) || (hexadecimal && accept("pP"))) {
    accept("+-");
    accept_all("0123456789_");
  }
  accept("i");
  if (!is_name_character(peek())) return true;
  take();
  return false;
}

Token Lexer::number() {
  bool good = scan_number();
  if (good && (at("+") || at("-"))) good = scan_number() && source_[at_ - 1] == 'i';
  if (good) return make(TokenKind::kNumber);
  return wrong("bad number syntax: " + igp::rego::quoted(source_.substr(start_, at_ - start_)));
}

Token Lexer::inside() {
  if (at_right()) {
    return parentheses_ == 0 ? right() : wrong("unclosed left paren");
  }
  const char32_t c = peek();
  if (is_blank(c)) return space();
  const bool digit_follows =
      at_ + 1 < source_.size() && source_[at_ + 1] >= '0' && source_[at_ + 1] <= '9';
  if (c == '+' || c == '-' || (c >= '0' && c <= '9') || (c == '.' && digit_follows)) {
    return number();
  }
  take();
  switch (c) {
    case kEndOfText:
      return wrong("unclosed action");
    case '=':
      return make(TokenKind::kAssign);
    case ':':
      return take() == '=' ? make(TokenKind::kDeclare) : wrong("expected :=");
    case '|':
      return make(TokenKind::kPipe);
    case '"':
      return quoted('"', TokenKind::kString, "quoted string");
    case '`':
      return quoted('`', TokenKind::kRawString, "raw quoted string");
    case '\'':
      return quoted('\'', TokenKind::kRune, "character constant");
    case '$':
      return name(TokenKind::kVariable);
    case '.':
      return at_end_of_name() ? make(TokenKind::kDot) : name(TokenKind::kField);
    case '(':
      ++parentheses_;
      return make(TokenKind::kOpen);
    case ')':
      return --parentheses_ < 0 ? wrong("unexpected right paren") : make(TokenKind::kClose);
    default:
      break;
  }
  if (is_name_character(c)) return name(TokenKind::kIdentifier);
  if (c > ' ' && c < 0x7F) return make(TokenKind::kCharacter);
  return wrong("unrecognized character in action: " + shown(c));
}

}  // namespace igp::rego::templates
