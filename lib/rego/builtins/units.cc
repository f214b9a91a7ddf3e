// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// units.*: amounts like "10Ki" as numbers.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/number/big_integer.h"
#include "rego/number/decimal_text.h"
#include "rego/number/number.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

constexpr std::size_t kMostExponentDigits = 6;

struct Amount {
  std::string_view number;
  std::string_view unit;
};

// Splits where the number ends; an "e" belongs to it only before a digit or a sign. Nothing when
// the exponent has too many digits.
std::optional<Amount> split_amount(std::string_view text) {
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c != 'e' && c != 'E') {
      if (is_digit(c) || c == '.' || c == '+' || c == '-') continue;
      break;
    }
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (!is_digit(next) && next != '+' && next != '-') break;
    if (!is_digit(next)) ++i;
    const std::string_view rest = text.substr(i + 1);
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_digit);
    if (static_cast<std::size_t>(end - rest.begin()) > kMostExponentDigits) return std::nullopt;
  }
  return Amount{text.substr(0, i), text.substr(i)};
}

// The factor of a unit with the prefix `letter` (k to e); `binary` for Ki and the like.
BigInteger factor_of(char letter, bool binary) {
  static constexpr std::string_view kLetters = "kmgtpe";
  const unsigned power = static_cast<unsigned>(kLetters.find(letter)) + 1;
  BigInteger out;
  mpz_ui_pow_ui(out.get(), binary ? 1024 : 1000, power);
  return out;
}

bool is_prefix(char c) { return std::string_view("kmgtpe").find(c) != std::string_view::npos; }

// A decimal as integer / 10^scale, in the spellings that Go's big.Rat takes; nothing for others.
struct Decimal {
  BigInteger mantissa;
  unsigned long scale = 0;

  static std::optional<Decimal> parse(std::string_view text);
};

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::string spelled(text.starts_with('+') ? text.substr(1) : text);
  const std::size_t sign = spelled.starts_with('-') ? 1 : 0;
  if (spelled.substr(sign).starts_with('.')) spelled.insert(sign, 1, '0');
  const std::size_t mark = std::min(spelled.find_first_of("eE"), spelled.size());
  if (mark > 0 && spelled[mark - 1] == '.') spelled.insert(mark, 1, '0');
  while (spelled.size() > sign + 1 && spelled[sign] == '0' && is_digit(spelled[sign + 1])) {
    spelled.erase(sign, 1);
  }
  if (!is_json_number(spelled)) return std::nullopt;
  const DecimalText d = DecimalText::parse(spelled);
  auto digits = BigInteger::from_text((d.negative ? "-0" : "0") + d.digits, 10);
  const std::int64_t exponent = d.point - static_cast<std::int64_t>(d.digits.size());
  Decimal out{*std::move(digits), exponent < 0 ? static_cast<unsigned long>(-exponent) : 0};
  if (exponent > 0) {
    BigInteger power;
    mpz_ui_pow_ui(power.get(), 10, static_cast<unsigned long>(exponent));
    mpz_mul(out.mantissa.get(), out.mantissa.get(), power.get());
  }
  return out;
}

// numerator / denominator: an integer in full, anything else with ten digits after the point.
Value rational(Arena& arena, BigInteger numerator, const BigInteger& denominator) {
  if (mpz_divisible_p(numerator.get(), denominator.get()) != 0) {
    mpz_divexact(numerator.get(), numerator.get(), denominator.get());
    return numerator.to_number(arena);
  }
  constexpr unsigned kDigits = 10;
  BigInteger scale;
  mpz_ui_pow_ui(scale.get(), 10, kDigits);
  const bool negative = numerator.sign() < 0;
  mpz_abs(numerator.get(), numerator.get());
  // Half away from zero: (2 n s + d) / 2 d, rounded down.
  mpz_mul(numerator.get(), numerator.get(), scale.get());
  mpz_mul_2exp(numerator.get(), numerator.get(), 1);
  mpz_add(numerator.get(), numerator.get(), denominator.get());
  BigInteger twice = denominator;
  mpz_mul_2exp(twice.get(), twice.get(), 1);
  mpz_fdiv_q(numerator.get(), numerator.get(), twice.get());
  std::string digits = numerator.text();
  if (digits.size() <= kDigits) digits.insert(0, kDigits + 1 - digits.size(), '0');
  digits.insert(digits.size() - kDigits, 1, '.');
  return number_from_text(arena, (negative ? "-" : "") + digits);
}

