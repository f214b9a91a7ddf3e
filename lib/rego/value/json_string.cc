// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/json_string.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"

namespace igp::rego {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighs = 0x8080808080808080;

// The high bit of every byte that is 0; bytes above the first such one may be set wrongly.
constexpr std::uint64_t zero_bytes(std::uint64_t x) { return (x - kOnes) & ~x & kHighs; }

// The high bit of the first byte that ends plain text, and perhaps of later ones.
constexpr std::uint64_t special_bytes(std::uint64_t x) {
  const std::uint64_t control = (x - kOnes * 0x20) & ~x & kHighs;
  return control | zero_bytes(x ^ (kOnes * '"')) | zero_bytes(x ^ (kOnes * '\\')) | (x & kHighs);
}

constexpr bool is_special(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte >= 0x80 || c == '"' || c == '\\';
}

// The unit of the four digits at `at`; sets `bad` to the first offset that is no digit.
std::optional<char32_t> hex_unit(std::string_view text, std::size_t at, std::size_t& bad) {
  char32_t unit = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = i < text.size() ? hex_value(text[i]) : -1;
    if (digit < 0) {
      bad = i;
      return std::nullopt;
    }
    unit = unit << 4 | static_cast<char32_t>(digit);
  }
  return unit;
}

std::optional<char> simple_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return std::nullopt;
  }
}

// The \u escape whose backslash is at `at`, with a second one if they are a surrogate pair. Moves
// `at` behind it. Lone surrogates become U+FFFD.
JsonStringEnd decode_unicode_escape(std::string_view text, std::size_t& at, std::string& out) {
  std::size_t bad = 0;
  const auto first = hex_unit(text, at + 2, bad);
  if (!first) return {bad, "in \\u hexadecimal character escape"};
  at += 6;
  char32_t c = *first;
  if (c >= 0xD800 && c < 0xDC00 && text.substr(at, 2) == "\\u") {
    const auto second = hex_unit(text, at + 2, bad);
    if (second && *second >= 0xDC00 && *second < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (*second - 0xDC00);
      at += 6;
    }
  }
  append_utf8(out, c);
  return {};
}

constexpr char kHexDigits[] = "0123456789abcdef";

void append_u_escape(std::string& out, unsigned unit) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHexDigits[unit >> shift & 0xF];
}

void append_escaped_ascii(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      append_u_escape(out, static_cast<unsigned char>(c));
  }
}

}  // namespace

std::size_t scan_plain_json_string(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof(word));
    if (const std::uint64_t special = special_bytes(word); special != 0) {
      return at + static_cast<std::size_t>(std::countr_zero(special)) / 8;
    }
  }
  while (at < text.size() && !is_special(text[at])) ++at;
  return at;
}

JsonStringEnd decode_json_string(std::string_view text, std::size_t plain, std::string& out) {
  std::size_t at = plain;
  out.assign(text.substr(0, plain));
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') return {at, {}};
    if (c == '\\') {
      if (at + 1 == text.size()) break;
      if (const auto simple = simple_escape(text[at + 1])) {
        out += *simple;
        at += 2;
      } else if (text[at + 1] == 'u') {
        if (const auto end = decode_unicode_escape(text, at, out); !end.error.empty()) return end;
      } else {
        return {at + 1, "in string escape code"};
      }
    } else if (static_cast<unsigned char>(c) < 0x20) {
      return {at, "in string literal"};
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      const CodePoint point = decode_utf8(text.substr(at));
      append_utf8(out, point.value);
      at += point.length == 0 ? 1 : point.length;
    } else {
      const std::size_t run = scan_plain_json_string(text.substr(at));
      out += text.substr(at, run);
      at += run;
    }
  }
  return {text.size(), "end"};
}

void append_json_string(std::string& out, std::string_view text, bool escape_html) {
  out += '"';
  while (!text.empty()) {
    std::size_t run = scan_plain_json_string(text);
    if (escape_html) run = std::min(run, text.find_first_of("<>&"));
    out += text.substr(0, run);
    text.remove_prefix(run);
    if (text.empty()) break;
    if (static_cast<unsigned char>(text[0]) < 0x80) {
      append_escaped_ascii(out, text[0]);
      text.remove_prefix(1);
      continue;
    }
    const CodePoint point = decode_utf8(text);
    if (point.length == 0) {
      out += "\\ufffd";
      text.remove_prefix(1);
      continue;
    }
    if (point.value == 0x2028 || point.value == 0x2029) {
      append_u_escape(out, point.value);
    } else {
      out += text.substr(0, point.length);
    }
    text.remove_prefix(point.length);
  }
  out += '"';
}

}  // namespace igp::rego
