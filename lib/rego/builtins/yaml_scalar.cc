// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/yaml_scalar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>

#include "base/ascii.h"
#include "base/utf8.h"
#include "rego/builtins/time_layout.h"

namespace igp::rego {
namespace {

constexpr char32_t kByteOrderMark = 0xFEFF;

bool is_break(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}
bool is_blank(char32_t c) { return c == ' ' || c == '\t'; }

/// To yaml.v3, which counts nothing beyond the basic plane.
bool is_printable_to_yaml(char32_t c) {
  return c == '\n' || (c >= ' ' && c <= '~') || (c >= 0xA0 && c <= 0xFFFD && c != kByteOrderMark);
}

// What the words of YAML 1.1 and 1.2 stand for.
constexpr std::string_view kWords[] = {
    "",      "~",     "null",  "Null", "NULL", "true", "True", "TRUE",  "false", "False",
    "FALSE", ".nan",  ".NaN",  ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF",
    "-.inf", "-.Inf", "-.INF", "y",    "Y",    "yes",  "Yes",  "YES",   "on",    "On",
    "ON",    "n",     "N",     "no",   "No",   "NO",   "off",  "Off",   "OFF"};

/// An integer of 64 bits in one of Go's notations.
bool is_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  const bool has_sign = negative || text.starts_with('+');
  if (has_sign) text.remove_prefix(1);
  int base = 10;
  if (text.size() > 1 && text[0] == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    text.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
  }
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return false;
  const auto most = static_cast<std::uint64_t>(INT64_MAX);
  return !has_sign || value <= (negative ? most + 1 : most);
}

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

/// A decimal number whose value is finite.
bool is_float(std::string_view text) {
  const std::string number(text.starts_with('+') ? text.substr(1) : text);
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = count_digits(text);
  text.remove_prefix(whole);
  std::size_t fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = count_digits(text);
    text.remove_prefix(fraction);
  }
  if (whole + fraction == 0) return false;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    const std::size_t exponent = count_digits(text);
    if (exponent == 0) return false;
    text.remove_prefix(exponent);
  }
  if (!text.empty()) return false;
  // Numbers too small to hold are zero, those too large are none.
  double value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  return read.ec == std::errc() || std::strtod(number.c_str(), nullptr) < 1;
}

bool is_timestamp(std::string_view text) {
  if (count_digits(text) != 4 || text.size() == 4 || text[4] != '-') return false;
  constexpr std::string_view kLayouts[] = {"2006-1-2T15:4:5.999999999Z07:00",
                                           "2006-1-2t15:4:5.999999999Z07:00",
                                           "2006-1-2 15:4:5.999999999", "2006-1-2"};
  return std::ranges::any_of(
      kLayouts, [&](std::string_view layout) { return parse_time(layout, text).has_value(); });
}

/// Numbers of base 60 with colons, which YAML 1.1 had.
bool is_sexagesimal(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || !is_digit(text[0]) || !text.contains(':')) return false;
  const auto end = text.find_first_not_of("0123456789_");
  text.remove_prefix(std::min(end, text.size()));
  bool any = false;
  while (text.starts_with(':')) {
    text.remove_prefix(1);
    const std::size_t digits = count_digits(text);
    if (digits == 0 || digits > 2 || (digits == 2 && text[0] > '5')) return false;
    text.remove_prefix(digits);
    any = true;
  }
  if (text.starts_with('.')) return any && text.find_first_not_of("0123456789_", 1) == text.npos;
  return any && text.empty();
}

/// What a look over a text tells of how it can be written.
struct Analysis {
  bool plain = true;
  bool single_quoted = true;
  bool literal = true;
  bool has_lines = false;
};

Analysis analyze(std::string_view text) {
  Analysis out;
  if (text.empty()) {
    out.literal = false;
    return out;
  }
  bool indicator = text.starts_with("---") || text.starts_with("...");
  bool after_blank = true;
  bool previous_space = false;
  bool previous_break = false;
  bool odd_space = false;  // a blank beside a line break, a tab, or what does not print
  bool unprintable = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode_utf8(text.substr(i));
    const char32_t c = point.value;
    const std::size_t next = i + point.length;
    const bool before_blank =
        next >= text.size() || is_blank(static_cast<unsigned char>(text[next]));
    if (i == 0 && c < 0x80 && std::string_view("#,[]{}&*!|>'\"%@`").contains(text[0])) {
      indicator = true;
    }
    if ((i == 0 && (c == '?' || c == '-') && before_blank) || (c == ':' && before_blank) ||
        (c == '#' && after_blank)) {
      indicator = true;
    }
    if (c == '\t') {
      odd_space = true;
    } else if (!is_printable_to_yaml(c)) {
      odd_space = true;
      unprintable = true;
    }
    if (c == ' ') {
      if (i == 0 || next == text.size()) out.plain = false;
      if (next == text.size()) out.literal = false;
      if (previous_break) out.single_quoted = out.plain = false;
      previous_space = true;
      previous_break = false;
    } else if (is_break(c)) {
      out.has_lines = true;
      if (previous_space) {
        odd_space = true;
        out.literal = false;
      }
      previous_space = false;
      previous_break = true;
    } else {
      previous_space = false;
      previous_break = false;
    }
    after_blank = is_blank(c) || is_break(c);
    i = next;
  }
  if (odd_space) out.single_quoted = out.plain = false;
  if (unprintable) out.literal = false;
  if (out.has_lines || indicator) out.plain = false;
  return out;
}

