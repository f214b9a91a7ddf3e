// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/number/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/ascii.h"
#include "rego/number/decimal_text.h"

namespace igp::rego {
namespace {

constexpr unsigned kMostInlineDigits = 18;

constexpr auto kPowersOfTen = [] {
  std::array<std::int64_t, kMostInlineDigits + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

int sign_of(Int128 difference) { return difference < 0 ? -1 : difference > 0; }

int compare_decimals(const Value& a, const Value& b) {
  const unsigned a_scale = a.is_int() ? 0 : a.scale();
  const unsigned b_scale = b.is_int() ? 0 : b.scale();
  const unsigned scale = std::max(a_scale, b_scale);
  // At most 2^63 * 10^18 < 2^123.
  const Int128 left = static_cast<Int128>(a.as_int()) * kPowersOfTen[scale - a_scale];
  const Int128 right = static_cast<Int128>(b.as_int()) * kPowersOfTen[scale - b_scale];
  return sign_of(left - right);
}

bool is_fixed_point(const Value& v) { return v.is_int() || v.is_decimal(); }

// Out of the range of long double, from_chars leaves its result alone.
long double real_from_text(std::string_view text) {
  long double f = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), f);
  if (failure != std::errc::result_out_of_range) return f;
  const DecimalText d = DecimalText::parse(text);
  const long double size = d.point > 0 ? std::numeric_limits<long double>::infinity() : 0.0L;
  return d.negative ? -size : size;
}

// Fixed-point form of digits d (0.d times 10^point), which have no more digits than `point`.
void append_integer_digits(std::string& out, std::string_view digits, int point) {
  out += digits;
  out.append(static_cast<std::size_t>(point) - digits.size(), '0');
}

void append_decimal(std::string& out, const Value& v) {
  const std::int64_t mantissa = v.as_int();
  std::array<char, 24> buffer;
  const auto magnitude = mantissa < 0 ? 0 - static_cast<std::uint64_t>(mantissa)
                                      : static_cast<std::uint64_t>(mantissa);
  const char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude).ptr;
  const auto digits = static_cast<std::size_t>(end - buffer.data());
  const std::size_t scale = v.scale();
  if (mantissa < 0) out += '-';
  if (digits <= scale) {
    out += "0.";
    out.append(scale - digits, '0');
    out.append(buffer.data(), digits);
  } else {
    out.append(buffer.data(), digits - scale);
    out += '.';
    out.append(buffer.data() + digits - scale, scale);
  }
}

}  // namespace

Value number_from_text(std::string_view text) {
  const bool negative = text.starts_with('-');
  std::uint64_t mantissa = 0;
  unsigned digits = 0;
  unsigned scale = 0;
  bool point = false;
  for (const char c : text.substr(negative ? 1 : 0)) {
    if (c == '.') {
      point = true;
      continue;
    }
    if (!is_digit(c) || ++digits > kMostInlineDigits + 1) return Value::number_text(text);
    mantissa = mantissa * 10 + static_cast<std::uint64_t>(c - '0');
    scale += point ? 1 : 0;
  }
  constexpr auto kMostInt = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (mantissa > kMostInt || (negative && mantissa == 0)) return Value::number_text(text);
  const auto signed_mantissa =
      negative ? -static_cast<std::int64_t>(mantissa) : static_cast<std::int64_t>(mantissa);
  if (scale == 0) return Value::integer(signed_mantissa);
  if (digits > kMostInlineDigits) return Value::number_text(text);
  return Value::decimal(signed_mantissa, scale);
}

Value number_from_text(Arena& arena, std::string_view text) {
  const Value v = number_from_text(text);
  return v.is_number_text() ? Value::number_text(arena.copy(text)) : v;
}

bool is_json_number(std::string_view text) {
  std::size_t i = 0;
  const auto skip_digits = [&] {
    const std::size_t begin = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i > begin;
  };
  if (i < text.size() && text[i] == '-') ++i;
  if (i < text.size() && text[i] == '0') {
    ++i;
  } else if (!skip_digits()) {
    return false;
  }
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (!skip_digits()) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (!skip_digits()) return false;
  }
  return i == text.size();
}

bool is_number_in_range(std::string_view text) {
  // 2^100000 has 30103 decimal digits.
  constexpr std::int64_t kMostDecimalExponent = 30103;
  const DecimalText d = DecimalText::parse(text);
  return d.digits.empty() || (d.point <= kMostDecimalExponent && d.point >= -kMostDecimalExponent);
}

