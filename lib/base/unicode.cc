// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/unicode.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>

namespace igp {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

struct CaseRange {
  std::uint32_t first;
  std::uint32_t last;
  std::uint8_t stride;
  std::int32_t difference;
};

#include "base/unicode_tables.inc"

// The range that `c` lies in, or nullptr.
template <class R, std::size_t n>
const R* find(const R (&ranges)[n], char32_t c) {
  const R* after = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                    [](char32_t x, const R& range) { return x < range.first; });
  if (after == std::begin(ranges) || c > after[-1].last) return nullptr;
  return after - 1;
}

template <std::size_t n>
char32_t map(const CaseRange (&ranges)[n], char32_t c) {
  const CaseRange* range = find(ranges, c);
  if (range == nullptr || (c - range->first) % range->stride != 0) return c;
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + range->difference);
}

}  // namespace

bool is_printable(char32_t c) {
  if (c < 0x7F) return c >= 0x20;
  return find(kPrintable, c) != nullptr;
}

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

char32_t to_upper(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 0x20 : c;
  return map(kUpper, c);
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  return map(kLower, c);
}

}  // namespace igp
