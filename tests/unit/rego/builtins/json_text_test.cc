// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("json builtins: as OPA answers") {
  check_calls({
      {"json.marshal", R"([{"b":[1,2.50,"<x>"],"a":null}])",
       R"("{\"a\":null,\"b\":[1,2.50,\"\\u003cx\\u003e\"]}")"},
      {"json.marshal_with_options", R"([{"a":[1,{}],"b":[]},{"indent":"  ","prefix":"> "}])",
       R"("> {\n>   \"a\": [\n>     1,\n>     {}\n>   ],\n>   \"b\": []\n> }")"},
      {"json.marshal_with_options", R"([{"a":1},{"pretty":true}])", R"("{\n\t\"a\": 1\n}")"},
      {"json.marshal_with_options", R"([{"a":1},{"pretty":false,"indent":"  "}])",
       R"("{\"a\":1}")"},
      {"json.marshal_with_options", R"([{"a":1},{"foo":1}])",
       R"(eval_type_error: operand 2 object contained unknown key "foo")"},
      {"json.marshal_with_options", R"([{"a":1},{"indent":""}])", R"("{\n\"a\": 1\n}")"},
      {"json.unmarshal", R"(["{\"a\":[1,1e400]}"])", R"({"a": [1, 1e400]})"},
      {"json.is_valid", R"(["{\"a\":}"])", "false"},
      {"json.is_valid", R"(["{}"])", "true"},
  });
}

}  // namespace
}  // namespace igp::rego
