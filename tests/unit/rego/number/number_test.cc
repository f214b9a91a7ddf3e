// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/number/number.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "rego/number/arithmetic.h"
#include "rego/number/big_integer.h"

namespace igp::rego {
namespace {

TEST_CASE("number: the spelling is kept") {
  for (const char* text :
       {"0", "-0", "7", "-7", "2.50", "0.000001", "-0.10", "0.0", "-0.0", "1e3", "1E+400", "1.0",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "123456789.123456789",
        "1.00000000000000000000000001", "100000000000000000000000", "-1234567890.12345678"}) {
    CHECK(number_text(number_from_text(text)) == text);
  }
}

TEST_CASE("number: the order is by exact value") {
  // Each row: numbers that are all equal, and less than those of the next row.
  const std::vector<std::vector<const char*>> rows = {
      {"-1e5000"},
      {"-18446744073709551616", "-18446744073709551616.0"},
      {"-2.5", "-2.50", "-25e-1"},
      {"-1e-5000"},
      {"0", "-0", "0.0", "0e10"},
      {"1e-5000"},
      {"0.1", "0.10", "1e-1"},
      {"0.10000000000000000000000001"},
      {"1", "1.0", "1e0", "10e-1", "0.01e2"},
      {"1.00000000000000000000000001"},
      {"9223372036854775807", "9223372036854775807.0"},
      {"9223372036854775808"},
      {"18446744073709551616"},
      {"18446744073709551617"},
      {"1e400", "1e+400", "10e399"},
      {"1e5000"},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j) {
      for (const char* left : rows[i]) {
        for (const char* right : rows[j]) {
          CAPTURE(left);
          CAPTURE(right);
          const Value a = number_from_text(left);
          const Value b = number_from_text(right);
          CHECK((compare(a, b) < 0) == (i < j));
          CHECK((a == b) == (i == j));
          if (i == j) CHECK(hash(a) == hash(b));
        }
      }
    }
  }
}

TEST_CASE("number: grammar of JSON") {
  for (const char* good : {"0", "-0", "10", "1.5", "1e5", "1E-5", "-1.5e+10"}) {
    CHECK(is_json_number(good));
  }
  for (const char* bad : {"", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x1", "1 ", "NaN"}) {
    CHECK_FALSE(is_json_number(bad));
  }
}

TEST_CASE("number: the range ends at a binary exponent of 100000") {
  CHECK(is_number_in_range("1e30000"));
  CHECK(is_number_in_range("0e99999999999999999999"));
  CHECK_FALSE(is_number_in_range("1e30104"));
  CHECK_FALSE(is_number_in_range("1e-99999999999999999999"));
}

TEST_CASE("number: integers by value and by spelling") {
  CHECK(integral_value(number_from_text("20e-1")) == 2);
  CHECK(integral_value(number_from_text("2.0")) == 2);
  CHECK(integral_value(number_from_text("-9223372036854775808")) ==
        std::numeric_limits<std::int64_t>::min());
  CHECK_FALSE(integral_value(number_from_text("9223372036854775808")));
  CHECK_FALSE(integral_value(number_from_text("2.5")));
  CHECK(int_value(number_from_text("-9223372036854775808")));
  CHECK(int_value(number_from_text("2.0")) == 2);
  CHECK_FALSE(int_value(number_from_text("2e0")));
}

struct Sum {
  const char* a;
  char operation;
  const char* b;
  const char* want;
};

TEST_CASE("arithmetic: results have OPA's digits") {
  Arena arena;
  const Sum sums[] = {
      {"1", '+', "2", "3"},
      {"1.0", '+', "2.00", "3"},
      {"0.1", '+', "0.2", "0.3"},
      {"9223372036854775807", '+', "1", "9223372036854775808"},
      {"1e30", '+', "1", "1000000000000000000000000000001"},
      {"2.50", '+', "0", "2.5"},
      {"1e400", '-', "1e400", "0"},
      {"123456789012345678901234567890", '*', "10", "1234567890123456789012345678900"},
      {"1.5", '*', "2", "3"},
      {"1", '/', "3", "0.33333333333333333334"},
      {"361", '/', "72", "5.013888888888888889"},
      {"6", '/', "3", "2"},
      {"0", '/', "-1", "-0"},
      {"0", '*', "-1.5", "-0"},
      {"1e30", '/', "7", "142857142857142857140000000000"},
      {"1", '/', "10000000", "1e-07"},
      {"1234567.5", '*', "1.0", "1.2345675e+06"},
      {"7", '%', "-3", "1"},
      {"-7", '%', "3", "-1"},
      {"10", '%', "18446744073709551616", "10"},
      {"7.0", '%', "4", "3"},
      {"1", '/', "0", "divide by zero"},
      {"1", '/', "0.0", "divide by zero"},
      {"1", '%', "0", "modulo by zero"},
      {"1.5", '%', "1", "modulo on floating-point number"},
      {"1.5", '%', "0", "modulo on floating-point number"},
  };
  for (const Sum& sum : sums) {
    const Value a = number_from_text(sum.a);
    const Value b = number_from_text(sum.b);
    const ArithmeticResult r = sum.operation == '+'   ? add(arena, a, b)
                               : sum.operation == '-' ? subtract(arena, a, b)
                               : sum.operation == '*' ? multiply(arena, a, b)
                               : sum.operation == '/' ? divide(arena, a, b)
                                                      : remainder(arena, a, b);
    CAPTURE(sum.a);
    CAPTURE(sum.operation);
    CAPTURE(sum.b);
    CHECK((r.error.empty() ? number_text(r.value) : std::string(r.error)) == sum.want);
  }
}

TEST_CASE("arithmetic: rounding") {
  Arena arena;
  const auto text = [](const ArithmeticResult& r) { return number_text(r.value); };
  CHECK(text(round_half_away(arena, number_from_text("2.5"))) == "3");
  CHECK(text(round_half_away(arena, number_from_text("-2.5"))) == "-3");
  CHECK(text(round_half_away(arena, number_from_text("2.4"))) == "2");
  CHECK(text(ceiling(arena, number_from_text("2.1"))) == "3");
  CHECK(text(ceiling(arena, number_from_text("-2.1"))) == "-2");
  CHECK(text(floor_of(arena, number_from_text("-2.1"))) == "-3");
  CHECK(text(floor_of(arena, number_from_text("2.9"))) == "2");
  CHECK(text(round_half_away(arena, number_from_text("-0.4"))) == "0");
  CHECK(text(round_half_away(arena, number_from_text("1e30"))) ==
        "1000000000000000000024696061952");
  CHECK(text(ceiling(arena, number_from_text("-0.5"))) == "1");
  CHECK(text(floor_of(arena, number_from_text("-0.5"))) == "0");
  CHECK(text(floor_of(arena, number_from_text("1e20"))) == "100000000000000000000");
  CHECK(text(absolute(arena, number_from_text("-2.50"))) == "2.5");
  CHECK(text(absolute(arena, number_from_text("-5000000000"))) == "5000000000");
}

TEST_CASE("big integer: text in several bases") {
  const auto n = BigInteger::from_text("ffffffffffffffffff", 16);
  REQUIRE(n);
  CHECK(n->text() == "4722366482869645213695");
  CHECK(n->text(16) == "ffffffffffffffffff");
  CHECK_FALSE(BigInteger::from_text(" 1", 10));
  CHECK_FALSE(BigInteger::from_text("", 10));
  CHECK(BigInteger::from_real(-36893488147419103232.0L).text() == "-36893488147419103232");
  CHECK(BigInteger::from_real(12.75L).text() == "12");
}

}  // namespace
}  // namespace igp::rego
