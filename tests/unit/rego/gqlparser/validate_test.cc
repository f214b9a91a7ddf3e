// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/validate.h"

#include <doctest/doctest.h>

namespace igp::rego::gqlparser {
namespace {

constexpr std::string_view kSchema = R"(
type Query {
  int: Int
  str: String
  strs: [String!]
  user(id: ID!, in: Filter, kind: Kind, n: Int = 1): User
  named: Named
  pet: Pet
}
interface Named { name: String }
type User implements Named { name: String age: Int friends(first: Int): [User] }
type Dog implements Named { name: String bark: Int age: String }
type Rock { mass: Float }
union Pet = Dog | Rock
input Filter { min: Int! max: Int tags: [String] }
input One @oneOf { a: Int b: Int }
enum Kind { BIG SMALL }
type Subscription { a: Int b: Int }
type Mutation { one(in: One): Int }
directive @once(n: Int!) on FIELD
directive @often repeatable on FIELD
)";

/// The lines of errors without their "input:" and last newline.
std::string problems(std::string_view text) {
  const auto schema = build_schema(*parse_schema(kSchema));
  const auto query = parse_query(text);
  REQUIRE((schema && query));
  const auto valid = validate_query(**schema, **query);
  if (valid) return "";
  CHECK(valid.error().code == ErrorCode::kGraphqlInvalid);
  std::string out;
  std::string_view rest = valid.error().message;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (!out.empty()) out += '\n';
    out += rest.substr(6, end - 6);
    rest.remove_prefix(end + 1);
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view want;
};

void check(std::initializer_list<Case> cases) {
  for (const auto& [text, want] : cases) {
    CAPTURE(text);
    CHECK(problems(text) == want);
  }
}

TEST_CASE("gqlparser rules: valid queries") {
  for (const std::string_view text : {
           "",
           "{ int __typename __schema { types { name } } }",
           "query Q($id: ID!) { user(id: $id, in: {min: 1, tags: \"one\"}) { name } }",
           "{ named { name ... on User { age } } pet { ... on Dog { bark } } }",
           "{ a: int b: int @once(n: 1) @often @often }",
           "{ ...F } fragment F on Query { user(id: 1) { friends { age } } }",
           "mutation ($a: Int!) { one(in: {a: $a}) }",
           "query ($n: Int = 1) { user(id: 1, n: $n) { name } }",
       }) {
    CAPTURE(text);
    CHECK(problems(text).empty());
  }
}

TEST_CASE("gqlparser rules: the first thing wrong alone, where no more is wanted") {
  const auto schema = build_schema(*parse_schema(kSchema));
  const auto query = parse_query("query ($a: Int, $b: Int) { int }");
  REQUIRE((schema && query));
  const auto valid = validate_query(**schema, **query, Report::kFirst);
  REQUIRE_FALSE(valid);
  CHECK(valid.error().message == "input:1:8: Variable \"$a\" is never used.\n");
}

TEST_CASE("gqlparser rules: fields") {
  check({
      {"{ petz }", "1:3: Cannot query field \"petz\" on type \"Query\". Did you mean \"pet\"?"},
      {"{ pet { bark } }",
       "1:9: Cannot query field \"bark\" on type \"Pet\". Did you mean to use an inline fragment "
       "on \"Dog\"?"},
      {"{ named { age } }",
       "1:11: Cannot query field \"age\" on type \"Named\". Did you mean to use an inline fragment "
       "on \"Dog\" or \"User\"?"},
      {"{ int { a } }",
       "1:9: Cannot query field \"a\" on type \"Int\".\n"
       "1:3: Field \"int\" must not have a selection since type \"Int\" has no subfields."},
      {"{ named }",
       "1:3: Field \"named\" of type \"Named\" must have a selection of subfields. Did you mean "
       "\"named { ... }\"?"},
      {"{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
       "1:3: Maximum introspection depth exceeded"},
  });
}

TEST_CASE("gqlparser rules: arguments and directives") {
  check({
      {"{ int(a: 1) }", "1:3: Unknown argument \"a\" on field \"Query.int\"."},
      {"{ user(idd: 1, id: 1) { name } }",
       "1:3: Unknown argument \"idd\" on field \"Query.user\". Did you mean \"id\", \"in\", or "
       "\"kind\"?"},
      {"{ user { name } }",
       "1:3: Field \"user\" argument \"id\" of type \"ID!\" is required, but it was not provided."},
      {"{ user(id: 1, id: 1, id: 1) { name } }",
       "1:15: There can be only one argument named \"id\"."},
      {"{ int @nope }", "1:8: Unknown directive \"@nope\"."},
      {"query @once(n: 1) { int }", "1:8: Directive \"@once\" may not be used on QUERY."},
      {"{ int @once(n: 1) @once(n: 1) }",
       "1:20: The directive \"@once\" can only be used once at this location."},
      {"{ int @once }",
       "1:8: Directive \"@once\" argument \"n\" of type \"Int!\" is required, but it was not "
       "provided."},
  });
}

TEST_CASE("gqlparser rules: fragments") {
  check({
      {"{ ...F }", "1:6: Unknown fragment \"F\"."},
      {"{ int } fragment F on Query { int }", "1:9: Fragment \"F\" is never used."},
      {"{ ...F ...F } fragment F on Query { int } fragment F on Query { int }",
       "1:43: There can be only one fragment named \"F\"."},
      {"{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }",
       "1:64: Cannot spread fragment \"F\" within itself via \"G\"."},
      {"{ ... on Nope { int } }", "1:7: Unknown type \"Nope\"."},
      {"{ ... on Int { int } }",
       "1:16: Cannot query field \"int\" on type \"Int\".\n1:7: Fragment cannot condition on non "
       "composite type \"Int\"."},
      {"{ named { ... on Rock { mass } } }",
       "1:15: Fragment cannot be spread here as objects of type \"Named\" can never be of type "
       "\"Rock\"."},
  });
}

TEST_CASE("gqlparser rules: operations and variables") {
  check({
      {"{ int } query Q { int }",
       "1:1: This anonymous operation must be the only defined operation."},
      {"query Q { int } query Q { int }", "1:17: There can be only one operation named \"Q\"."},
      {"subscription S { a b }", "1:20: Subscription \"S\" must select only one top level field."},
      {"query ($a: Int) { int }", "1:8: Variable \"$a\" is never used."},
      {"query Q($a: Int) { int }", "1:9: Variable \"$a\" is never used in operation \"Q\"."},
      {"{ user(id: $a) { name } }", "1:12: Variable \"$a\" is not defined."},
      {"query ($a: Nope) { user(id: 1, n: $a) { name } }",
       "1:8: Unknown type \"Nope\".\n1:35: Variable \"$a\" of type \"Nope\" used in position "
       "expecting type \"Int\"."},
      {"query ($a: ID) { user(id: $a) { name } }",
       "1:27: Variable \"$a\" of type \"ID\" used in position expecting type \"ID!\"."},
      {"query ($a: User) { user(id: $a) { name } }",
       "1:29: Variable \"$a\" of type \"User\" used in position expecting type \"ID!\".\n"
       "1:8: Variable \"$a\" cannot be non-input type \"User\"."},
      {"mutation ($a: Int) { one(in: {a: $a}) }",
       "1:11: Variable \"$a\" is of type \"Int\" but must be non-nullable to be used for OneOf "
       "Input Object \"One\"."},
  });
}

TEST_CASE("gqlparser rules: values") {
  check({
      {"{ user(id: 1.5) { name } }",
       "1:12: ID cannot represent a non-string and non-integer value: 1.5"},
      {"{ user(id: null) { name } }", "1:12: Expected value of type \"ID!\", found null."},
      {"{ user(id: 1, n: \"a\\n\") { name } }",
       "1:19: Int cannot represent non-integer value: \"a\\n\""},
      {"{ user(id: 1, n: 99999999999999999999) { name } }",
       "1:18: Int cannot represent non 32-bit signed integer value: 99999999999999999999"},
      {"{ user(id: 1, kind: BGI) { name } }",
       "1:21: Value \"BGI\" does not exist in \"Kind\" enum. Did you mean the enum value \"BIG\"?"},
      {"{ user(id: 1, kind: \"BIG\") { name } }",
       "1:22: Enum \"Kind\" cannot represent non-enum value: \"BIG\". Did you mean the enum value "
       "\"BIG\"?"},
      {"{ user(id: 1, in: {}) { name } }",
       "1:19: Field \"Filter.min\" of required type \"Int!\" was not provided."},
      {"{ user(id: 1, in: {min: 1, tagz: 2}) { name } }",
       "1:28: Field \"tagz\" is not defined by type \"Filter\". Did you mean \"tags\"?"},
      {"{ user(id: 1, in: {min: 1, min: 2}) { name } }",
       "1:28: There can be only one input field named \"min\"."},
      {"mutation { one(in: {a: 1, b: 2}) }",
       "1:20: OneOf Input Object \"One\" must specify exactly one key."},
      {"mutation { one(in: {b: null}) }", "1:24: Field \"One.a\" must be non-null."},
  });
}

TEST_CASE("gqlparser rules: fields that cannot be merged") {
  check({
      {"{ a: int a: str }",
       "1:10: Fields \"a\" conflict because \"int\" and \"str\" are different fields. Use "
       "different "
       "aliases on the fields to fetch both if this was intentional."},
      {"{ user(id: 1) { name } user(id: 2) { age } }",
       "1:24: Fields \"user\" conflict because they have differing arguments. Use different "
       "aliases "
       "on the fields to fetch both if this was intentional."},
      {"{ named { ... on User { x: age } ... on Dog { x: bark } } }", ""},
      {"{ named { ... on User { age } ... on Dog { age } } }",
       "1:44: Fields \"age\" conflict because they return conflicting types \"Int\" and "
       "\"String\". "
       "Use different aliases on the fields to fetch both if this was intentional."},
      {"{ ...F ...G } fragment F on Query { a: named { x: name } } "
       "fragment G on Query { a: named { x: __typename } }",
       "1:82: Fields \"a\" conflict because subfields \"x\" conflict because \"name\" and "
       "\"__typename\" are different fields. Use different aliases on the fields to fetch both if "
       "this was intentional."},
  });
}

}  // namespace
}  // namespace igp::rego::gqlparser
