// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/schema.h"

#include <doctest/doctest.h>

namespace igp::rego::gqlparser {
namespace {

std::string problem(std::string_view text) {
  const auto schema = build_schema(*parse_schema(text));
  if (schema) return "";
  CHECK(schema.error().code == ErrorCode::kGraphqlInvalid);
  return schema.error().message;
}

struct Case {
  std::string_view text;
  std::string_view want;  ///< after "input:"
};

TEST_CASE("gqlparser schema: extensions are merged, also into what does not exist") {
  const auto schema = build_schema(
      *parse_schema("type Query { a: Int } extend type Query { b: Int } extend enum Fresh { A }"));
  REQUIRE(schema);
  const Definition& query = *(*schema)->type("Query");
  CHECK(find_named(query.fields, "b") != nullptr);
  CHECK((*schema)->type("Fresh")->kind == kEnum);
  // The document itself stays as it was written.
  CHECK((*schema)->document->definitions[0]->fields.size() == 1);
}

TEST_CASE("gqlparser schema: root types by schema definition, else by name") {
  const auto named = build_schema(*parse_schema("type Query { a: Int } type Mutation { a: Int }"));
  REQUIRE(named);
  CHECK((*named)->query == (*named)->type("Query"));
  CHECK((*named)->mutation == (*named)->type("Mutation"));
  CHECK((*named)->subscription == nullptr);
  CHECK(find_named((*named)->query->fields, "__schema") != nullptr);

  const auto defined =
      build_schema(*parse_schema("schema { query: A } type A { a: Int } type Mutation { a: Int }"));
  REQUIRE(defined);
  CHECK((*defined)->query == (*defined)->type("A"));
  CHECK((*defined)->mutation == nullptr);
}

TEST_CASE("gqlparser schema: built-in directives may be defined anew, and then count") {
  CHECK(problem("directive @skip(a: Int) on SCALAR scalar A @skip(a: 1)").empty());
  CHECK(problem("scalar A @skip(if: true)") ==
        "input:1:11: Directive skip is not applicable on "
        "SCALAR.");
}

TEST_CASE("gqlparser schema: what is wrong with definitions") {
  for (const auto& [text, want] : {
           Case{"scalar Int", "1:8: Cannot redeclare type Int."},
           Case{"scalar A extend enum A { B }",
                "1:22: Cannot extend type A because the base type is a SCALAR, not ENUM."},
           Case{"directive @a on FIELD directive @a on FIELD",
                "1:34: Cannot redeclare directive a."},
           Case{"schema { query: A }",
                "1:10: Schema root query refers to a type A that does not exist."},
           Case{"type A { a: B }", "1:13: Undefined type B."},
           Case{"type A", "1:6: OBJECT A: must define one or more fields."},
           Case{"input A", "1:7: INPUT_OBJECT A: must define one or more input fields."},
           Case{"enum A", "1:6: ENUM A: must define one or more unique enum values."},
           Case{"enum A { true }", "1:6: ENUM A: non-enum value true."},
           Case{"enum A { B B }", "1:12: Enum value A.B can only be defined once."},
           Case{"type A { a: Int b: Int b: Int a: Int }",
                "1:31: Field A.a can only be defined once."},
           Case{"type A { a: Int } union B = A | A",
                "1:33: Union type B can only include type A once."},
           Case{"union A = B", "1:7: Undefined type \"B\"."},
           Case{"union A = Int", "1:7: UNION type \"Int\" must be OBJECT."},
           Case{"input A { a: Int } type B { a: A }",
                "1:29: OBJECT B: field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM."},
           Case{"type A { a: Int } input B { a: A }",
                "1:29: OBJECT a: field must be one of SCALAR, ENUM, INPUT_OBJECT."},
           Case{"type A { a(b: A): Int }",
                "1:12: cannot use A as argument b because OBJECT is not a valid input type"},
           Case{"type __A { a: Int }",
                "1:6: Name \"__A\" must not begin with \"__\", which is reserved by GraphQL "
                "introspection."},
           Case{"input A { a: B! } input B { b: A! }",
                "1:11: Cannot reference Input Object \"A\" within itself through a series of "
                "non-null fields: \"a.b\"."},
       }) {
    CAPTURE(text);
    CHECK(problem(text) == fmt::format("input:{}", want));
  }
}

TEST_CASE("gqlparser schema: what is wrong with directives") {
  for (const auto& [text, want] : {
           Case{"scalar A @b", "1:11: Undefined directive b."},
           Case{"directive @d on SCALAR type A @d { a: Int }",
                "1:32: Directive d is not applicable on OBJECT."},
           Case{"directive @d on FIELD_DEFINITION type A { a: Int @d @d }",
                "1:54: The directive d can only be used once at this location."},
           Case{"directive @d on SCALAR scalar A @d(b: 1)",
                "1:36: Undefined argument b for directive d."},
           Case{"directive @d(a: Int!) on SCALAR scalar A @d",
                "1:43: Argument a for directive d cannot be null."},
           Case{"directive @d(a: Int @d) on ARGUMENT_DEFINITION",
                "1:22: Directive d cannot refer to itself."},
       }) {
    CAPTURE(text);
    CHECK(problem(text) == fmt::format("input:{}", want));
  }
  // On a type they may stand in the definition and in an extension.
  CHECK(problem("directive @d on SCALAR scalar A @d extend scalar A @d").empty());
}

TEST_CASE("gqlparser schema: what is wrong with implementations") {
  for (const auto& [text, want] : {
           Case{"type A implements B { a: Int }", "1:6: Undefined type \"B\"."},
           Case{"type A implements Int { a: Int }", "1:6: \"Int\" is a non interface type SCALAR."},
           Case{"interface I { a: Int } type A implements I { b: Int }",
                "1:29: For A to implement I it must have a field called a."},
           Case{"interface I { a: Int! } type A implements I { a: Int }",
                "1:47: For A to implement I the field a must have type Int!."},
           Case{"interface I { a(b: Int): Int } type A implements I { a: Int }",
                "1:54: For A to implement I the field a must have the same arguments but it is "
                "missing b."},
           Case{"interface I { a(b: Int): Int } type A implements I { a(b: ID): Int }",
                "1:56: For A to implement I the field a must have the same arguments but b has the "
                "wrong type."},
           Case{"interface I { a: Int } type A implements I { a(b: ID!): Int }",
                "1:48: For A to implement I any additional arguments on a must be optional or have "
                "a default value but b is required."},
           Case{"interface I { a: Int } interface J implements I { a: Int } type A implements J { "
                "a: Int }",
                "1:65: Type A must implement I because it is implemented by J."},
           Case{"interface I implements J { a: Int } interface J implements I { a: Int }",
                "1:11: Type I cannot implement J because it would create a circular reference."},
       }) {
    CAPTURE(text);
    CHECK(problem(text) == fmt::format("input:{}", want));
  }
  CHECK(problem("interface I { a: I } type A implements I { a: A! }").empty());
}

}  // namespace
}  // namespace igp::rego::gqlparser
