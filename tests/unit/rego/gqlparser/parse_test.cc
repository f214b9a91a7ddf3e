// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include "rego/gqlparser/json.h"
#include "rego/gqlparser/parser.h"
#include "rego/value/term_text.h"

namespace igp::rego::gqlparser {
namespace {

struct Case {
  std::string_view text;
  std::string_view want;
};

/// The tree as a term, or what is wrong with the text.
std::string query(std::string_view text) {
  Arena arena;
  const auto document = parse_query(text);
  return document ? term_text(to_value(arena, **document)) : document.error().message;
}

std::string schema(std::string_view text) {
  Arena arena;
  const auto document = parse_schema(text);
  return document ? term_text(to_value(arena, **document)) : document.error().message;
}

TEST_CASE("parse query: trees") {
  for (const auto& [text, want] : {
           Case{"", "{}"},
           Case{"{ a: b }", R"({"Operations": [{"Name": "", "Operation": "query", "SelectionSet": )"
                            R"([{"Alias": "a", "Name": "b"}]}]})"},
           Case{"mutation M($v: [Int!]) { ...F }",
                R"({"Operations": [{"Name": "M", "Operation": "mutation", "SelectionSet": )"
                R"([{"Name": "F"}], "VariableDefinitions": [{"Type": {"Elem": {"NamedType": )"
                R"("Int", "NonNull": true}, "NamedType": "", "NonNull": false}, "Used": false, )"
                R"("Variable": "v"}]}]})"},
           Case{"fragment F on T { ... { a } ... \"on\" U { a } }",
                R"({"Fragments": [{"Name": "F", "SelectionSet": [{"SelectionSet": [{"Alias": )"
                R"("a", "Name": "a"}], "TypeCondition": ""}, {"SelectionSet": [{"Alias": "a", )"
                R"("Name": "a"}], "TypeCondition": "U"}], "TypeCondition": "T"}]})"},
           Case{"{ a(b: $c) @d }",
                R"({"Operations": [{"Name": "", "Operation": "query", "SelectionSet": )"
                R"([{"Alias": "a", "Arguments": [{"Name": "b", "Value": )"
                R"({"ExpectedTypeHasDefault": false, "Kind": 0, "Raw": "c"}}], "Directives": )"
                R"([{"Location": "", "Name": "d"}], "Name": "a"}]}]})"},
       }) {
    CAPTURE(text);
    CHECK(query(text) == want);
  }
}

TEST_CASE("parse query: comments before operations, fields and the like, not before scalars") {
  CHECK(query("# lost\n{ # kept\n# too\na # lost\n}") ==
        R"({"Operations": [{"Name": "", "Operation": "query", "SelectionSet": [{"Alias": "a", )"
        R"("Comment": {"List": [{"Value": "# kept"}, {"Value": "# too"}]}, "Name": "a"}]}]})");
  CHECK(query("# kept\nquery { a(b: # lost\n1) }") ==
        R"({"Operations": [{"Comment": {"List": [{"Value": "# kept"}]}, "Name": "", )"
        R"("Operation": "query", "SelectionSet": [{"Alias": "a", "Arguments": [{"Name": "b", )"
        R"("Value": {"ExpectedTypeHasDefault": false, "Kind": 1, "Raw": "1"}}], "Name": "a"}]}]})");
}

TEST_CASE("parse query: what is wrong") {
  for (const auto& [text, want] : {
           Case{"{", "input:1:2: Expected Name, found <EOF>"},
           Case{"{}", "input:1:2: expected at least one definition, found }"},
           Case{"{ ^ }", "input:1:3: Expected Name, found <Invalid>"},
           Case{"type A", "input:1:1: Unexpected Name \"type\""},
           Case{"query Q", "input:1:8: Expected {, found <EOF>"},
           Case{"fragment on on T {a}", "input:1:10: Unexpected Name \"on\""},
           Case{"fragment F T {a}", "input:1:12: Expected \"on\", found Name \"T\""},
           Case{"query ($a: Int = $b) {a}", "input:1:18: Unexpected $"},
           Case{"{ a(b: ) }", "input:1:8: Unexpected )"},
           Case{"{ a(b: [1 }", "input:1:11: Unexpected }"},
           Case{"{ a(b: {c 1}) }", "input:1:11: Expected :, found Int"},
       }) {
    CAPTURE(text);
    CHECK(query(text) == want);
  }
  CHECK(parse_query("{").error().code == ErrorCode::kGraphqlSyntax);
}

TEST_CASE("parse schema: trees") {
  for (const auto& [text, want] : {
           Case{"", "{}"},
           Case{"# only this", R"({"Comment": {"List": [{"Value": "# only this"}]}})"},
           Case{"\"d\" type A implements & B & C { a(b: Int = 1): A! }",
                R"({"Definitions": [{"BuiltIn": false, "Description": "d", "Fields": )"
                R"([{"Arguments": [{"DefaultValue": {"ExpectedTypeHasDefault": false, "Kind": 1, )"
                R"("Raw": "1"}, "Description": "", "Name": "b", "Type": {"NamedType": "Int", )"
                R"("NonNull": false}}], "Description": "", "Name": "a", "Type": {"NamedType": )"
                R"("A", "NonNull": true}}], "Interfaces": ["B", "C"], "Kind": "OBJECT", "Name": )"
                R"("A"}]})"},
           Case{"extend union U = A | B",
                R"({"Extensions": [{"BuiltIn": false, "Description": "", "Kind": "UNION", )"
                R"("Name": "U", "Types": ["A", "B"]}]})"},
           Case{"schema { query: Q } extend schema @d",
                R"({"Schema": [{"Description": "", "OperationTypes": [{"Operation": "query", )"
                R"("Type": "Q"}]}], "SchemaExtension": [{"Description": "", "Directives": )"
                R"([{"Location": "", "Name": "d"}]}]})"},
           Case{"directive @d repeatable on | FIELD",
                R"({"Directives": [{"Description": "", "IsRepeatable": true, "Locations": )"
                R"(["FIELD"], "Name": "d"}]})"},
           Case{"enum E { A }",
                R"({"Definitions": [{"BuiltIn": false, "Description": "", "EnumValues": )"
                R"([{"Description": "", "Name": "A"}], "Kind": "ENUM", "Name": "E"}]})"},
       }) {
    CAPTURE(text);
    CHECK(schema(text) == want);
  }
}

TEST_CASE("parse schema: comments before and after descriptions, and before the end") {
  CHECK(schema("# 1\n\"d\" # 2\ninput A { # 3\n\"e\" # 4\na: B # 5\n} # 6") ==
        R"({"Comment": {"List": [{"Value": "# 6"}]}, "Definitions": )"
        R"([{"AfterDescriptionComment": {"List": [{"Value": "# 2"}]}, )"
        R"("BeforeDescriptionComment": {"List": [{"Value": "# 1"}]}, "BuiltIn": false, )"
        R"("Description": "d", "EndOfDefinitionComment": {"List": [{"Value": "# 5"}]}, "Fields": )"
        R"([{"AfterDescriptionComment": {"List": [{"Value": "# 4"}]}, )"
        R"("BeforeDescriptionComment": {"List": [{"Value": "# 3"}]}, "Description": "e", "Name": )"
        R"("a", "Type": {"NamedType": "B", "NonNull": false}}], "Kind": "INPUT_OBJECT", "Name": )"
        R"("A"}]})");
}

TEST_CASE("parse schema: what is wrong") {
  for (const auto& [text, want] : {
           Case{"{ a }", "input:1:1: Unexpected {"},
           Case{"foo", "input:1:1: Unexpected Name \"foo\""},
           Case{"type A {}", "input:1:9: expected at least one definition, found }"},
           Case{"extend type A", "input:1:14: Unexpected <EOF>"},
           Case{"extend foo", "input:1:8: Unexpected Name \"foo\""},
           Case{"\"d\" extend type A @b", "input:1:2: Unexpected String \"d\""},
           Case{"extend interface A implements B { a: Int }",
                "input:1:20: Unexpected Name \"implements\""},
           Case{"schema { ^ }", "input:1:10: Cannot parse the unexpected character \"^\"."},
           Case{"schema { foo: A }", "input:1:10: Unexpected Name \"foo\""},
           Case{"directive @d on FOO", "input:1:17: Unexpected Name \"FOO\""},
           Case{"directive @d(a: Int = $b) on FIELD", "input:1:23: Unexpected $"},
           Case{"type A { a: [Int }", "input:1:18: Expected ], found }"},
       }) {
    CAPTURE(text);
    CHECK(schema(text) == want);
  }
}

}  // namespace
}  // namespace igp::rego::gqlparser
