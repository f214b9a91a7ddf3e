// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/term_text.h"

#include <fmt/format.h>

#include <iterator>

#include "base/unicode.h"
#include "base/utf8.h"
#include "rego/number/number.h"

namespace igp::rego {
namespace {

void append_items(std::string& out, char open, const Value& value, char close) {
  out += open;
  bool first = true;
  for (const Value& item : value.items()) {
    if (!first) out += ", ";
    first = false;
    append_term(out, item);
  }
  out += close;
}

void append_members(std::string& out, const Value& object) {
  const auto keys = object.keys();
  const auto values = object.values();
  out += '{';
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i != 0) out += ", ";
    append_term(out, keys[i]);
    out += ": ";
    append_term(out, values[i]);
  }
  out += '}';
}

// Appends the escape of a code point that a Go literal does not show as is.
void append_go_escape(std::string& out, char32_t c) {
  static constexpr std::string_view kNamed = "\a\b\t\n\v\f\r";
  static constexpr std::string_view kNames = "abtnvfr";
  if (c >= 7 && c <= 13) {
    out += '\\';
    out += kNames[kNamed.find(static_cast<char>(c))];
  } else if (c < 0x80) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned>(c));
  } else if (c < 0x10000) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  } else {
    fmt::format_to(std::back_inserter(out), "\\U{:08x}", static_cast<unsigned>(c));
  }
}

}  // namespace

void append_go_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    const std::size_t length = point.length == 0 ? 1 : point.length;
    if (point.length == 0) {
      const auto byte = static_cast<unsigned char>(text[0]);
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
    } else if (point.value == '"' || point.value == '\\') {
      out.append(1, '\\').append(1, text[0]);
    } else if (is_printable(point.value)) {
      out += text.substr(0, length);
    } else {
      append_go_escape(out, point.value);
    }
    text.remove_prefix(length);
  }
  out += '"';
}

void append_term(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::kUndefined:
    case Kind::kNull:
      out += "null";
      break;
    case Kind::kBool:
      out += value.is_true() ? "true" : "false";
      break;
    case Kind::kNumber:
      append_number(out, value);
      break;
    case Kind::kString:
      append_go_quoted(out, value.as_string());
      break;
    case Kind::kArray:
      append_items(out, '[', value, ']');
      break;
    case Kind::kObject:
      append_members(out, value);
      break;
    case Kind::kSet:
      if (value.size() == 0) {
        out += "set()";
      } else {
        append_items(out, '{', value, '}');
      }
      break;
  }
}

std::string term_text(const Value& value) {
  std::string out;
  append_term(out, value);
  return out;
}

}  // namespace igp::rego
