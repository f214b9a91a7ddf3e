// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/validate.h"

#include <doctest/doctest.h>

#include "graphql/parser.h"
#include "graphql/schema.h"

using namespace igp;

namespace {

const graphql::Schema& schema() {
  static const auto built = graphql::Schema::parse(R"(
    interface Pet { name(upper: Boolean = false): String! }
    type Dog implements Pet { name(upper: Boolean = false): String! barks: Int owner: Human mood: Mood }
    type Cat implements Pet { name(upper: Boolean = false): String! meows: String owner: Human }
    type Human { name: String! pets(first: Int!, filter: Filter): [Pet!]! }
    union Any = Dog | Human
    enum Mood { GOOD BAD }
    input Filter { name: String! moods: [Mood!] = [GOOD] inner: Filter }
    type Query { dog: Dog pet(id: ID!): Pet any: Any human: Human ints(list: [Int!]): Int free(x: Blob): Int }
    type Subscription { a: Int b: Int }
    scalar Blob
    directive @many repeatable on FIELD
    directive @needs(x: Int!) on FIELD)");
  REQUIRE(built.has_value());
  return *built;
}

std::size_t errors(std::string_view text) {
  const auto document = graphql::parse_document(text);
  REQUIRE_MESSAGE(document.has_value(), text);
  return graphql::validate(schema(), *document).size();
}

struct Case {
  std::string_view text;
  std::size_t want;
};

void check(std::span<const Case> cases) {
  for (const auto& [text, want] : cases) {
    CAPTURE(text);
    CHECK(errors(text) == want);
  }
}

}  // namespace

TEST_CASE("validate: operations (5.1, 5.2)") {
  const Case cases[] = {
      {"{ dog { name } }", 0},
      {"{ __typename } type T { a: Int }", 1},
      {"query A { __typename } query A { __typename }", 1},
      {"{ __typename } query B { __typename }", 1},
      {"{ __typename } { __typename }", 2},
      {"subscription { a }", 0},
      {"subscription { a b }", 1},
      {"subscription { ...F } fragment F on Subscription { a b }", 1},
      {"subscription { __typename }", 1},
      {"subscription { a b @skip(if: true) }", 0},
      {"subscription { a b @include(if: false) }", 0},
      {"subscription { a b @include(if: true) }", 1},
  };
  check(cases);
}

TEST_CASE("validate: fields (5.3)") {
  const Case cases[] = {
      {"{ cat }", 1},
      {"{ any { name } }", 1},
      {"{ any { __typename } }", 0},
      {"{ dog }", 1},
      {"{ dog { name { x } } }", 1},
      {"{ dog { a: name a: name } }", 0},
      {"{ dog { a: name a: barks } }", 1},
      {"{ dog { name(upper: true) name } }", 1},
      {"{ dog { name(upper: true) name(upper: true) } }", 0},
      {"{ pet(id: 1) { ... on Dog { x: barks } ... on Cat { x: meows } } }", 1},
      {"{ pet(id: 1) { ... on Dog { x: name } ... on Cat { x: meows } } }", 1},
      {"{ pet(id: 1) { ... on Dog { o: owner { name } } ... on Cat { o: owner { name: __typename } "
       "} } }",
       0},
      {"{ dog { owner { x: name } } dog { owner { x: __typename } } }", 1},
      {"{ ...A ...B } fragment A on Query { x: dog { name } } fragment B on Query { x: human { "
       "name } }",
       1},
  };
  check(cases);
}

TEST_CASE("validate: arguments (5.4)") {
  const Case cases[] = {
      {"{ pet { name } }", 1},
      {"{ pet(id: 1, no: 2) { name } }", 1},
      {"{ pet(id: 1, id: 2) { name } }", 1},
      {"{ dog { name @skip } }", 1},
      {"{ dog { name @skip(if: true, no: 1) } }", 1},
      {"{ dog { name @needs(x: 1) } }", 0},
  };
  check(cases);
}

TEST_CASE("validate: fragments (5.5)") {
  const Case cases[] = {
      {"{ dog { ...F } } fragment F on Dog { name }", 0},
      {"{ dog { ...F } } fragment F on Dog { name } fragment F on Dog { name }", 1},
      {"{ dog { ...F } }", 1},
      {"{ dog { name } } fragment F on Dog { name }", 1},
      {"{ dog { ... on Missing { name } } }", 1},
      {"{ dog { ... on Mood { name } } }", 1},
      {"{ dog { ... on Cat { name } } }", 1},
      {"{ dog { ... on Pet { ... on Cat { name } } } }", 0},
      {"{ dog { ...F } } fragment F on Dog { ...F }", 1},
      {"{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...A }", 1},
  };
  check(cases);
}

