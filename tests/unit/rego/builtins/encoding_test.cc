// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("base64 builtins: as OPA answers") {
  check_calls({
      {"base64.decode", R"(["aGVsbG8="])", R"("hello")"},
      {"base64.decode", R"(["aGVsbG8"])",
       "eval_builtin_error: illegal base64 data at input byte 4"},
      {"base64.decode", R"(["ab="])", "eval_builtin_error: illegal base64 data at input byte 3"},
      {"base64.decode", R"(["ab=c"])", "eval_builtin_error: illegal base64 data at input byte 2"},
      {"base64.decode", R"(["ab==c"])", "eval_builtin_error: illegal base64 data at input byte 4"},
      {"base64.decode", R"(["a="])", "eval_builtin_error: illegal base64 data at input byte 1"},
      {"base64.decode", R"(["ab\nc"])", "eval_builtin_error: illegal base64 data at input byte 1"},
      {"base64.decode", R"(["aGVs\nbG8="])", R"("hello")"},
      {"base64.is_valid", R"(["aGVsbG8"])", "false"},
      {"base64.is_valid", R"(["aGVsbG9="])", "true"},
      {"base64.encode", R"(["héllo"])", R"("aMOpbGxv")"},
  });
}

TEST_CASE("base64url builtins: as OPA answers") {
  check_calls({
      {"base64url.encode", R"(["a?>"])", R"("YT8-")"},
      {"base64url.encode_no_pad", R"(["a?"])", R"("YT8")"},
      {"base64url.decode", R"(["YT8-"])", R"("a?>")"},
      {"base64url.decode", R"(["YT8"])", R"("a?")"},
      {"base64url.decode", R"(["YT8=="])",
       "eval_builtin_error: illegal base64 data at input byte 4"},
      {"base64url.decode", R"(["Y"])", "eval_builtin_error: illegal base64url string: Y"},
  });
}

TEST_CASE("hex builtins: as OPA answers") {
  check_calls({
      {"hex.encode", R"(["abc"])", R"("616263")"},
      {"hex.decode", R"(["616263"])", R"("abc")"},
      {"hex.decode", R"(["61626"])", "eval_builtin_error: encoding/hex: odd length hex string"},
      {"hex.decode", R"(["zz"])", "eval_builtin_error: encoding/hex: invalid byte: U+007A 'z'"},
  });
}

TEST_CASE("urlquery builtins: as OPA answers") {
  check_calls({
      {"urlquery.encode", R"(["a=b c&é/~"])", R"("a%3Db+c%26%C3%A9%2F~")"},
      {"urlquery.decode", R"(["a%3Db+c%26%C3%A9"])", R"("a=b c&é")"},
      {"urlquery.decode", R"(["a%zz"])", R"(eval_builtin_error: invalid URL escape "%zz")"},
      {"urlquery.decode", R"(["a%4"])", R"(eval_builtin_error: invalid URL escape "%4")"},
      {"urlquery.encode_object", R"([{"a":"1","b":["2","3"],"c d":"x&y"}])",
       R"("a=1&b=2&b=3&c+d=x%26y")"},
      {"urlquery.encode_object", R"([{"a":1}])",
       "eval_type_error: operand 1 values must be string, array[string], or set[string]"},
      {"urlquery.decode_object", R"(["a=1&b=2&b=3&c"])",
       R"({"a": ["1"], "b": ["2", "3"], "c": [""]})"},
      {"urlquery.decode_object", R"(["a=1;b=2"])",
       "eval_builtin_error: invalid semicolon separator in query"},
      {"urlquery.decode_object", R"(["a=%zz"])", R"(eval_builtin_error: invalid URL escape "%zz")"},
  });
}

}  // namespace
}  // namespace igp::rego
