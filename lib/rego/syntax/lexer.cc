// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/lexer.h"

#include "base/utf8.h"

namespace igp::rego {

namespace {

constexpr std::int32_t kByteOrderMark = 0xFEFF;
constexpr std::int32_t kNoBreakSpace = 0xA0;

bool is_decimal(std::int32_t c) { return c >= '0' && c <= '9'; }

bool is_letter(std::int32_t c) {
  const std::int32_t lower = c | 0x20;
  return c == '_' || (lower >= 'a' && lower <= 'z');
}

bool is_word(std::int32_t c) {
  return is_letter(c) || is_decimal(c) || (c >= 0x80 && is_unicode_digit(c));
}

// The characters of which nothing has to be known but that they are one column wide.
bool is_plain(unsigned char c) { return c >= ' ' && c < 0x80; }

bool is_space(std::int32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

Lexer::Lexer(std::string_view source, SyntaxArena& arena) : source_(source), arena_(arena) {
  next();
  if (s_.current == kByteOrderMark) next();
}

void Lexer::add_keywords(std::uint8_t bits) {
  // `every` needs `in`, so importing one brings the other.
  if ((bits & kKeywordEvery) != 0) bits |= kKeywordIn;
  s_.keywords |= bits;
}

inline void Lexer::next() {
  if (s_.offset >= source_.size() || !is_plain(static_cast<unsigned char>(source_[s_.offset])))
      [[unlikely]] {
    next_special();
    return;
  }
  s_.current = source_[s_.offset++];
  s_.width = 1;
  ++s_.col;
}

// What needs more care: the end, control characters, and what is not ASCII.
void Lexer::next_special() {
  if (s_.offset >= source_.size()) {
    s_.current = LexerState::kEnd;
    s_.offset = static_cast<std::uint32_t>(source_.size()) + 1;
    return;
  }
  s_.current = static_cast<unsigned char>(source_[s_.offset]);
  s_.width = 1;
  if (s_.current == 0) {
    problems_.push_back("illegal null character");
  } else if (s_.current >= 0x80) {
    const CodePoint point = decode_utf8(source_.substr(s_.offset));
    s_.current = static_cast<std::int32_t>(point.length == 0 ? 0xFFFD : point.value);
    s_.width = point.length == 0 ? 1 : point.length;
    if (point.length == 0) {
      problems_.push_back("illegal utf-8 character");
    } else if (s_.current == kByteOrderMark && s_.offset > 0) {
      problems_.push_back("illegal byte-order mark");
    }
  }
  s_.offset += s_.width;
  if (s_.current == '\n') {
    ++s_.row;
    s_.col = 0;
  } else {
    ++s_.col;
  }
}

// As next() for every character that follows as long as it is plain and part of what is read.
template <class IsPart>
void Lexer::pass(IsPart is_part) {
  std::uint32_t end = s_.offset;
  while (end < source_.size()) {
    const auto c = static_cast<unsigned char>(source_[end]);
    if (!is_plain(c) || !is_part(c)) break;
    ++end;
  }
  s_.col += static_cast<std::int32_t>(end - s_.offset);
  s_.offset = end;
  next();
}

Lexeme Lexer::scan(Mode mode) {
  Lexeme out;
  out.offset = s_.offset - s_.width;
  out.row = s_.row;
  out.col = s_.col;
  const std::int32_t c = s_.current;
  if (mode != Mode::kSource) {
    out.text = scan_template(mode == Mode::kRawTemplate, out.token);
  } else if (is_space(c)) {
    out.text = scan_space();
    out.token = Token::kWhitespace;
  } else if (is_letter(c)) {
    out.text = scan_identifier();
    out.token = word_token(out.text, s_.keywords);
  } else if (is_decimal(c)) {
    out.text = scan_number();
    out.token = Token::kNumber;
  } else {
    next();
    out.token = scan_symbol(c, out.text);
  }
  out.end = s_.offset - s_.width;
  reported_.clear();
  if (!problems_.empty()) reported_.swap(problems_);
  return out;
}

// A run of white space, without its last character where that stands before one that may be a
// problem: such are reported at the place of the token before them.
std::string_view Lexer::scan_space() {
  const std::uint32_t start = s_.offset - 1;
  const auto is_harmless = [](char c) {
    return is_plain(static_cast<unsigned char>(c)) || is_space(c);
  };
  do {
    next();
  } while (is_space(s_.current) && s_.offset < source_.size() && is_harmless(source_[s_.offset]));
  return source_.substr(start, s_.offset - s_.width - start);
}

Token Lexer::one_or_two(char second, Token two, Token one) {
  if (s_.current != second) return one;
  next();
  return two;
}

Token Lexer::scan_symbol(std::int32_t c, std::string_view& text) {
  switch (c) {
    case LexerState::kEnd:
      return Token::kEof;
    case '#':
      text = scan_comment();
      return Token::kComment;
    case '"':
      text = scan_string();
      return Token::kString;
    case '`':
      text = scan_raw_string();
      return Token::kString;
    case '[':
      return Token::kLBrack;
    case ']':
      return Token::kRBrack;
    case '{':
      return Token::kLBrace;
    case '}':
      return Token::kRBrace;
    case '(':
      return Token::kLParen;
    case ')':
      return Token::kRParen;
    case ',':
      return Token::kComma;
    case ':':
      return one_or_two('=', Token::kAssign, Token::kColon);
    case '+':
      return Token::kAdd;
    case '-':
      return Token::kSub;
    case '*':
      return Token::kMul;
    case '/':
      return Token::kQuo;
    case '%':
      return Token::kRem;
    case '&':
      return Token::kAnd;
    case '|':
      return Token::kOr;
    case '=':
      return one_or_two('=', Token::kEqual, Token::kUnify);
    case '>':
      return one_or_two('=', Token::kGte, Token::kGt);
    case '<':
      return one_or_two('=', Token::kLte, Token::kLt);
    case ';':
      return Token::kSemicolon;
    case '.':
      return Token::kDot;
    case '$':
      return scan_dollar(text);
    case '!':
      if (s_.current != '=') problems_.push_back("illegal ! character");
      return one_or_two('=', Token::kNeq, Token::kIllegal);
    case kNoBreakSpace:
      problems_.push_back("illegal non-breaking space character, use a regular space instead");
      return Token::kIllegal;
    default:
      return Token::kIllegal;
  }
}

Token Lexer::scan_dollar(std::string_view& text) {
  if (s_.current != '"' && s_.current != '`') {
    problems_.push_back("illegal $ character");
    return Token::kIllegal;
  }
  const bool raw = s_.current == '`';
  next();
  Token token = Token::kIllegal;
  text = scan_template(raw, token);
  return token;
}

std::string_view Lexer::slice(std::uint32_t start) const {
  return source_.substr(start, s_.offset - 1 - start);
}

std::string_view Lexer::scan_identifier() {
  const std::uint32_t start = s_.offset - 1;
  while (is_word(s_.current)) pass(is_word);
  return slice(start);
}

void Lexer::scan_digits(std::string_view problem) {
  if (!is_decimal(s_.current)) problems_.push_back(problem);
  while (is_decimal(s_.current)) next();
}

std::string_view Lexer::scan_number() {
  const std::uint32_t start = s_.offset - 1;
  while (is_decimal(s_.current)) next();
  if (s_.current == '.') {
    next();
    scan_digits("expected fraction");
  }
  if ((s_.current | 0x20) == 'e') {
    next();
    if (s_.current == '+' || s_.current == '-') next();
    scan_digits("expected exponent");
  }
  // `0a2b` is one bad number, not a number and a name.
  if (is_letter(s_.current)) {
    problems_.push_back("illegal number format");
    while (is_word(s_.current)) next();
  }
  return slice(start);
}

void Lexer::scan_escape() {
  switch (s_.current) {
    case '\\':
    case '"':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
      next();
      break;
    case 'u':
      for (int i = 0; i < 4; ++i) next();
      break;
    default:
      problems_.push_back("illegal escape sequence");
  }
}

std::string_view Lexer::scan_string() {
  const std::uint32_t start = literal_start();
  while (true) {
    const std::int32_t c = s_.current;
    if (c == '\n' || c == LexerState::kEnd) {
      problems_.push_back("non-terminated string");
      break;
    }
    if (c == '"' || c == '\\') {
      next();
      if (c == '"') break;
      scan_escape();
    } else {
      pass([](unsigned char plain) { return plain != '"' && plain != '\\'; });
    }
  }
  return slice(start);
}

std::string_view Lexer::scan_raw_string() {
  const std::uint32_t start = literal_start();
  while (true) {
    const std::int32_t c = s_.current;
    next();
    if (c == '`') break;
    if (c == LexerState::kEnd) {
      problems_.push_back("non-terminated string");
      break;
    }
  }
  return slice(start);
}

std::string_view Lexer::scan_template(bool raw, Token& token) {
  token = raw ? Token::kRawTemplatePart : Token::kTemplatePart;
  const std::uint32_t start = literal_start();
  std::vector<std::uint32_t> escapes;
  while (true) {
    const std::int32_t c = s_.current;
    if ((c == '\n' && !raw) || c == LexerState::kEnd) {
      problems_.push_back("non-terminated string");
      break;
    }
    next();
    if (c == (raw ? '`' : '"')) {
      token = raw ? Token::kRawTemplateEnd : Token::kTemplateEnd;
      break;
    }
    if (c == '{') break;
    if (c != '\\') continue;
    if (s_.current == '{') {
      escapes.push_back(s_.offset - 2);
      next();
    } else if (!raw) {
      scan_escape();
    }
  }
  return escapes.empty() ? slice(start) : without_brace_escapes(slice(start), escapes, start);
}

std::string_view Lexer::without_brace_escapes(std::string_view text,
                                              const std::vector<std::uint32_t>& at,
                                              std::uint32_t start) {
  std::string out;
  std::size_t from = 0;
  for (const std::uint32_t escape : at) {
    out += text.substr(from, escape - start - from);
    from = escape - start + 1;
  }
  out += text.substr(from);
  return arena_.copy(out);
}

std::string_view Lexer::scan_comment() {
  const std::uint32_t start = literal_start();
  while (s_.current != '\n' && s_.current != LexerState::kEnd) {
    pass([](unsigned char) { return true; });
  }
  std::string_view text = slice(start);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace igp::rego
