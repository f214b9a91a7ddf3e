// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/schema/ratio.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "rego/number/big_integer.h"
#include "rego/number/number.h"

namespace igp::rego::schema {
namespace {

constexpr int kMostExponent = 10'000;

/// mantissa * 10^exponent.
struct Scientific {
  BigInteger mantissa;
  int exponent = 0;
};

std::optional<Scientific> read(const Value& number) {
  std::string digits = number_text(number);
  Scientific out;
  if (const std::size_t e = digits.find_first_of("eE"); e != std::string::npos) {
    const char* begin = digits.data() + e + 1 + (digits[e + 1] == '+' ? 1 : 0);
    const char* end = digits.data() + digits.size();
    if (std::from_chars(begin, end, out.exponent).ec != std::errc()) return std::nullopt;
    digits.resize(e);
  }
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    out.exponent -= static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  if (std::abs(out.exponent) > kMostExponent) return std::nullopt;
  auto mantissa = BigInteger::from_text(digits, 10);
  if (!mantissa) return std::nullopt;
  out.mantissa = *std::move(mantissa);
  return out;
}

void scale(BigInteger& number, int exponent) {
  BigInteger factor;
  mpz_ui_pow_ui(factor.get(), 10, static_cast<unsigned long>(exponent));
  mpz_mul(number.get(), number.get(), factor.get());
}

}  // namespace

bool is_multiple(const Value& number, const Value& divisor) {
  auto a = read(number);
  auto b = read(divisor);
  if (!a || !b || b->mantissa.sign() == 0) return false;
  const int least = std::min(a->exponent, b->exponent);
  scale(a->mantissa, a->exponent - least);
  scale(b->mantissa, b->exponent - least);
  return mpz_divisible_p(a->mantissa.get(), b->mantissa.get()) != 0;
}

}  // namespace igp::rego::schema
