// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/schema.h"

#include <doctest/doctest.h>

using namespace igp;
using graphql::Schema;

TEST_CASE("schema: builds types, extensions and roots") {
  const auto schema = Schema::parse(
      "schema { query: Root } type Root { a: A } interface N { id: ID! } "
      "type A implements N { id: ID! } extend type A { b(x: [Int!]! = [1]): U } union U = A");
  REQUIRE(schema.has_value());
  CHECK(schema->root(graphql::ast::OperationKind::kQuery)->name == "Root");
  CHECK(schema->root(graphql::ast::OperationKind::kMutation) == nullptr);
  const graphql::NamedType& a = *schema->type("A");
  CHECK(a.field("b")->arguments.at(0).type.str() == "[Int!]!");
  CHECK(schema->is_possible(*schema->type("N"), a));
  CHECK(schema->overlap(*schema->type("N"), *schema->type("U")));
  CHECK_FALSE(schema->overlap(a, *schema->type("Root")));
  CHECK(schema->field(a, "__typename") != nullptr);
  CHECK(schema->field(a, "__schema") == nullptr);
  CHECK(schema->field(*schema->type("Root"), "__schema") != nullptr);
}

TEST_CASE("schema: refuses what section 3 forbids") {
  const std::string_view cases[] = {
      "type A { a: Int }",                                             // no query type
      "type Query { a: Missing }",                                     //
      "type Query { a: Int } type Query { b: Int }",                   //
      "type Query { a: In } input In { a: Int }",                      // input type as output
      "type Query { a(x: Query): Int }",                               // output type as input
      "type Query { a: Int a: Int }",                                  //
      "type Query { __a: Int }",                                       //
      "type Query { a(x: Int, x: Int): Int }",                         //
      "type Query",                                                    // no fields
      "type Query { a: E } enum E",                                    //
      "type Query { a: E } enum E { X X }",                            //
      "type Query { a: U } union U = Int",                             //
      "type Query { a: U } union U = Query | Query",                   //
      "type Query implements Missing { a: Int }",                      //
      "type Query implements I { a: Int } interface I { b: Int }",     //
      "type Query implements I { a: Int } interface I { a: String }",  //
      "type Query implements I { a: Int } interface I { a(x: Int): Int }",
      "type Query implements I { a(x: Int!): Int } interface I { a: Int }",
      "type Query implements I { a: Int } interface I implements J { a: Int } interface J { a: Int "
      "}",
      "type Query { a(x: In): Int } input In { in: In! }",  // no finite value
      "type Query { a(x: Int = \"text\"): Int }",           //
      "type Query { a(x: Int! @deprecated): Int }",         //
      "type Query { a: Int } extend enum E { X }",          //
      "type Query { a: Int } directive @skip on FIELD",     //
      "schema { query: Query } schema { query: Query } type Query { a: Int }",
      "schema { query: E } enum E { X }",
      "type Query { a: Int } { a }",
  };
  for (const std::string_view text : cases) {
    CAPTURE(text);
    const auto schema = Schema::parse(text);
    REQUIRE_FALSE(schema.has_value());
    CHECK(schema.error().code == ErrorCode::kGraphqlInvalid);
  }
}
