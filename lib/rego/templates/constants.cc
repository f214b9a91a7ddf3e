// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/templates/constants.h"

#include <charconv>

#include "base/utf8.h"

namespace igp::rego::templates {
namespace {

/// The character that a backslash and `letter` stand for.
std::optional<char> short_escape(char letter, char quote) {
  constexpr std::string_view kNames = "abfnrtv\\";
  constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\";
  if (const std::size_t at = kNames.find(letter); at != std::string_view::npos) return kValues[at];
  return letter == quote ? std::optional(letter) : std::nullopt;
}

/// How many digits a numeric escape has besides an octal one's first; 0 for none.
std::size_t escape_digits(char letter) {
  if (letter == 'x' || (letter >= '0' && letter <= '7')) return 2;
  return letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
}

/// Takes the digits of a numeric escape off `text`; false when they are none.
bool take_numeric_escape(char letter, std::string_view& text, std::string& out) {
  const std::size_t count = escape_digits(letter);
  if (count == 0 || text.size() < count) return false;
  const bool octal = letter >= '0' && letter <= '7';
  const std::string digits =
      (octal ? std::string(1, letter) : std::string()).append(text.substr(0, count));
  text.remove_prefix(count);
  std::uint32_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, octal ? 8 : 16);
  if (read.ec != std::errc() || read.ptr != end) return false;
  if (letter == 'u' || letter == 'U') {
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
    append_utf8(out, value);
    return true;
  }
  out += static_cast<char>(value);
  return value <= 0xFF;
}

}  // namespace

std::optional<std::string> unquote(std::string_view text) {
  const char quote = text.front();
  text = text.substr(1, text.size() - 2);
  std::string out;
  if (quote == '`') {
    out = text;
    std::erase(out, '\r');
    return out;
  }
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c != '\\') {
      out += c;
      continue;
    }
    if (text.empty()) return std::nullopt;
    const char letter = text.front();
    text.remove_prefix(1);
    if (const auto escaped = short_escape(letter, quote)) {
      out += *escaped;
    } else if (!take_numeric_escape(letter, text, out)) {
      return std::nullopt;
    }
  }
  return out;
}

std::optional<std::int64_t> read_integer(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.erase(0, 1);
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0') {
    const char mark = static_cast<char>(digits[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    digits.erase(0, mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
  }
  std::uint64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
    return std::nullopt;
  }
  const std::uint64_t most = static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  if (value > most) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - value : value);
}

std::optional<double> read_float(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  if (digits.starts_with('+')) digits.erase(0, 1);
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace igp::rego::templates