/// `text` with what follows its line breaks indented; quotation marks doubled where it is quoted.
std::string indented(std::string_view text, int indent, bool starts, bool quoted) {
  std::string out;
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    const bool breaks = is_break(point.value);
    if (starts && !breaks) out.append(static_cast<std::size_t>(indent), ' ');
    if (quoted && point.value == '\'') out += '\'';
    out += text.substr(0, point.length);
    text.remove_prefix(point.length);
    starts = breaks;
  }
  return out;
}

void append_escaped(std::string& out, char32_t c, bool all) {
  struct Escape {
    char32_t value;
    char letter;
  };
  constexpr Escape kEscapes[] = {{0, '0'},     {7, 'a'},    {8, 'b'},      {9, 't'},     {0xA, 'n'},
                                 {0xB, 'v'},   {0xC, 'f'},  {0xD, 'r'},    {0x1B, 'e'},  {'"', '"'},
                                 {'\\', '\\'}, {0x85, 'N'}, {0x2028, 'L'}, {0x2029, 'P'}};
  const auto* escape = std::ranges::find(kEscapes, c, &Escape::value);
  if (escape != std::end(kEscapes)) {
    out += '\\';
    out += escape->letter;
  } else if (is_printable_to_yaml(c) && !all) {
    append_utf8(out, c);
  } else {
    const auto code = static_cast<std::uint32_t>(c);
    out += code <= 0xFF     ? fmt::format("\\x{:02X}", code)
           : code <= 0xFFFF ? fmt::format("\\u{:04X}", code)
                            : fmt::format("\\U{:08X}", code);
  }
}

std::string double_quoted(std::string_view text) {
  // To yaml.v3 a text that begins with a byte order mark consists of them.
  const bool all = text.starts_with("\xEF\xBB\xBF");
  std::string out = "\"";
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    append_escaped(out, point.value, all);
    text.remove_prefix(point.length);
  }
  return out + "\"";
}

std::string literal(std::string_view text, int indent) {
  std::u32string runes;
  for (std::string_view rest = text; !rest.empty();) {
    const CodePoint point = decode_utf8(rest);
    runes += point.value;
    rest.remove_prefix(point.length);
  }
  std::string out = "|";
  if (runes[0] == ' ' || is_break(runes[0])) out += '2';
  if (!is_break(runes.back())) {
    out += '-';
  } else if (runes.size() == 1 || is_break(runes[runes.size() - 2])) {
    out += '+';
  }
  return out + '\n' + indented(text, indent, /*starts=*/true, /*quoted=*/false);
}

}  // namespace

bool is_ambiguous(std::string_view text) {
  if (std::ranges::find(kWords, text) != std::end(kWords)) return true;
  const char first = text.front();
  if (first == '.') return is_float(text);
  if (!is_digit(first) && first != '+' && first != '-') return false;
  std::string digits(text);
  std::erase(digits, '_');
  return is_timestamp(text) || is_integer(digits) || is_float(digits) || is_sexagesimal(text);
}

ScalarStyle choose_style(std::string_view text, ScalarPlace place) {
  const Analysis can = analyze(text);
  if (text.contains('\n')) {
    return can.literal && place == ScalarPlace::kValue ? ScalarStyle::kLiteral
                                                       : ScalarStyle::kDoubleQuoted;
  }
  if (is_ambiguous(text)) return ScalarStyle::kDoubleQuoted;
  if (can.has_lines && place == ScalarPlace::kKey) return ScalarStyle::kDoubleQuoted;
  if (can.plain) return ScalarStyle::kPlain;
  return can.single_quoted ? ScalarStyle::kSingleQuoted : ScalarStyle::kDoubleQuoted;
}

std::string scalar_text(std::string_view text, ScalarStyle style, int indent) {
  switch (style) {
    case ScalarStyle::kSingleQuoted:
      return '\'' + indented(text, indent, /*starts=*/false, /*quoted=*/true) + '\'';
    case ScalarStyle::kDoubleQuoted:
      return double_quoted(text);
    case ScalarStyle::kLiteral:
      return literal(text, indent);
    case ScalarStyle::kPlain:
      break;
  }
  return std::string(text);
}

}  // namespace igp::rego
