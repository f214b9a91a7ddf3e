// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/unicode_fold.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "base/utf8.h"

namespace igp {
namespace {

/// One code point and what stands in its place; unused places are 0.
struct Mapping {
  char32_t from;
  char32_t to[3];
};

/// Consecutive code points of one canonical combining class.
struct CombiningRun {
  char32_t first;
  char32_t last;
  std::uint8_t combining_class;
};

#include "base/unicode_fold_tables.inc"

const Mapping* find(std::span<const Mapping> table, char32_t code) {
  const auto row = std::ranges::lower_bound(table, code, {}, &Mapping::from);
  return row != table.end() && row->from == code ? &*row : nullptr;
}

std::uint8_t combining_class(char32_t code) {
  const auto run = std::ranges::lower_bound(kCombiningRuns, code, {}, &CombiningRun::last);
  return run != std::end(kCombiningRuns) && run->first <= code ? run->combining_class : 0;
}

/// Unicode 3.12: Hangul syllables decompose by arithmetic. Whether `code` is one.
bool append_hangul(std::u32string& out, char32_t code) {
  constexpr char32_t kBase = 0xAC00, kLead = 0x1100, kVowel = 0x1161, kTail = 0x11A7;
  constexpr char32_t kVowels = 21, kTails = 28, kSyllables = 11172;
  if (code < kBase || code >= kBase + kSyllables) return false;
  const char32_t index = code - kBase;
  out += kLead + index / (kVowels * kTails);
  out += kVowel + index % (kVowels * kTails) / kTails;
  if (index % kTails != 0) out += kTail + index % kTails;
  return true;
}

// The table holds single steps; their chains end after at most four.
// NOLINTNEXTLINE(misc-no-recursion)
void append_decomposed(std::u32string& out, char32_t code) {
  if (append_hangul(out, code)) return;
  const Mapping* row = find(kDecompositions, code);
  if (row == nullptr) {
    out += code;
    return;
  }
  for (const char32_t part : row->to) {
    if (part != 0) append_decomposed(out, part);
  }
}

/// Normalization form D.
std::u32string decompose(std::u32string_view text) {
  std::u32string out;
  for (const char32_t code : text) append_decomposed(out, code);
  for (auto start = out.begin(); start != out.end();) {
    if (combining_class(*start) == 0) {
      ++start;
      continue;
    }
    const auto end =
        std::find_if(start, out.end(), [](char32_t c) { return combining_class(c) == 0; });
    std::stable_sort(
        start, end, [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); });
    start = end;
  }
  return out;
}

std::u32string fold(std::u32string_view text) {
  std::u32string out;
  for (const char32_t code : text) {
    const Mapping* row = find(kFoldings, code);
    if (row == nullptr) {
      out += code;
      continue;
    }
    for (const char32_t part : row->to) {
      if (part != 0) out += part;
    }
  }
  return out;
}

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string collision_key(std::string_view name) {
  std::string key;
  if (std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::ranges::transform(name, std::back_inserter(key), lower_ascii);
    return key;
  }
  std::u32string text;
  while (!name.empty()) {
    const CodePoint point = decode_utf8(name);
    text += point.value;
    name.remove_prefix(point.length == 0 ? 1 : point.length);
  }
  // Folding can undo normalization, and needs it (U+0345), so it is done on both sides.
  for (const char32_t code : decompose(fold(decompose(text)))) append_utf8(key, code);
  return key;
}

}  // namespace igp
