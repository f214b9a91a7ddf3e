// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include "base/limits.h"
#include "call.h"
#include "rego/builtins/registry.h"
#include "rego/compile/builtin_decls.h"

namespace igp::rego {
namespace {

TEST_CASE("registry: every declared builtin can be called or is the evaluator's") {
  const auto callable = [](std::string_view name) {
    return find_builtin_function(name) != nullptr;
  };
  for (const BuiltinDecl& decl : builtin_decls()) {
    CAPTURE(decl.name);
    if (is_builtin_supported(decl.name)) CHECK(callable(decl.name));
  }
  CHECK_FALSE(callable("no.such"));
  CHECK_FALSE(callable("assign"));
}

TEST_CASE("arithmetic builtins: numbers, and sets for minus") {
  check_calls({
      {"plus", "[1, 2.5]", "3.5"},
      {"plus", "[1, \"a\"]", "eval_type_error: operand 2 must be number but got string"},
      {"plus", "[null, 1]", "eval_type_error: operand 1 must be number but got null"},
      {"minus", "[{\"$set\":[1,2,3]}, {\"$set\":[2]}]", "{1, 3}"},
      {"minus", "[{\"$set\":[1]}, 1]", "eval_type_error: operand 2 must be set but got number"},
      {"minus", "[\"a\", 1]",
       "eval_type_error: operand 1 must be one of {number, set} but got string"},
      {"div", "[1, 0]", "eval_builtin_error: divide by zero"},
      {"rem", "[7, 4]", "3"},
      {"round", "[2.5]", "3"},
      {"numbers.range", "[3, 1]", "[3, 2, 1]"},
      {"numbers.range", "[1, 1]", "[1]"},
      {"numbers.range", "[1.5, 2]",
       "eval_type_error: operand 1 must be integer number but got floating-point number"},
      {"numbers.range_step", "[0, 10, 4]", "[0, 4, 8]"},
      {"numbers.range_step", "[10, 0, 4]", "[10, 6, 2]"},
      {"numbers.range_step", "[0, 10, 0]",
       "eval_builtin_error: numbers.range_step: step must be a positive integer"},
      {"bits.lsh", "[1, 70]", "1180591620717411303424"},
      {"bits.rsh", "[-5, 1]", "-3"},
      {"bits.and", "[12, 10]", "8"},
      {"bits.negate", "[5]", "-6"},
      {"bits.lsh", "[1, -1]",
       "eval_type_error: operand 2 must be an unsigned integer number but got a negative integer"},
  });
}

TEST_CASE("arithmetic builtins: sizes are limited") {
  const auto range = [](std::size_t n) {
    return call("numbers.range", "[1, " + std::to_string(n) + "]")
        .starts_with("eval_builtin_error");
  };
  CHECK_FALSE(range(limits::kRegoRangeNumbers / 100));
  CHECK(range(limits::kRegoRangeNumbers + 1));
  const auto shift = [](std::size_t n) {
    return call("bits.lsh", "[1, " + std::to_string(n) + "]").starts_with("eval_builtin_error");
  };
  CHECK_FALSE(shift(limits::kRegoShiftBits));
  CHECK(shift(limits::kRegoShiftBits + 1));
}

TEST_CASE("aggregate builtins") {
  check_calls({
      {"count", "[\"a\u00e9\"]", "2"},
      {"count", "[{\"a\":1}]", "1"},
      {"count", "[1]",
       "eval_type_error: operand 1 must be one of {array, object, set, string} but got number"},
      {"sum", "[[1, 2.5, 3]]", "6.5"},
      {"sum", "[[]]", "0"},
      {"sum", "[[9223372036854775807, 1]]", "9223372036854775808"},
      {"sum", "[[1, \"a\"]]",
       "eval_type_error: operand 1 must be array of numbers but got array containing string"},
      {"product", "[[2, 3, 4]]", "24"},
      {"product", "[{\"$set\":[0.5, 4]}]", "2"},
      {"max", "[[1, \"a\", 2]]", "\"a\""},
      {"max", "[[]]", "undefined"},
      {"min", "[{\"$set\":[3, 2]}]", "2"},
      {"min", "[1]", "eval_type_error: operand 1 must be one of {set, array} but got number"},
      {"sort", "[[3, 1, \"a\", null]]", "[null, 1, 3, \"a\"]"},
      {"sort", "[{\"$set\":[2, 1]}]", "[1, 2]"},
      {"all", "[[true, true]]", "true"},
      {"any", "[[false]]", "false"},
  });
}

TEST_CASE("array and set builtins") {
  check_calls({
      {"array.concat", "[[1], [2]]", "[1, 2]"},
      {"array.slice", "[[1,2,3], 1, 9]", "[2, 3]"},
      {"array.slice", "[[1,2,3], 2, 1]", "[]"},
      {"array.slice", "[[1,2,3], -5, 2]", "[1, 2]"},
      {"array.reverse", "[[1,2,3]]", "[3, 2, 1]"},
      {"array.flatten", "[[1,[2,[3]]]]", "[1, 2, [3]]"},
      {"or", "[{\"$set\":[1]}, {\"$set\":[2]}]", "{1, 2}"},
      {"and", "[{\"$set\":[1,2,3]}, {\"$set\":[2,3,4]}]", "{2, 3}"},
      {"and", "[{\"$set\":[1]}, {\"$set\":[2]}]", "set()"},
      {"and", "[[1], {\"$set\":[2]}]", "eval_type_error: operand 1 must be set but got array"},
      {"union", "[{\"$set\":[{\"$set\":[1]}, {\"$set\":[2]}]}]", "{1, 2}"},
      {"intersection", "[{\"$set\":[]}]", "set()"},
      {"intersection", "[{\"$set\":[{\"$set\":[1,2]}, {\"$set\":[2]}]}]", "{2}"},
  });
}

TEST_CASE("type and cast builtins") {
  check_calls({
      {"type_name", "[{\"$set\":[]}]", "\"set\""},
      {"is_number", "[1]", "true"},
      {"is_string", "[1]", "false"},
      {"to_number", "[\"2.50\"]", "2.50"},
      {"to_number", "[\"+05\"]", "5"},
      {"to_number", "[null]", "0"},
      {"to_number", "[true]", "1"},
      {"to_number", "[\"abc\"]",
       "eval_builtin_error: strconv.ParseFloat: parsing \"abc\": invalid syntax"},
      {"to_number", "[\"1e400\"]",
       "eval_builtin_error: strconv.ParseFloat: parsing \"1e400\": value out of range"},
      {"to_number", "[\"-Inf\"]",
       "eval_type_error: operand 1 must be valid number string but got string"},
      {"internal.member_2", "[2, {\"a\": 2}]", "true"},
      {"internal.member_3", "[\"a\", 2, {\"a\": 2}]", "true"},
      {"internal.member_3", "[0, 5, [4]]", "false"},
      {"gte", "[\"b\", \"a\"]", "true"},
      {"equal", "[1, 1.0]", "true"},
  });
}

}  // namespace
}  // namespace igp::rego
