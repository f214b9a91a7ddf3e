// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("json builtins: as OPA answers") {
  check_calls({
      {"json.patch", R"([{"a":[1,2,3]},[{"op":"add","path":"/a/1","value":9}]])",
       R"({"a": [1, 9, 2, 3]})"},
      {"json.patch", R"([{"a":[1,2,3]},[{"op":"add","path":"a/-","value":9}]])",
       R"({"a": [1, 2, 3, 9]})"},
      {"json.patch", R"([{"a":[1,2,3]},[{"op":"add","path":"a/4","value":9}]])",
       "eval_builtin_error: index for array insertion out of bounds"},
      {"json.patch", R"([{"a":[1,2,3]},[{"op":"remove","path":"a/0"}]])", R"({"a": [2, 3]})"},
      {"json.patch", R"([{"a":[1,2,3]},[{"op":"replace","path":"a/0","value":{"x":1}}]])",
       R"({"a": [{"x": 1}, 2, 3]})"},
      {"json.patch", R"([{"a":1,"b":2},[{"op":"move","from":"a","path":"c"}]])",
       R"({"b": 2, "c": 1})"},
      {"json.patch", R"([{"a":1,"b":2},[{"op":"copy","from":"a","path":"c"}]])",
       R"({"a": 1, "b": 2, "c": 1})"},
      {"json.patch", R"([{"a":1},[{"op":"test","path":"a","value":1}]])", R"({"a": 1})"},
      {"json.patch", R"([{"a":1},[{"op":"remove","path":"z"}]])",
       R"(eval_builtin_error: cannot delete child key "z" that does not exist)"},
      {"json.patch", R"([{"a":1},[{"op":"frob","path":"z"}]])",
       "eval_builtin_error: unrecognized op: 'frob'"},
      {"json.patch", R"([{"a":1},[{"op":"add","path":"z"}]])",
       "eval_builtin_error: missing required attribute 'value'"},
      {"json.patch", R"([{"a":1},[{"op":"add","path":"","value":5}]])", "5"},
      {"json.patch", R"([{"a":1},[{"op":"add","path":"x/y","value":5}]])",
       R"(eval_builtin_error: path "x" does not exist in object term {"a": 1})"},
      {"json.patch", R"([{"a":1},[1]])",
       "eval_builtin_error: must be an array of JSON-Patch objects, but at least one element is "
       "not an object"},
      {"json.patch", R"([{"a":1},[{"op":1,"path":"a"}]])",
       "eval_builtin_error: attribute 'op' must be a string but found: number"},
      {"json.patch", R"([{"a":1},[{"path":"a"}]])",
       "eval_builtin_error: missing required attribute 'op'"},
      {"json.patch", R"([{"a":{"b":{"c":1}}},[{"op":"add","path":["a","b","d"],"value":5}]])",
       R"({"a": {"b": {"c": 1, "d": 5}}})"},
      {"json.patch", R"([[1,2],[{"op":"replace","path":"1","value":7}]])", "[1, 7]"},
  });
}

}  // namespace
}  // namespace igp::rego
