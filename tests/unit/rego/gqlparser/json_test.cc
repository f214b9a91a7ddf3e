// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/json.h"

#include <doctest/doctest.h>

#include "rego/value/json_read.h"
#include "rego/value/term_text.h"

namespace igp::rego::gqlparser {
namespace {

/// The query tree that JSON describes, written as a term again.
std::string round_trip(std::string_view json) {
  Arena arena;
  const auto document = query_from_value(*read_json(arena, json));
  if (!document) return document.error().message;
  return term_text(to_value(arena, **document));
}

std::string operation(std::string_view selections) {
  return fmt::format(R"({{"Operations": [{{"SelectionSet": [{}]}}]}})", selections);
}

std::string operation_out(std::string_view selections) {
  return fmt::format(R"({{"Operations": [{{"Name": "", "Operation": "", "SelectionSet": [{}]}}]}})",
                     selections);
}

TEST_CASE("gqlparser json: a document that was parsed comes back as it was") {
  Arena arena;
  const auto parsed = parse_schema(
      "\"d\" type A implements I @d(a: [1, {b: \"c\"}]) { a(b: [Int!] = 1): A! } # end");
  REQUIRE(parsed);
  const Value value = to_value(arena, **parsed);
  const auto again = schema_from_value(value);
  REQUIRE(again);
  CHECK(to_value(arena, **again) == value);
}

TEST_CASE("gqlparser json: selections come back as fields, where they can") {
  CHECK(round_trip(operation(R"({"Name": "F"})")) ==
        operation_out(R"({"Alias": "", "Name": "F"})"));
  CHECK(round_trip(operation(R"({"Name": "F", "Arguments": 1})")) ==
        operation_out(R"({"Name": "F"})"));
  CHECK(round_trip(operation(R"({"Name": 1, "TypeCondition": "T"})")) ==
        operation_out(R"({"TypeCondition": "T"})"));
  CHECK(round_trip(operation(R"(1, null)")) == operation_out(R"({"Alias": "", "Name": ""})"));
}

TEST_CASE("gqlparser json: case of names counts in operations, fragments and fields alone") {
  CHECK(round_trip(R"({"operations": [{"name": "a"}]})") ==
        R"({"Operations": [{"Name": "", "Operation": ""}]})");
  CHECK(
      round_trip(operation(R"({"Directives": [{"name": "d"}]})")) ==
      operation_out(R"({"Alias": "", "Directives": [{"Location": "", "Name": "d"}], "Name": ""})"));
}

TEST_CASE("gqlparser json: wrong types are refused") {
  for (const std::string_view json :
       {R"({"Operations": 1})", R"({"Operations": ["a"]})", R"({"Operations": [{"Name": 1}]})",
        R"({"Fragments": [{"SelectionSet": {}}]})"}) {
    CAPTURE(json);
    Arena arena;
    const auto document = query_from_value(*read_json(arena, json));
    REQUIRE_FALSE(document);
    CHECK(document.error().code == ErrorCode::kGraphqlSyntax);
  }
}

TEST_CASE("gqlparser json: nodes nest so deep, and no deeper") {
  const auto nested = [](int depth) {
    std::string out = R"({"Name": "a"})";
    for (int i = 0; i < depth; ++i) out = R"({"SelectionSet": [)" + out + "]}";
    return R"({"Operations": [)" + out + "]}";
  };
  Arena arena;
  // The document is one level, the operation and each field another.
  CHECK(query_from_value(*read_json(arena, nested(limits::kRegoGraphqlDepth - 2))));
  const auto deep = query_from_value(*read_json(arena, nested(limits::kRegoGraphqlDepth - 1)));
  REQUIRE_FALSE(deep);
  CHECK(deep.error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("gqlparser json: what a validation would miss is found before") {
  for (const std::string_view json : {
           R"({"Operations": [null]})",
           R"({"Operations": [{"Operation": "delete"}]})",
           R"({"Operations": [{"VariableDefinitions": [{"Variable": "a"}]}]})",
           R"({"Operations": [{"VariableDefinitions": [{"Type": {}}]}]})",
           R"({"Fragments": [{"SelectionSet": [{"Arguments": [{"Name": "a"}]}]}]})",
           R"({"Fragments": [{"SelectionSet": [{"Arguments": [{"Value": {"Kind": 99}}]}]}]})",
       }) {
    CAPTURE(json);
    Arena arena;
    const auto document = query_from_value(*read_json(arena, json));
    REQUIRE(document);
    const Status ready = prepare(**document);
    REQUIRE_FALSE(ready);
    CHECK(ready.error().code == ErrorCode::kGraphqlInvalid);
  }
  Arena arena;
  const auto schema =
      schema_from_value(*read_json(arena, R"({"Definitions": [{"Fields": [{"Name": "a"}]}]})"));
  REQUIRE(schema);
  CHECK_FALSE(check_complete(**schema));
}

TEST_CASE("gqlparser json: annotations survive decoding, not the preparation") {
  const std::string annotated =
      operation(R"({"Name": "a", "Definition": {"Name": "b", "Type": {"NamedType": "Int"}}})");
  CHECK(round_trip(annotated).contains("Definition"));
  Arena arena;
  const auto document = query_from_value(*read_json(arena, annotated));
  REQUIRE(prepare(**document));
  CHECK_FALSE(term_text(to_value(arena, **document)).contains("Definition"));
}

}  // namespace
}  // namespace igp::rego::gqlparser
