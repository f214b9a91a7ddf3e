// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("object builtins: as OPA answers") {
  check_calls({
      {"object.get", R"([{"a":{"b":[10,20]}},["a","b",1],0])", "20"},
      {"object.get", R"([{"a":1},"z",0])", "0"},
      {"object.get", R"([{"a":1},[],0])", R"({"a": 1})"},
      {"object.keys", R"([{"a":1,"b":2}])", R"({"a", "b"})"},
      {"object.remove", R"([{"a":1,"b":2},["a"]])", R"({"b": 2})"},
      {"object.remove", R"([{"a":1,"b":2},{"b":9}])", R"({"a": 1})"},
      {"object.remove", R"([{"a":1},"a"])",
       "eval_type_error: operand 2 must be one of {object, set, array} but got string"},
      {"object.filter", R"([{"a":1,"b":2},["a"]])", R"({"a": 1})"},
      {"object.union", R"([{"a":{"x":1},"b":2},{"a":{"y":2},"b":{"z":1}}])",
       R"({"a": {"x": 1, "y": 2}, "b": {"z": 1}})"},
      {"object.union_n", R"([[{"a":{"b":2}},{"a":4},{"a":{"c":3}}]])", R"({"a": {"c": 3}})"},
      {"object.union_n", R"([[{"a":1},2]])",
       "eval_type_error: operand 1 must be array of objects but got array containing number"},
      {"object.subset", R"([{"a":1,"b":{"c":[1,2,3]}},{"b":{"c":[2,3]}}])", "true"},
      {"object.subset", "[[1,2,3],[2,4]]", "false"},
      {"object.subset", R"([{"a":1},[1]])",
       "eval_type_error: both arguments object.subset must be of the same type or array and set"},
  });
}

TEST_CASE("json builtins: as OPA answers") {
  check_calls({
      {"json.filter", R"([{"a":{"b":{"c":7,"d":8}},"e":9},["a/b/c"]])",
       R"({"a": {"b": {"c": 7}}})"},
      {"json.filter", R"([{"a":[{"x":1,"y":2},{"x":3}]},["a/0/x","a/1"]])",
       R"({"a": [{"x": 1}, {"x": 3}]})"},
      {"json.filter", R"([{"a":1},[""]])", "{}"},
      {"json.filter", R"([{"a":1},[]])", "{}"},
      {"json.filter", R"([{"a/b":1,"c~d":2},["a~1b","/c~0d"]])", R"({"a/b": 1, "c~d": 2})"},
      {"json.filter", R"([{"a":{"b":1}},[["a","b"]]])", R"({"a": {"b": 1}})"},
      {"json.filter", R"([{"a":1},[1]])",
       "eval_type_error: operand 2 must be one of {set, array} containing string paths or array of "
       "path segments but got number"},
      {"json.filter", R"([{"a":{"b":1,"c":2}},["a/b","a"]])", R"({"a": {"b": 1, "c": 2}})"},
      {"json.filter", R"([{"a":{"b":1,"c":2}},["a","a/b"]])", R"({"a": {"b": 1, "c": 2}})"},
      {"json.remove", R"([{"a":{"b":{"c":7,"d":8}},"e":9},["a/b/c"]])",
       R"({"a": {"b": {"d": 8}}, "e": 9})"},
      {"json.remove", R"([{"a":[1,2,3]},["a/1"]])", R"({"a": [1, 3]})"},
      {"json.remove", R"([{"a":1},["a","b/c"]])", "{}"},
      {"json.remove", R"([{"a":{"b":1,"c":2}},["a/b","a"]])", "{}"},
      {"json.remove", R"([{"a":{"b":1,"c":2}},["a","a/b"]])", "{}"},
  });
}

TEST_CASE("graph builtins: as OPA answers") {
  check_calls({
      {"graph.reachable", R"([{"a":["b"],"b":["c"],"c":[],"d":["a"]},["a"]])",
       R"({"a", "b", "c"})"},
      {"graph.reachable", R"([{"a":["b"]},"a"])",
       "eval_type_error: operand 2 must be {array, set} but got string"},
      {"graph.reachable_paths", R"([{"a":["b","x"],"b":["c"],"c":["a"],"d":["a"]},["a","d"]])",
       R"({["a"], ["a", "b", "c"], ["d", "a"], ["d", "a", "b", "c"]})"},
      {"graph.reachable_paths", R"([{"a":[]},["a"]])", R"({["a"]})"},
      {"graph.reachable_paths", R"([{"a":["a"]},["a"]])", R"({["a", "a"]})"},
  });
}

}  // namespace
}  // namespace igp::rego