std::optional<std::int64_t> integral_value(const Value& number) {
  if (number.is_int()) return number.as_int();
  if (!number.is_number()) return std::nullopt;
  if (number.is_decimal()) {
    const std::int64_t unit = kPowersOfTen[number.scale()];
    if (number.as_int() % unit != 0) return std::nullopt;
    return number.as_int() / unit;
  }
  const std::string text = number_text(number);
  const DecimalText d = DecimalText::parse(text);
  if (d.digits.empty()) return 0;
  if (!d.is_integral() || d.point > 19) return std::nullopt;
  std::string plain = d.negative ? "-" : "";
  append_integer_digits(plain, d.digits, static_cast<int>(d.point));
  std::int64_t out = 0;
  const auto [end, failure] = std::from_chars(plain.data(), plain.data() + plain.size(), out);
  if (failure != std::errc()) return std::nullopt;
  return out;
}

std::optional<std::int64_t> int_value(const Value& number) {
  if (number.is_number_text() &&
      number.as_number_text().find_first_of("eE") != std::string_view::npos) {
    return std::nullopt;
  }
  return integral_value(number);
}

bool is_integral(const Value& number) {
  if (number.is_int()) return true;
  if (number.is_decimal()) return number.as_int() % kPowersOfTen[number.scale()] == 0;
  if (number.is_real()) return std::trunc(number.as_real()) == number.as_real();
  return number.is_number() && DecimalText::parse(number.as_number_text()).is_integral();
}

long double to_real(const Value& number) {
  if (number.is_int()) return static_cast<long double>(number.as_int());
  // Both operands are exact, so the quotient is correctly rounded.
  if (number.is_decimal()) {
    return static_cast<long double>(number.as_int()) /
           static_cast<long double>(kPowersOfTen[number.scale()]);
  }
  if (number.is_real()) return number.as_real();
  return real_from_text(number.as_number_text());
}

double to_double(const Value& number) {
  if (number.is_int()) return static_cast<double>(number.as_int());
  const std::string text = number_text(number);
  double f = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), f);
  if (failure != std::errc::result_out_of_range) return f;
  return static_cast<double>(to_real(number));
}

int compare_numbers(const Value& a, const Value& b) {
  if (is_fixed_point(a) && is_fixed_point(b)) return compare_decimals(a, b);
  const long double left = to_real(a);
  const long double right = to_real(b);
  if (left < right) return -1;
  if (left > right) return 1;
  if (a.is_real() && b.is_real()) return 0;
  return compare(DecimalText::parse(number_text(a)), DecimalText::parse(number_text(b)));
}

std::uint64_t hash_number(const Value& number) {
  if (number.is_int()) return hash(number);
  if (number.is_decimal() && is_integral(number)) {
    return hash(Value::integer(*integral_value(number)));
  }
  const long double f = to_real(number);
  constexpr long double kIntLimit = 9223372036854775808.0L;
  if (f >= -kIntLimit && f < kIntLimit && std::trunc(f) == f) {
    return hash(Value::integer(static_cast<std::int64_t>(f)));
  }
  int exponent = 0;
  const long double mantissa = std::frexp(f, &exponent);
  if (!std::isfinite(f)) return Value::mix(Value::kHashSeed, std::signbit(f) ? 1 : 2);
  const auto bits = static_cast<std::int64_t>(std::ldexp(mantissa, 63));
  return Value::mix(static_cast<std::uint64_t>(bits) ^ Value::kHashSeed,
                    static_cast<std::uint64_t>(exponent) ^ Value::kHashSeed2);
}

void append_number(std::string& out, const Value& number) {
  if (number.is_int()) {
    std::array<char, 24> buffer;
    char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number.as_int()).ptr;
    out.append(buffer.data(), end);
  } else if (number.is_decimal()) {
    append_decimal(out, number);
  } else if (number.is_real()) {
    append_real(out, number.as_real());
  } else {
    out += number.as_number_text();
  }
}

std::string number_text(const Value& number) {
  std::string out;
  append_number(out, number);
  return out;
}

void append_real(std::string& out, long double f) {
  if (std::signbit(f)) out += '-';
  f = std::fabs(f);
  if (f == 0) {
    out += '0';
    return;
  }
  std::array<char, 64> buffer;
  const char* end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), f, std::chars_format::scientific)
          .ptr;
  // "d.ddde+XX" as digits and the power of ten of the first one.
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t mark = text.find('e');
  std::string digits(text.substr(0, mark));
  if (digits.size() > 1) digits.erase(1, 1);
  int exponent = 0;
  const char* exponent_begin = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
  std::from_chars(exponent_begin, end, exponent);
  const int point = exponent + 1;

  const bool integral = std::trunc(f) == f;
  if (integral) {
    append_integer_digits(out, digits, point);
  } else if (exponent < -4 || exponent >= 6) {
    out += digits[0];
    if (digits.size() > 1) out.append(1, '.').append(digits, 1);
    out += exponent < 0 ? "e-" : "e+";
    const std::string size = std::to_string(std::abs(exponent));
    if (size.size() < 2) out += '0';
    out += size;
  } else if (point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else {
    const auto split = static_cast<std::size_t>(point);
    out.append(digits, 0, split).append(1, '.').append(digits, split);
  }
}

}  // namespace igp::rego
