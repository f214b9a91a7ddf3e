// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

constexpr std::string_view kNothing = "[false, {}, {}]";

TEST_CASE("graphql.is_valid: text and documents, nothing else") {
  check_calls({
      {"graphql.is_valid", R"(["{ a }", "type Query { a: Int }"])", "true"},
      {"graphql.is_valid", R"(["{ b }", "type Query { a: Int }"])", "false"},
      {"graphql.is_valid", R"(["{ a", "type Query { a: Int }"])", "false"},
      {"graphql.is_valid", R"(["{ a }", "type Query { a: Nope }"])", "false"},
      {"graphql.is_valid", R"([1, "type Query { a: Int }"])", "false"},
      {"graphql.is_valid", R"(["{ a }", null])", "false"},
      {"graphql.is_valid",
       R"([{"Operations": [{"SelectionSet": [{"Name": "a"}]}]}, "type Query { a: Int }"])", "true"},
      {"graphql.is_valid", R"([{"Operations": [null]}, "type Query { a: Int }"])", "false"},
  });
}

TEST_CASE("graphql.schema_is_valid: the document is") {
  check_calls({
      {"graphql.schema_is_valid", R"(["type Query { a: Int }"])", "true"},
      {"graphql.schema_is_valid", R"([""])", "true"},
      {"graphql.schema_is_valid", R"(["type Query"])", "false"},
      {"graphql.schema_is_valid", R"(["type"])", "false"},
      {"graphql.schema_is_valid", "[[]]", "false"},
      {"graphql.schema_is_valid", R"([{"Definitions": [{"Kind": "SCALAR", "Name": "A"}]}])",
       "true"},
      {"graphql.schema_is_valid", R"([{"Definitions": [null]}])", "false"},
  });
}

TEST_CASE("graphql.parse: both documents, or what is wrong and where") {
  check_calls({
      {"graphql.parse", R"(["{ a }", "scalar A"])",
       "eval_builtin_error: Schema does not support operation type \"query\"\n"
       " in GraphQL string at location 1:1"},
      {"graphql.parse", R"(["", "scalar A"])",
       R"([{}, {"Definitions": [{"BuiltIn": false, "Description": "", "Kind": "SCALAR", "Name": )"
       R"("A"}]}])"},
      {"graphql.parse", R"(["{ ^ }", "scalar A"])",
       "eval_builtin_error: Expected Name, found <Invalid> in GraphQL string at location 1:3"},
      {"graphql.parse", R"(["", "scalar A @b"])",
       "eval_builtin_error: Error in gqlparser SchemaDocument to Schema conversion: input:1:11: "
       "Undefined directive b."},
      {"graphql.parse", R"(["", "scalar"])",
       "eval_builtin_error: Expected Name, found <EOF> in GraphQL string at location 1:7"},
      {"graphql.parse", R"([{"Operations": [{}]}, ""])",
       "eval_builtin_error: GraphQL parse error: input: Schema does not support operation type "
       "\"\"\n"},
      {"graphql.parse", R"(["{", 1])",
       "eval_builtin_error: Expected Name, found <EOF> in GraphQL string at location 1:2"},
      {"graphql.parse", R"([1, ""])",
       "eval_type_error: operand 0 must be one of {string, object} but got number"},
      {"graphql.parse", R"(["", null])",
       "eval_type_error: operand 1 must be one of {string, object} but got null"},
  });
}

TEST_CASE("graphql.parse_and_verify: says whether instead of failing") {
  check_calls({
      {"graphql.parse_and_verify", R"(["", "extend type A @b"])", kNothing},
      {"graphql.parse_and_verify", R"(["{", ""])", kNothing},
      {"graphql.parse_and_verify", R"(["{ a }", ""])", kNothing},
      {"graphql.parse_and_verify", R"([1, ""])", kNothing},
      {"graphql.parse_and_verify", R"(["", ""])", "[true, {}, {}]"},
  });
}

TEST_CASE("graphql.parse_query, graphql.parse_schema: text alone") {
  check_calls({
      {"graphql.parse_query", R"(["fragment F on T { a }"])",
       R"({"Fragments": [{"Name": "F", "SelectionSet": [{"Alias": "a", "Name": "a"}], )"
       R"("TypeCondition": "T"}]})"},
      {"graphql.parse_query", "[{}]", "eval_type_error: operand 1 must be string but got object"},
      {"graphql.parse_query", R"(["scalar A"])",
       "eval_builtin_error: Unexpected Name \"scalar\" in GraphQL string at location 1:1"},
      {"graphql.parse_schema", R"(["extend scalar A @b"])",
       R"({"Extensions": [{"BuiltIn": false, "Description": "", "Directives": [{"Location": "", )"
       R"("Name": "b"}], "Kind": "SCALAR", "Name": "A"}]})"},
      {"graphql.parse_schema", "[{}]", "eval_type_error: operand 1 must be string but got object"},
      {"graphql.parse_schema", R"(["{ a }"])",
       "eval_builtin_error: Unexpected { in GraphQL string at location 1:1"},
  });
}

TEST_CASE("graphql.*: a document beyond the limits is neither valid nor invalid") {
  std::string deep;
  for (int i = 0; i < 600; ++i) deep += "{a";
  for (const std::string_view builtin :
       {"graphql.is_valid", "graphql.parse", "graphql.parse_and_verify"}) {
    CAPTURE(builtin);
    CHECK(call(builtin, "[\"" + deep + "\", \"scalar A\"]") ==
          "eval_builtin_error: GraphQL document nested deeper than 500 levels");
  }
}

}  // namespace
}  // namespace igp::rego
