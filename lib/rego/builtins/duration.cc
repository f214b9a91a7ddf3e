// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/duration.h"

#include <algorithm>

#include "base/ascii.h"
#include "rego/builtins/operands.h"

namespace igp::rego {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t nanos;
};

constexpr std::int64_t kHour = 3600LL * 1'000'000'000;
constexpr Unit kUnits[] = {
    {"ns", 1},         {"us", 1000},          {"\xC2\xB5s", 1000},      {"\xCE\xBCs", 1000},
    {"ms", 1000000},   {"s", 1000000000},     {"m", 60LL * 1000000000}, {"h", kHour},
    {"d", 24 * kHour}, {"w", 7 * 24 * kHour}, {"y", 365 * 24 * kHour},
};

}  // namespace

Result<std::int64_t> parse_duration(std::string_view text) {
  const auto wrong = [&](std::string_view what = "invalid duration") {
    return fail(ErrorCode::kTimeMalformed, "time: {} {}", what, quoted(text));
  };
  std::string_view left = text;
  const bool negative = left.starts_with('-');
  if (negative || left.starts_with('+')) left.remove_prefix(1);
  if (left == "0") return 0;
  if (left.empty()) return wrong();
  Int128 total = 0;
  while (!left.empty()) {
    Int128 mantissa = 0;
    Int128 scale = 1;
    bool point = false;
    bool any = false;
    for (; !left.empty() && (is_digit(left[0]) || (left[0] == '.' && !point));
         left.remove_prefix(1)) {
      if (left[0] == '.') {
        point = true;
        continue;
      }
      any = true;
      // More digits of a fraction than fit do not matter; of a whole number they are too many.
      if (mantissa > static_cast<Int128>(INT64_MAX)) {
        if (point) continue;
        return wrong();
      }
      mantissa = mantissa * 10 + (left[0] - '0');
      if (point) scale *= 10;
    }
    if (!any) return wrong();
    const auto end =
        std::find_if(left.begin(), left.end(), [](char c) { return is_digit(c) || c == '.'; });
    const std::string_view name(left.begin(), end);
    if (name.empty()) return wrong("missing unit in duration");
    const Unit* unit = std::find_if(std::begin(kUnits), std::end(kUnits),
                                    [&](const Unit& u) { return u.name == name; });
    if (unit == std::end(kUnits)) {
      return fail(ErrorCode::kTimeMalformed, "time: unknown unit {} in duration {}", quoted(name),
                  quoted(text));
    }
    left.remove_prefix(name.size());
    total += mantissa / scale * unit->nanos + mantissa % scale * unit->nanos / scale;
    if (total > static_cast<Int128>(INT64_MAX) + (negative ? 1 : 0)) return wrong();
  }
  return static_cast<std::int64_t>(negative ? -total : total);
}

}  // namespace igp::rego
