// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/lexer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/join.h"
#include "base/utf8.h"
#include "rego/gqlparser/errors.h"

namespace igp::rego::gqlparser {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_name_start(char c) { return is_letter(c) || c == '_'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; }

// A byte as the character of that number.
std::string as_character(char c) {
  std::string out;
  append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

}  // namespace

std::string_view Token::kind_text() const {
  switch (kind) {
    case TokenKind::kInvalid:
      return "<Invalid>";
    case TokenKind::kEnd:
      return "<EOF>";
    case TokenKind::kPunctuator:
      return punctuator;
    case TokenKind::kName:
      return "Name";
    case TokenKind::kInt:
      return "Int";
    case TokenKind::kFloat:
      return "Float";
    case TokenKind::kString:
      return "String";
    case TokenKind::kBlockString:
      return "BlockString";
    case TokenKind::kComment:
      return "Comment";
  }
  return "";
}

std::string Token::describe() const {
  const std::string kind_name(kind_text());
  return text.empty() ? kind_name : kind_name + ' ' + quoted(text);
}

void Lexer::start_line() {
  ++row_;
  column_ = 1;
}

void Lexer::skip_ignored() {
  while (!ended()) {
    const char c = peek();
    if (c == '\t' || c == ' ' || c == ',') {
      skip(1);
    } else if (c == '\n') {
      skip(1);
      start_line();
    } else if (c == '\r') {
      skip(1);
      start_line();
      if (peek() == '\n') skip(1);  // and the column counts it
    } else if (sees(kByteOrderMark)) {
      at_ += kByteOrderMark.size();
      ++column_;
    } else {
      return;
    }
  }
}

Token Lexer::invalid(std::string problem) const {
  return {.kind = TokenKind::kInvalid,
          .punctuator = {},
          .text = {},
          .position = {row_, column_},
          .problem = std::move(problem)};
}

Token Lexer::next() {
  static constexpr std::string_view kPunctuators = "!$&():=@[]{|}";
  skip_ignored();
  Token token{.kind = TokenKind::kEnd,
              .punctuator = {},
              .text = {},
              .position = {row_, column_},
              .problem = {}};
  if (ended()) return token;
  const char c = peek();
  const std::size_t which = c == '\0' ? kPunctuators.npos : kPunctuators.find(c);
  if (which != kPunctuators.npos || sees("...")) {
    token.kind = TokenKind::kPunctuator;
    token.punctuator = c == '.' ? std::string_view("...") : kPunctuators.substr(which, 1);
    skip(token.punctuator.size());
    return token;
  }
  if (is_name_start(c)) return name(std::move(token));
  if (is_digit(c) || c == '-') return number(std::move(token));
  if (c == '#') return comment(std::move(token));
  if (c == '"') return sees("\"\"\"") ? block_string(std::move(token)) : string(std::move(token));
  if (is_control(c)) {
    return invalid(fmt::format("Cannot contain the invalid character \"\\u{:04x}\"", c));
  }
  if (c == '\'') {
    return invalid(
        "Unexpected single quote character ('), did you mean to use a double quote (\")?");
  }
  return invalid(fmt::format("Cannot parse the unexpected character \"{}\".", as_character(c)));
}

Token Lexer::name(Token token) {
  token.kind = TokenKind::kName;
  const std::size_t start = at_;
  while (is_name_start(peek()) || is_digit(peek())) skip(1);
  token.text = text_.substr(start, at_ - start);
  return token;
}

Token Lexer::comment(Token token) {
  token.kind = TokenKind::kComment;
  while (!ended() && !is_control(peek())) token.text += character();
  return token;
}

std::size_t Lexer::digits() {
  std::size_t count = 0;
  for (; is_digit(peek()); ++count) skip(1);
  return count;
}

Token Lexer::invalid_number() const {
  const std::string found = ended() ? "<EOF>" : '"' + as_character(peek()) + '"';
  return invalid(fmt::format("Invalid number, expected digit but got: {}.", found));
}

Token Lexer::number(Token token) {
  token.kind = TokenKind::kInt;
  const std::size_t start = at_;
  if (peek() == '-') skip(1);
  if (peek() == '0') {
    skip(1);
    if (is_digit(peek())) {
      return invalid(fmt::format("Invalid number, unexpected digit after 0: \"{}\".", peek()));
    }
  } else if (digits() == 0) {
    return invalid_number();
  }
  if (peek() == '.') {
    token.kind = TokenKind::kFloat;
    skip(1);
    if (digits() == 0) return invalid_number();
  }
  if (peek() == 'e' || peek() == 'E') {
    token.kind = TokenKind::kFloat;
    skip(1);
    if (peek() == '+' || peek() == '-') skip(1);
    if (digits() == 0) return invalid_number();
  }
  token.text = text_.substr(start, at_ - start);
  return token;
}

std::string Lexer::character() {
  const CodePoint point = decode_utf8(text_.substr(at_));
  std::string out;
  append_utf8(out, point.length == 0 ? 0xFFFD : point.value);
  at_ += std::max<std::size_t>(point.length, 1);
  ++column_;
  return out;
}

Token Lexer::string(Token token) {
  token.kind = TokenKind::kString;
  ++token.position.column;  // positions are those of the text in the quotes
  skip(1);
  while (!ended() && peek() != '\n' && peek() != '\r') {
    if (is_control(peek())) {
      return invalid(fmt::format("Invalid character within String: \"\\u{:04x}\".", peek()));
    }
    if (peek() == '"') {
      skip(1);
      return token;
    }
    if (peek() != '\\') {
      token.text += character();
      continue;
    }
    std::string problem;
    if (!escape(token.text, problem)) {
      skip(1);
      return invalid(problem);
    }
  }
  return invalid("Unterminated string.");
}

bool Lexer::escape(std::string& out, std::string& problem) {
  static constexpr std::string_view kFrom = "\"\\/bfnrt";
  static constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
  if (at_ + 1 >= text_.size()) {
    problem = "Invalid character escape sequence.";
    return false;
  }
  if (peek(1) == 'u') return unicode_escape(out, problem);
  const std::size_t which = peek(1) == '\0' ? kFrom.npos : kFrom.find(peek(1));
  if (which == kFrom.npos) {
    problem = fmt::format("Invalid character escape sequence: \\{}.", as_character(peek(1)));
    return false;
  }
  out += kTo[which];
  skip(2);
  return true;
}

// Exactly four digits: surrogates come out as U+FFFD, one each.
bool Lexer::unicode_escape(std::string& out, std::string& problem) {
  constexpr std::size_t kLength = 6;
  const std::string_view sequence = text_.substr(at_ + 1, kLength - 1);
  char32_t value = 0;
  bool ok = at_ + kLength < text_.size();
  for (const char c : sequence.substr(1)) {
    ok = ok && hex_value(c) >= 0;
    value = value * 16 + static_cast<char32_t>(std::max(hex_value(c), 0));
  }
  if (!ok) {
    const bool cut = at_ + kLength >= text_.size();
    problem = fmt::format("Invalid character escape sequence: \\{}.",
                          cut ? text_.substr(at_ + 1) : sequence);
    return false;
  }
  append_utf8(out, value);
  skip(kLength);
  return true;
}

Token Lexer::block_string(Token token) {
  constexpr std::string_view kQuotes = "\"\"\"";
  token.kind = TokenKind::kBlockString;
  int column = token.position.column + 3;  // where its text starts, seen from the current line
  std::string raw;
  skip(kQuotes.size());
  while (!ended()) {
    const char c = peek();
    if (sees(kQuotes)) {
      // Of more than three quotes the last three close the string.
      const std::size_t end = std::min(text_.find_first_not_of('"', at_), text_.size());
      raw.append(end - at_ - kQuotes.size(), '"');
      token.position = {row_, column};
      skip(end - at_);
      token.text = dedent_block_string(raw);
      return token;
    }
    if (is_control(c) && c != '\n' && c != '\r') {
      return invalid(fmt::format("Invalid character within String: \"\\u{:04x}\".", c));
    }
    if (sees("\\\"\"\"")) {
      raw += kQuotes;
      skip(4);
    } else if (c == '\n' || c == '\r') {
      raw += '\n';
      skip(sees("\r\n") ? 2 : 1);
      column -= column_ - 1;
      start_line();
    } else {
      raw += character();
    }
  }
  return invalid("Unterminated string.");
}

std::string dedent_block_string(std::string_view raw) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= raw.size();) {
    const std::size_t end = std::min(raw.find('\n', at), raw.size());
    lines.push_back(raw.substr(at, end - at));
    at = end + 1;
  }
  const auto is_blank = [](std::string_view line) {
    return line.find_first_not_of(" \t") == line.npos;
  };
  std::size_t common = std::string_view::npos;
  for (const std::string_view line : lines) {
    common = std::min(common, line.find_first_not_of(" \t"));
  }
  if (common != std::string_view::npos) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
      lines[i].remove_prefix(std::min(common, lines[i].size()));
    }
  }
  while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
  const auto first = std::find_if_not(lines.begin(), lines.end(), is_blank);
  return join(std::ranges::subrange(first, lines.end()), "\n");
}

}  // namespace igp::rego::gqlparser
