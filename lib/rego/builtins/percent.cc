// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/percent.h"

#include "base/bytes.h"
#include "base/hex.h"

namespace igp::rego {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

}  // namespace

std::string escape_query(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append(1, '%').append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 0xF]);
    }
  }
  return out;
}

std::expected<std::string, std::string> unescape_query(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const std::string_view escape = text.substr(i, 3);
    const auto byte = parse_hex(escape.substr(1));
    if (!byte || byte->size() != 1) return std::unexpected(std::string(escape));
    out += static_cast<char>((*byte)[0]);
    i += 2;
  }
  return out;
}

}  // namespace igp::rego
