// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/number_text.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>

#include "base/ascii.h"

namespace igp::rego {

namespace {

/// OPA's bound on the binary exponent.
constexpr double kLargestBinaryExponent = 1e5;

/// The digits of a number without its sign, as 0.d1d2d3... x 10^point.
struct Digits {
  double leading = 0;  ///< 0.d1d2d3...; 0 for zero
  double point = 0;
};

/// Reads digits with at most one dot from the front of `text`.
std::optional<Digits> take_digits(std::string_view& text) {
  Digits out;
  double scale = 0.1;
  bool any = false;
  bool dot = false;
  bool significant = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !dot) {
      dot = true;
      continue;
    }
    if (!is_digit(c)) break;
    any = true;
    significant = significant || c != '0';
    if (significant) {
      out.leading += scale * (c - '0');
      scale /= 10;
    }
    // Digits before the dot move the point right once one of them counts; zeros behind it, left.
    if (significant && !dot) out.point += 1;
    if (!significant && dot) out.point -= 1;
  }
  text.remove_prefix(at);
  if (!any) return std::nullopt;
  return out;
}

}  // namespace

NumberText check_number_text(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto digits = take_digits(text);
  if (!digits) return NumberText::kInvalid;
  std::int32_t exponent = 0;
  if (!text.empty()) {
    if ((text.front() | 0x20) != 'e') return NumberText::kInvalid;
    text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (problem != std::errc{} || end != text.data() + text.size()) return NumberText::kInvalid;
  }
  if (digits->leading == 0) return NumberText::kOk;
  const double binary = std::log2(digits->leading) + (digits->point + exponent) * std::log2(10.0);
  const double binary_exponent = std::floor(binary) + 1;
  return std::abs(binary_exponent) > kLargestBinaryExponent ? NumberText::kTooBig : NumberText::kOk;
}

bool has_leading_zero(std::string_view text) {
  if (text.size() < 2 || text[0] != '0' || text[1] == '.') return false;
  return text.size() == 2 || (text[1] | 0x20) != 'e';
}

}  // namespace igp::rego