TEST_CASE("validate: values (5.6)") {
  const Case cases[] = {
      {"{ ints(list: [1, 2]) }", 0},
      {"{ ints(list: 1) }", 0},
      {"{ ints(list: null) }", 0},
      {"{ ints(list: [null]) }", 1},
      {"{ ints(list: [1.5, \"x\", 2147483648]) }", 3},
      {"{ ints(list: {a: 1}) }", 1},
      {"{ free(x: {a: [1, B], b: \"c\"}) }", 0},
      {"{ pet(id: 1.5) { name } }", 1},
      {"{ human { pets(first: 1, filter: {name: \"a\", moods: [BAD]}) { name } } }", 0},
      {"{ human { pets(first: 1, filter: {moods: [BAD]}) { name } } }", 1},
      {"{ human { pets(first: 1, filter: {name: null, no: 1, moods: UGLY}) { name } } }", 3},
      {"{ human { pets(first: 1, filter: {name: \"a\", name: \"b\"}) { name } } }", 1},
      {"{ dog { name(upper: 1) } }", 1},
      {"query ($a: Int = \"x\") { ints(list: [$a]) }", 1},
  };
  check(cases);
}

TEST_CASE("validate: directives (5.7)") {
  const Case cases[] = {
      {"{ dog { name @unknown } }", 1},
      {"query @skip(if: true) { dog { name } }", 1},
      {"{ dog { name @skip(if: true) @skip(if: false) } }", 1},
      {"{ dog { name @many @many } }", 0},
  };
  check(cases);
}

TEST_CASE("validate: variables (5.8)") {
  const Case cases[] = {
      {"query ($i: ID!) { pet(id: $i) { name } }", 0},
      {"query ($i: ID) { pet(id: $i) { name } }", 1},
      {"query ($i: ID = 1) { pet(id: $i) { name } }", 0},
      {"query ($i: ID = null) { pet(id: $i) { name } }", 1},
      {"query ($i: ID!, $i: ID!) { pet(id: $i) { name } }", 1},
      {"query ($d: Dog) { dog { name } }", 2},
      {"query ($d: Missing) { dog { name(upper: $d) } }", 1},
      {"{ pet(id: $i) { name } }", 1},
      {"query ($u: Int) { dog { name } }", 1},
      {"query ($i: Int!) { ints(list: [$i]) free(x: {deep: $i}) }", 0},
      {"query ($l: [Int]) { ints(list: $l) }", 1},
      {"query ($u: Boolean!) { dog { ...F } } fragment F on Dog { name(upper: $u) }", 0},
      {"query ($n: String) { human { pets(first: 1, filter: {name: $n}) { name } } }", 1},
  };
  check(cases);
}

TEST_CASE("validate: ends documents that would take too long") {
  // Each of n fields is compared with every other one.
  std::size_t n = 1;
  std::string text = "{__typename";
  for (; (n + 1) * n / 2 <= limits::kGraphqlFieldPairs; ++n) text += " __typename";
  CHECK(errors(text + "}") == 0);
  CHECK(errors(text + " __typename}") == 1);
  std::string deep =
      "{ dog { ...F0 ...G0 } } fragment F40 on Dog { name } fragment G40 on Dog { name }";
  for (int i = 0; i < 40; ++i) {
    for (const char name : {'F', 'G'}) {
      deep +=
          fmt::format(" fragment {0}{1} on Dog {{ owner {{ pets(first: 1) {{ ...{0}{2} }} }} }}",
                      name, i, i + 1);
    }
  }
  CHECK(errors(deep) == 1);
}

TEST_CASE("validate: reports at most so many errors") {
  const auto unknown = [](std::size_t n) {
    std::string text = "{";
    for (std::size_t i = 0; i < n; ++i) text += fmt::format(" a{}", i);
    return text + "}";
  };
  CHECK(errors(unknown(limits::kGraphqlErrors)) == limits::kGraphqlErrors);
  CHECK(errors(unknown(limits::kGraphqlErrors + 1)) == limits::kGraphqlErrors + 1);
  CHECK(errors(unknown(limits::kGraphqlErrors + 2)) == limits::kGraphqlErrors + 1);
}
