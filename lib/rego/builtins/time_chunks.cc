// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/time_chunks.h"

namespace igp::rego {
namespace {

using Kind = Chunk::Kind;

struct Spelling {
  std::string_view text;
  Chunk chunk;
  bool no_lower_case_after = false;
};

// Where one spelling starts another one, the longer comes first.
constexpr Spelling kSpellings[] = {
    {"January", {Kind::kMonthName, 9}},
    {"Jan", {Kind::kMonthName, 3}, true},
    {"Monday", {Kind::kWeekday, 9}},
    {"Mon", {Kind::kWeekday, 3}, true},
    {"MST", {Kind::kZoneName}},
    {"01", {Kind::kMonth, 2}},
    {"02", {Kind::kDay, 2}},
    {"03", {Kind::kHour12, 2}},
    {"04", {Kind::kMinute, 2}},
    {"05", {Kind::kSecond, 2}},
    {"06", {Kind::kYear, 2}},
    {"002", {Kind::kYearDay, 3}},
    {"15", {Kind::kHour, 2}},
    {"1", {Kind::kMonth, 1}},
    {"2006", {Kind::kYear, 4}},
    {"2", {Kind::kDay, 1}},
    {"__2", {.kind = Kind::kYearDay, .width = 3, .padded = true}},
    {"_2", {.kind = Kind::kDay, .width = 2, .padded = true}},
    {"3", {Kind::kHour12, 1}},
    {"4", {Kind::kMinute, 1}},
    {"5", {Kind::kSecond, 1}},
    {"PM", {.kind = Kind::kHalf, .upper = true}},
    {"pm", {.kind = Kind::kHalf}},
    {"-070000", {.kind = Kind::kOffset, .parts = 3}},
    {"-07:00:00", {.kind = Kind::kOffset, .colons = true, .parts = 3}},
    {"-0700", {.kind = Kind::kOffset, .parts = 2}},
    {"-07:00", {.kind = Kind::kOffset, .colons = true, .parts = 2}},
    {"-07", {.kind = Kind::kOffset, .parts = 1}},
    {"Z070000", {.kind = Kind::kOffset, .z_for_utc = true, .parts = 3}},
    {"Z07:00:00", {.kind = Kind::kOffset, .z_for_utc = true, .colons = true, .parts = 3}},
    {"Z0700", {.kind = Kind::kOffset, .z_for_utc = true, .parts = 2}},
    {"Z07:00", {.kind = Kind::kOffset, .z_for_utc = true, .colons = true, .parts = 2}},
    {"Z07", {.kind = Kind::kOffset, .z_for_utc = true, .parts = 1}},
};

bool is_lower(std::string_view text) { return !text.empty() && text[0] >= 'a' && text[0] <= 'z'; }

// ".000" or ",999": a mark and equal digits, not followed by another digit.
std::size_t fraction_size(std::string_view text) {
  if (text.size() < 2 || (text[0] != '.' && text[0] != ',')) return 0;
  if (text[1] != '0' && text[1] != '9') return 0;
  std::size_t size = 1;
  while (size < text.size() && text[size] == text[1]) ++size;
  const bool digit_after = size < text.size() && text[size] >= '0' && text[size] <= '9';
  return digit_after ? 0 : size;
}

}  // namespace

NextChunk next_chunk(std::string_view layout) {
  for (std::size_t i = 0; i < layout.size(); ++i) {
    const std::string_view rest = layout.substr(i);
    // A literal underscore and a year.
    if (rest.starts_with("_2006")) continue;
    if (const std::size_t size = fraction_size(rest); size != 0) {
      const Chunk fraction{
          .kind = Kind::kFraction, .width = static_cast<int>(size) - 1, .trimmed = rest[1] == '9'};
      return {layout.substr(0, i), fraction, rest.substr(0, size), rest.substr(size)};
    }
    for (const Spelling& spelling : kSpellings) {
      if (!rest.starts_with(spelling.text)) continue;
      const std::string_view after = rest.substr(spelling.text.size());
      if (spelling.no_lower_case_after && is_lower(after)) continue;
      return {layout.substr(0, i), spelling.chunk, rest.substr(0, spelling.text.size()), after};
    }
  }
  return {layout, {}, {}, {}};
}

}  // namespace igp::rego
