// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/number/big_integer.h"

#include <cmath>

#include "rego/number/decimal_text.h"
#include "rego/number/number.h"

namespace igp::rego {

std::optional<BigInteger> BigInteger::from_text(std::string_view text, int base) {
  BigInteger out;
  // GMP also accepts white space, and wants a terminated string.
  if (text.find_first_of(" \t\n\v\f\r") != std::string_view::npos) return std::nullopt;
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  if (mpz_set_str(out.z_, std::string(text).c_str(), base) != 0) return std::nullopt;
  return out;
}

std::optional<BigInteger> BigInteger::from_number(const Value& number) {
  if (const auto small = integral_value(number)) {
    BigInteger out;
    mpz_set_si(out.z_, *small);
    return out;
  }
  if (!number.is_number_text() && !number.is_real()) return std::nullopt;
  const std::string text = number_text(number);
  const DecimalText d = DecimalText::parse(text);
  if (!d.is_integral() || !is_number_in_range(text)) return std::nullopt;
  std::string digits = d.negative ? "-" : "";
  digits += d.digits;
  digits.append(static_cast<std::size_t>(d.point) - d.digits.size(), '0');
  return from_text(digits, 10);
}

BigInteger BigInteger::from_real(long double f) {
  int exponent = 0;
  const long double mantissa = std::frexp(std::trunc(f), &exponent);
  BigInteger out;
  // 64 bits of magnitude in two halves: mpz_set_d would round to 53.
  const auto magnitude = static_cast<std::uint64_t>(std::ldexp(std::fabs(mantissa), 64));
  mpz_set_ui(out.z_, magnitude);
  if (exponent >= 64) {
    mpz_mul_2exp(out.z_, out.z_, static_cast<mp_bitcnt_t>(exponent - 64));
  } else {
    mpz_tdiv_q_2exp(out.z_, out.z_, static_cast<mp_bitcnt_t>(64 - exponent));
  }
  if (f < 0) mpz_neg(out.z_, out.z_);
  return out;
}

std::string BigInteger::text(int base) const {
  std::string out(mpz_sizeinbase(z_, base) + 2, '\0');
  mpz_get_str(out.data(), base, z_);
  out.resize(std::char_traits<char>::length(out.c_str()));
  return out;
}

Value BigInteger::to_number(Arena& arena) const {
  if (mpz_fits_slong_p(z_) != 0) return Value::integer(mpz_get_si(z_));
  return number_from_text(arena, text());
}

}  // namespace igp::rego
