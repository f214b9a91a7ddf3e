// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Arithmetic on Rego numbers, with OPA's results digit for digit.
#pragma once

#include <string_view>

#include "rego/value/value.h"

namespace igp::rego {

/// A number, or undefined and why there is none.
struct ArithmeticResult {
  Value value;
  std::string_view error;
};

// Integers of any size are exact; anything else is computed with a 64-bit mantissa, rounding to
// nearest even. Operands must be numbers.
ArithmeticResult add(Arena& arena, const Value& a, const Value& b);
ArithmeticResult subtract(Arena& arena, const Value& a, const Value& b);
ArithmeticResult multiply(Arena& arena, const Value& a, const Value& b);
/// Fails on a zero divisor.
ArithmeticResult divide(Arena& arena, const Value& a, const Value& b);
/// The remainder with the dividend's sign. Fails on a zero divisor and on non-integers.
ArithmeticResult remainder(Arena& arena, const Value& a, const Value& b);

ArithmeticResult absolute(Arena& arena, const Value& a);
/// To the nearest integer, halves away from zero.
ArithmeticResult round_half_away(Arena& arena, const Value& a);
ArithmeticResult ceiling(Arena& arena, const Value& a);
ArithmeticResult floor_of(Arena& arena, const Value& a);

/// `f` as a value: an inline integer where it is one of 64 bits. Fails unless finite.
ArithmeticResult number_from_real(long double f);

}  // namespace igp::rego
