// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/text.h"

#include <algorithm>

#include "base/utf8.h"

namespace igp::rego {

char32_t take_rune(std::string_view& text) {
  const CodePoint point = decode_utf8(text);
  text.remove_prefix(point.length == 0 ? 1 : point.length);
  return point.value;
}

std::size_t count_runes(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    if (static_cast<unsigned char>(text[0]) < 0x80) {
      text.remove_prefix(1);
    } else {
      take_rune(text);
    }
    ++count;
  }
  return count;
}

std::size_t rune_offset(std::string_view text, std::size_t n) {
  std::string_view left = text;
  while (n > 0 && !left.empty()) {
    take_rune(left);
    --n;
  }
  return text.size() - left.size();
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::u32string to_runes(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) out += take_rune(text);
  return out;
}

std::string from_runes(std::u32string_view runes) {
  std::string out;
  out.reserve(runes.size());
  for (const char32_t c : runes) append_utf8(out, c);
  return out;
}

}  // namespace igp::rego
