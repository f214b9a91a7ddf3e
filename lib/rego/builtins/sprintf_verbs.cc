// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/sprintf_verbs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include "base/unicode.h"
#include "base/utf8.h"
#include "rego/builtins/text.h"
#include "rego/number/big_integer.h"
#include "rego/number/number.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

// `text` padded to the width, in runes. Zeros go in front of text without a sign.
void append_padded(std::string& out, const FormatSpec& spec, std::string_view text) {
  const auto runes = static_cast<std::int64_t>(count_runes(text));
  const auto missing = static_cast<std::size_t>(std::max<std::int64_t>(spec.width - runes, 0));
  if (!spec.minus) out.append(missing, spec.zero ? '0' : ' ');
  out += text;
  if (spec.minus) out.append(missing, ' ');
}

// A sign, a prefix like "0x" and digits, padded; with the zero flag between prefix and digits.
void append_number_text(std::string& out, FormatSpec spec, std::string_view prefix,
                        std::string_view digits) {
  std::string text(prefix);
  const auto size = static_cast<std::int64_t>(prefix.size() + digits.size());
  if (spec.zero && !spec.minus && spec.width > size) {
    text.append(static_cast<std::size_t>(spec.width - size), '0');
  }
  spec.zero = false;
  append_padded(out, spec, text += digits);
}

std::string_view sign_of(const FormatSpec& spec, bool negative) {
  return negative ? "-" : spec.plus ? "+" : spec.space ? " " : "";
}

void bad_verb(std::string& out, const FormatSpec& spec, char32_t verb, const FormatArg& arg) {
  out += "%!";
  append_utf8(out, verb);
  out.append(1, '(').append(arg.type_name()).append(1, '=');
  append_formatted(out, spec, 'v', arg);
  out += ')';
}

// %d, %b, %o, %O, %x, %X of the integer whose decimal text is `decimal`.
void append_integer(std::string& out, FormatSpec spec, char32_t verb, std::string_view decimal) {
  const auto n = BigInteger::from_text(decimal, 10);
  const bool negative = n->sign() < 0;
  const int base = verb == 'b'                  ? 2
                   : verb == 'o' || verb == 'O' ? 8
                   : verb == 'x' || verb == 'X' ? 16
                                                : 10;
  std::string digits = n->text(base);
  if (negative) digits.erase(0, 1);
  if (verb == 'X') std::transform(digits.begin(), digits.end(), digits.begin(), ::toupper);
  if (spec.precision == 0 && n->sign() == 0) {
    append_padded(out, {.minus = spec.minus, .width = spec.width}, "");
    return;
  }
  if (spec.precision > static_cast<std::int64_t>(digits.size())) {
    digits.insert(0, static_cast<std::size_t>(spec.precision) - digits.size(), '0');
  }
  if (spec.precision >= 0) spec.zero = false;
  std::string prefix(sign_of(spec, negative));
  if (spec.sharp && verb == 'b') prefix += "0b";
  if (spec.sharp && verb == 'o' && digits[0] != '0') prefix += '0';
  if (spec.sharp && (verb == 'x' || verb == 'X')) prefix += verb == 'x' ? "0x" : "0X";
  if (verb == 'O') prefix += "0o";
  append_number_text(out, spec, prefix, digits);
}

std::string quoted_rune(char32_t c, bool ascii_only) {
  std::string utf8;
  append_utf8(utf8, c);
  if (c == '\'') return "'\\''";
  if (c == '"') return "'\"'";
  if (ascii_only && c >= 0x80) {
    return c < 0x10000 ? fmt::format("'\\u{:04x}'", static_cast<unsigned>(c))
                       : fmt::format("'\\U{:08x}'", static_cast<unsigned>(c));
  }
  std::string text;
  append_go_quoted(text, utf8);
  text.front() = text.back() = '\'';
  return text;
}

