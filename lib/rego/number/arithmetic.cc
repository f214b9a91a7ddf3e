// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/number/arithmetic.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

#include "rego/number/big_integer.h"
#include "rego/number/number.h"

namespace igp::rego {
namespace {

constexpr std::string_view kDivideByZero = "divide by zero";
constexpr std::string_view kModuloByZero = "modulo by zero";
constexpr std::string_view kModuloOnFloat = "modulo on floating-point number";
constexpr std::string_view kOutOfRange = "number out of range";

constexpr long double kInt64Limit = 9223372036854775808.0L;  // 2^63

using BigOperation = void (*)(mpz_ptr, mpz_srcptr, mpz_srcptr);

bool is_small(const Value& v) {
  return v.is_int() && v.as_int() >= std::numeric_limits<std::int32_t>::min() &&
         v.as_int() <= std::numeric_limits<std::int32_t>::max();
}

// The exact result for two integers, nothing when one of them is none.
std::optional<Value> exact(Arena& arena, const Value& a, const Value& b, BigOperation operation) {
  if (!is_integral(a) || !is_integral(b)) return std::nullopt;
  auto left = BigInteger::from_number(a);
  const auto right = BigInteger::from_number(b);
  if (!left || !right) return std::nullopt;
  operation(left->get(), left->get(), right->get());
  return left->to_number(arena);
}

// The integral part of `f` as a number, all of its digits exact.
ArithmeticResult integer_from_real(Arena& arena, long double f) {
  if (!std::isfinite(f)) return {{}, kOutOfRange};
  if (std::fabs(f) < kInt64Limit) return {Value::integer(static_cast<std::int64_t>(f)), {}};
  return {BigInteger::from_real(f).to_number(arena), {}};
}

}  // namespace

ArithmeticResult number_from_real(long double f) {
  if (!std::isfinite(f)) return {{}, kOutOfRange};
  const bool integral = std::fabs(f) < kInt64Limit && std::trunc(f) == f;
  if (integral && !(f == 0 && std::signbit(f))) {
    return {Value::integer(static_cast<std::int64_t>(f)), {}};
  }
  return {Value::real(f), {}};
}

ArithmeticResult add(Arena& arena, const Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) {
    std::int64_t sum;
    if (!__builtin_add_overflow(a.as_int(), b.as_int(), &sum)) return {Value::integer(sum), {}};
  }
  if (const auto sum = exact(arena, a, b, mpz_add)) return {*sum, {}};
  return number_from_real(to_real(a) + to_real(b));
}

ArithmeticResult subtract(Arena& arena, const Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) {
    std::int64_t difference;
    if (!__builtin_sub_overflow(a.as_int(), b.as_int(), &difference)) {
      return {Value::integer(difference), {}};
    }
  }
  if (const auto difference = exact(arena, a, b, mpz_sub)) return {*difference, {}};
  return number_from_real(to_real(a) - to_real(b));
}

ArithmeticResult multiply(Arena& arena, const Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) {
    std::int64_t product;
    if (!__builtin_mul_overflow(a.as_int(), b.as_int(), &product)) {
      return {Value::integer(product), {}};
    }
  }
  if (const auto product = exact(arena, a, b, mpz_mul)) return {*product, {}};
  return number_from_real(to_real(a) * to_real(b));
}

ArithmeticResult divide(Arena&, const Value& a, const Value& b) {
  if (is_small(a) && is_small(b) && b.as_int() != 0 && a.as_int() != 0 &&
      a.as_int() % b.as_int() == 0) {
    return {Value::integer(a.as_int() / b.as_int()), {}};
  }
  const long double divisor = to_real(b);
  if (divisor == 0) return {{}, kDivideByZero};
  return number_from_real(to_real(a) / divisor);
}

ArithmeticResult remainder(Arena& arena, const Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) {
    if (b.as_int() == 0) return {{}, kModuloByZero};
    // INT64_MIN % -1 traps.
    return {Value::integer(b.as_int() == -1 ? 0 : a.as_int() % b.as_int()), {}};
  }
  if (!is_integral(a) || !is_integral(b)) return {{}, kModuloOnFloat};
  if (integral_value(b) == 0) return {{}, kModuloByZero};
  if (const auto rest = exact(arena, a, b, mpz_tdiv_r)) return {*rest, {}};
  return {{}, kOutOfRange};
}

ArithmeticResult absolute(Arena&, const Value& a) {
  if (is_small(a)) return {Value::integer(std::abs(a.as_int())), {}};
  return number_from_real(std::fabs(to_real(a)));
}

ArithmeticResult round_half_away(Arena& arena, const Value& a) {
  if (is_small(a)) return {a, {}};
  const long double f = to_real(a);
  return integer_from_real(arena, std::signbit(f) ? f - 0.5L : f + 0.5L);
}

// OPA truncates first and then looks at the sign of what is left, so that between -1 and 0 the
// ceiling is 1 and the floor 0. Decisions have to agree with it.
ArithmeticResult ceiling(Arena& arena, const Value& a) {
  if (is_small(a)) return {a, {}};
  const long double f = to_real(a);
  const long double whole = std::trunc(f);
  return integer_from_real(arena, whole < 0 || whole == f ? whole : whole + 1);
}

ArithmeticResult floor_of(Arena& arena, const Value& a) {
  if (is_small(a)) return {a, {}};
  const long double f = to_real(a);
  const long double whole = std::trunc(f);
  return integer_from_real(arena, whole >= 0 || whole == f ? whole : whole - 1);
}

}  // namespace igp::rego
