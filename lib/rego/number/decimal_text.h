// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// DecimalText: a number taken apart into digits, whatever its size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace igp::rego {

/// The value 0.digits times 10^point, with neither leading nor trailing zeros in `digits`, which
/// are empty for zero: equal numbers have equal parts.
struct DecimalText {
  bool negative = false;
  std::string digits;
  std::int64_t point = 0;  ///< clamped to +-10^15, far beyond any exponent that is computed with

  /// Takes a JSON number apart.
  static DecimalText parse(std::string_view text);

  [[nodiscard]] bool is_integral() const {
    return point >= static_cast<std::int64_t>(digits.size()) || digits.empty();
  }
};

/// Negative, zero or positive.
int compare(const DecimalText& a, const DecimalText& b);

}  // namespace igp::rego