void append_int64(std::string& out, const FormatSpec& spec, char32_t verb, const FormatArg& arg) {
  const bool is_rune = arg.integer >= 0 && arg.integer <= 0x10FFFF;
  const char32_t rune = is_rune ? static_cast<char32_t>(arg.integer) : 0xFFFD;
  switch (verb) {
    case 'v':
    case 'd':
    case 'b':
    case 'o':
    case 'O':
    case 'x':
    case 'X':
      append_integer(out, spec, verb, std::to_string(arg.integer));
      break;
    case 'c': {
      std::string utf8;
      append_utf8(utf8, rune);
      append_padded(out, spec, utf8);
      break;
    }
    case 'q':
      append_padded(out, spec, quoted_rune(rune, spec.plus));
      break;
    case 'U': {
      const auto code = static_cast<std::uint64_t>(arg.integer);
      std::string text = fmt::format("U+{:0{}X}", code, std::max<std::int64_t>(spec.precision, 4));
      if (spec.sharp && is_rune && is_printable(rune)) {
        text += " '";
        append_utf8(text, rune);
        text += '\'';
      }
      append_padded(out, {.minus = spec.minus, .width = spec.width}, text);
      break;
    }
    default:
      bad_verb(out, spec, verb, arg);
  }
}

void append_big_int(std::string& out, const FormatSpec& spec, char32_t verb, const FormatArg& arg) {
  switch (verb) {
    case 'b':
    case 'o':
    case 'O':
    case 'd':
    case 's':
    case 'v':
    case 'x':
    case 'X':
      append_integer(out, spec, verb, arg.text);
      break;
    default:
      out += "%!";
      append_utf8(out, verb);
      out.append("(big.Int=").append(arg.text).append(1, ')');
  }
}

// The shortest digits that give `f` back; in %e form for exponents below -4 and from 6 on, as
// Go's %g without a precision has it.
std::string shortest(double f) {
  if (f == 0) return "0";
  std::array<char, 400> buffer;
  const auto text = [&](std::chars_format format) {
    char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), f, format).ptr;
    return std::string(buffer.data(), end);
  };
  std::string scientific = text(std::chars_format::scientific);
  const char* digits = scientific.data() + scientific.find('e') + 1;
  if (*digits == '+') ++digits;  // which from_chars does not take
  int exponent = 0;
  std::from_chars(digits, scientific.data() + scientific.size(), exponent);
  return exponent < -4 || exponent >= 6 ? scientific : text(std::chars_format::fixed);
}

std::string with_precision(double f, char32_t verb, std::int64_t precision) {
  const auto digits = static_cast<int>(precision);
  switch (verb) {
    case 'e':
      return fmt::format("{:.{}e}", f, digits);
    case 'E':
      return fmt::format("{:.{}E}", f, digits);
    case 'G':
      return fmt::format("{:.{}G}", f, digits);
    case 'g':
      return fmt::format("{:.{}g}", f, digits);
    default:
      return fmt::format("{:.{}f}", f, digits);
  }
}

void append_float(std::string& out, const FormatSpec& spec, char32_t verb, const FormatArg& arg) {
  const double f = std::fabs(arg.number);
  std::string digits;
  switch (verb) {
    case 'v':
    case 'g':
    case 'G': {
      digits = spec.precision < 0 ? shortest(f)
                                  : with_precision(f, verb == 'G' ? 'G' : 'g', spec.precision);
      if (verb == 'G') std::replace(digits.begin(), digits.end(), 'e', 'E');
      break;
    }
    case 'e':
    case 'E':
    case 'f':
    case 'F':
      digits = with_precision(f, verb, spec.precision < 0 ? 6 : spec.precision);
      break;
    default:
      bad_verb(out, spec, verb, arg);
      return;
  }
  append_number_text(out, spec, sign_of(spec, std::signbit(arg.number)), digits);
}

// %x of bytes: with '#' a 0x in front, with ' ' blanks between bytes (and 0x before each).
std::string hex_bytes(const FormatSpec& spec, char32_t verb, std::string_view text) {
  std::string out;
  const std::string_view mark = verb == 'x' ? "0x" : "0X";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (spec.space && i != 0) out += ' ';
    if (spec.sharp && (spec.space || i == 0)) out += mark;
    const auto byte = static_cast<unsigned char>(text[i]);
    out += verb == 'x' ? fmt::format("{:02x}", byte) : fmt::format("{:02X}", byte);
  }
  return out;
}

// As Go's strconv.CanBackquote: on one line, without backquotes and control characters.
bool can_backquote(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    if (point.length == 0 || point.value == 0xFEFF || point.value == 0x7F || point.value == '`' ||
        (point.value < 0x20 && point.value != '\t')) {
      return false;
    }
    text.remove_prefix(point.length);
  }
  return true;
}

