// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/number/decimal_text.h"

#include <algorithm>

namespace igp::rego {
namespace {

constexpr std::int64_t kExponentClamp = 1'000'000'000'000'000;

// The exponent after 'e', clamped.
std::int64_t parse_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : text) value = std::min(value * 10 + (c - '0'), kExponentClamp);
  return negative ? -value : value;
}

}  // namespace

DecimalText DecimalText::parse(std::string_view text) {
  DecimalText out;
  out.negative = text.starts_with('-');
  if (out.negative) text.remove_prefix(1);
  const std::size_t mark = text.find_first_of("eE");
  const std::string_view mantissa = text.substr(0, mark);
  const std::size_t dot = std::min(mantissa.find('.'), mantissa.size());
  out.digits.assign(mantissa.substr(0, dot));
  if (dot < mantissa.size()) out.digits += mantissa.substr(dot + 1);

  const std::size_t leading = std::min(out.digits.find_first_not_of('0'), out.digits.size());
  out.point = static_cast<std::int64_t>(dot) - static_cast<std::int64_t>(leading);
  out.digits.erase(0, leading);
  out.digits.erase(out.digits.find_last_not_of('0') + 1);
  if (mark != std::string_view::npos) out.point += parse_exponent(text.substr(mark + 1));
  if (out.digits.empty()) return {};
  return out;
}

int compare(const DecimalText& a, const DecimalText& b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  int order = 0;
  if (a.digits.empty() || b.digits.empty()) {
    order = static_cast<int>(b.digits.empty()) - static_cast<int>(a.digits.empty());
  } else if (a.point != b.point) {
    order = a.point < b.point ? -1 : 1;
  } else {
    order = a.digits.compare(b.digits);
  }
  return a.negative ? -order : order;
}

}  // namespace igp::rego