// Case matters in the first letter only where M (mega) and m (milli) differ.
BuiltinResult parse(BuiltinContext& ctx, Args args) {
  std::string text(IGP_OPERAND(string_operand(ctx, args, 1)));
  std::erase(text, '"');
  if (text.contains(' ')) return ctx.fail("units.parse: spaces not allowed in resource strings");
  const auto amount = split_amount(text);
  if (!amount) return ctx.fail("units.parse: exponent too large");
  if (amount->number.empty()) return ctx.fail("units.parse: no amount provided");
  std::string unit(amount->unit);
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; };
  if (!unit.empty()) std::transform(unit.begin() + 1, unit.end(), unit.begin() + 1, lower);

  BigInteger factor;
  mpz_set_ui(factor.get(), 1);
  BigInteger divisor = factor;
  const bool binary = unit.size() == 2 && unit[1] == 'i';
  if (unit == "m") {
    // 0.001 as a double, which is what OPA multiplies by.
    mpz_set_ui(factor.get(), 1152921504606847);
    mpz_mul_2exp(divisor.get(), divisor.get(), 60);
  } else if (!unit.empty()) {
    if ((unit.size() != 1 && !binary) || !is_prefix(lower(unit[0]))) {
      return ctx.fail("units.parse: unit {} not recognized", unit);
    }
    factor = factor_of(lower(unit[0]), binary);
  }
  auto number = Decimal::parse(amount->number);
  if (!number) return ctx.fail("units.parse: could not parse amount to a number");
  mpz_mul(number->mantissa.get(), number->mantissa.get(), factor.get());
  BigInteger power;
  mpz_ui_pow_ui(power.get(), 10, number->scale);
  mpz_mul(divisor.get(), divisor.get(), power.get());
  return rational(ctx.arena, std::move(number->mantissa), divisor);
}

// number * factor without its fraction, rounded to 64 bits first as OPA does.
BigInteger whole_bytes(Decimal number, const BigInteger& factor) {
  const std::string text = fmt::format("{}e-{}", number.mantissa.text(), number.scale);
  const long double rounded =
      to_real(Value::number_text(text)) * static_cast<long double>(mpz_get_ui(factor.get()));
  if (std::isfinite(rounded)) return BigInteger::from_real(rounded);
  BigInteger power;
  mpz_ui_pow_ui(power.get(), 10, number.scale);
  mpz_mul(number.mantissa.get(), number.mantissa.get(), factor.get());
  mpz_tdiv_q(number.mantissa.get(), number.mantissa.get(), power.get());
  return std::move(number.mantissa);
}

BuiltinResult parse_bytes(BuiltinContext& ctx, Args args) {
  std::string text(IGP_OPERAND(string_operand(ctx, args, 1)));
  std::erase(text, '"');
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
  if (text.contains(' ')) {
    return ctx.fail("units.parse_bytes: spaces not allowed in resource strings");
  }
  const auto amount = split_amount(text);
  if (!amount) return ctx.fail("units.parse_bytes: exponent too large");
  if (amount->number.empty()) return ctx.fail("units.parse_bytes: no byte amount provided");
  std::string_view unit = amount->unit;
  if (unit.size() > 1 && unit.ends_with('b')) unit.remove_suffix(1);
  const bool binary = unit.size() == 2 && unit[1] == 'i';
  if (!unit.empty() && ((unit.size() != 1 && !binary) || !is_prefix(unit[0]))) {
    return ctx.fail("units.parse_bytes: byte unit {} not recognized", amount->unit);
  }
  auto number = Decimal::parse(amount->number);
  if (!number) {
    return ctx.fail("units.parse_bytes: could not parse byte amount to a number");
  }
  BigInteger factor;
  mpz_set_ui(factor.get(), 1);
  if (!unit.empty()) factor = factor_of(unit[0], binary);
  return whole_bytes(*std::move(number), factor).to_number(ctx.arena);
}

constexpr BuiltinRow kRows[] = {
    {"units.parse", parse},
    {"units.parse_bytes", parse_bytes},
};

}  // namespace

constinit const BuiltinTable kUnitBuiltins = kRows;

}  // namespace igp::rego
