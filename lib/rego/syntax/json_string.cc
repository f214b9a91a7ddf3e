// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/json_string.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"
#include "base/utf8.h"

namespace igp::rego {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// The value of `\uXXXX` whose digits start at `at`, or nothing.
std::optional<char32_t> hex_unit(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return std::nullopt;
  char32_t value = 0;
  for (const char c : text.substr(at, 4)) {
    const int digit = hex_value(c);
    if (digit < 0) return std::nullopt;
    value = value << 4 | static_cast<char32_t>(digit);
  }
  return value;
}

/// Appends the code point whose `\u` escape has its digits at `at`; moves `at` behind it.
bool append_unicode_escape(std::string& out, std::string_view text, std::size_t& at) {
  const auto unit = hex_unit(text, at);
  if (!unit) return false;
  at += 4;
  if (*unit < 0xD800 || *unit > 0xDFFF) {
    append_utf8(out, *unit);
    return true;
  }
  const bool escape_follows = text.substr(at).starts_with("\\u");
  const auto low = escape_follows ? hex_unit(text, at + 2) : std::nullopt;
  if (*unit < 0xDC00 && low && *low >= 0xDC00 && *low <= 0xDFFF) {
    append_utf8(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
    at += 6;
  } else {
    append_utf8(out, kReplacement);
  }
  return true;
}

struct Range {
  char32_t first;
  char32_t last;
};

/// Characters beyond ASCII that Go's strconv.IsPrint refuses and that texts really contain:
/// controls, spaces, format characters, surrogates, private use and noncharacters.
constexpr Range kUnprintable[] = {
    {0x80, 0xA0},     {0xAD, 0xAD},       {0x600, 0x605},      {0x61C, 0x61C},   {0x6DD, 0x6DD},
    {0x70F, 0x70F},   {0x1680, 0x1680},   {0x180E, 0x180E},    {0x2000, 0x200F}, {0x2028, 0x202F},
    {0x205F, 0x206F}, {0x3000, 0x3000},   {0xD800, 0xF8FF},    {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB},
    {0xFFFE, 0xFFFF}, {0xE0000, 0xE00FF}, {0xE01F0, 0x10FFFF},
};

bool is_printable(char32_t c) {
  if (c < 0x80) return c >= 0x20 && c != 0x7F;
  return std::ranges::none_of(kUnprintable,
                              [c](const Range& r) { return c >= r.first && c <= r.last; });
}

void append_quoted(std::string& out, char32_t c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\a':
      out += "\\a";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\v':
      out += "\\v";
      return;
    default:
      break;
  }
  const auto value = static_cast<std::uint32_t>(c);
  if (is_printable(c)) {
    append_utf8(out, c);
  } else if (c < 0x80) {
    out += fmt::format("\\x{:02x}", value);
  } else {
    out += fmt::format(fmt::runtime(c < 0x10000 ? "\\u{:04x}" : "\\U{:08x}"), value);
  }
}

}  // namespace

std::optional<std::string> decode_json_string(std::string_view inner) {
  std::string out;
  out.reserve(inner.size());
  for (std::size_t at = 0; at < inner.size();) {
    const char c = inner[at++];
    if (static_cast<unsigned char>(c) < 0x20) return std::nullopt;
    if (c != '\\') {
      out += c;
      continue;
    }
    if (at == inner.size()) return std::nullopt;
    switch (inner[at++]) {
      case '"':
        out += '"';
        break;
      case '\\':
        out += '\\';
        break;
      case '/':
        out += '/';
        break;
      case 'b':
        out += '\b';
        break;
      case 'f':
        out += '\f';
        break;
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      case 'u':
        if (!append_unicode_escape(out, inner, at)) return std::nullopt;
        break;
      default:
        return std::nullopt;
    }
  }
  return out;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string quote_go_string(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    if (point.length == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    append_quoted(out, point.value);
    text.remove_prefix(point.length);
  }
  out += '"';
  return out;
}

}  // namespace igp::rego