std::string quoted_string(const FormatSpec& spec, std::string_view text) {
  if (spec.sharp && can_backquote(text)) return fmt::format("`{}`", text);
  std::string out;
  append_go_quoted(out, text);
  if (!spec.plus || is_ascii(out)) return out;
  std::string ascii;
  std::string_view left = out;
  while (!left.empty()) {
    const char32_t c = take_rune(left);
    if (c < 0x80) {
      ascii += static_cast<char>(c);
    } else {
      const std::string rune = quoted_rune(c, true);
      ascii.append(rune, 1, rune.size() - 2);
    }
  }
  return ascii;
}

FormatSpec without_sharp(FormatSpec spec) {
  spec.sharp = false;
  return spec;
}

void append_string(std::string& out, const FormatSpec& spec, char32_t verb, const FormatArg& arg) {
  std::string_view text = arg.text;
  const auto limit = static_cast<std::size_t>(spec.precision);
  switch (verb) {
    case 'v':
    case 's':
      if (verb == 'v' && spec.sharp) return append_string(out, without_sharp(spec), 'q', arg);
      if (spec.precision >= 0) text = text.substr(0, rune_offset(text, limit));
      append_padded(out, spec, text);
      break;
    case 'x':
    case 'X':
      if (spec.precision >= 0) text = text.substr(0, limit);
      append_padded(out, spec, hex_bytes(spec, verb, text));
      break;
    case 'q':
      if (spec.precision >= 0) text = text.substr(0, rune_offset(text, limit));
      append_padded(out, spec, quoted_string(spec, text));
      break;
    default:
      bad_verb(out, spec, verb, arg);
  }
}

/// A list or a map: each of its parts under the verb.
void append_items(std::string& out, const FormatSpec& spec, char32_t verb, const FormatArg& arg) {
  const bool is_map = arg.type == FormatArg::Type::kMap;
  out += is_map ? "map[" : "[";
  for (std::size_t i = 0; i < arg.items.size(); ++i) {
    if (i > 0) out += is_map && i % 2 == 1 ? ':' : ' ';
    if (arg.items[i].type == FormatArg::Type::kNil) {
      out += "<nil>";
    } else {
      append_formatted(out, spec, verb, arg.items[i]);
    }
  }
  out += ']';
}

}  // namespace

FormatArg FormatArg::of(const Value& value) {
  if (value.is_string()) return {.text = std::string(value.as_string())};
  if (!value.is_number()) return {.text = term_text(value)};
  if (value.is_int()) return {.type = Type::kInt, .integer = value.as_int()};
  std::string text = number_text(value);
  if (text.find_first_of(".eE") == std::string::npos) {
    if (const auto i = integral_value(value)) return {.type = Type::kInt, .integer = *i};
    return {.type = Type::kBigInt, .text = std::move(text)};
  }
  const double f = to_double(value);
  if (!std::isfinite(f)) return {.text = std::move(text)};
  return {.type = Type::kFloat, .number = f};
}

std::string_view FormatArg::type_name() const {
  static constexpr std::string_view kNames[] = {"int64", "*big.Int", "float64", "string",
                                                "bool",  "<nil>",    "list",    "map"};
  if (!go_type.empty() && type != Type::kNil) return go_type;
  return kNames[static_cast<std::size_t>(type)];
}

void append_formatted(std::string& out, const FormatSpec& spec, char32_t verb,
                      const FormatArg& arg) {
  if (verb == 'T') {
    append_padded(out, spec, arg.type_name());
    return;
  }
  switch (arg.type) {
    case FormatArg::Type::kInt:
      return append_int64(out, spec, verb, arg);
    case FormatArg::Type::kBigInt:
      return append_big_int(out, spec, verb, arg);
    case FormatArg::Type::kFloat:
      return append_float(out, spec, verb, arg);
    case FormatArg::Type::kString:
      return append_string(out, spec, verb, arg);
    case FormatArg::Type::kBool:
      if (verb != 't' && verb != 'v') return bad_verb(out, spec, verb, arg);
      return append_padded(out, spec, arg.text);
    case FormatArg::Type::kNil:
      if (verb == 'v') return append_padded(out, spec, "<nil>");
      out += "%!";
      append_utf8(out, verb);
      out += "(<nil>)";
      return;
    case FormatArg::Type::kList:
    case FormatArg::Type::kMap:
      return append_items(out, spec, verb, arg);
  }
}

}  // namespace igp::rego
