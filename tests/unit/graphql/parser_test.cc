// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/parser.h"

#include <doctest/doctest.h>

using namespace igp;
namespace ast = graphql::ast;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

ErrorCode code_of(std::string_view text) {
  const auto document = graphql::parse_document(text);
  REQUIRE_FALSE(document.has_value());
  return document.error().code;
}

}  // namespace

TEST_CASE("parser: builds the tree of an operation") {
  const auto document = graphql::parse_document(
      "query Q($a: [Int!]! = [1] @d) @x(y: 1) { z: f(a: $a, o: {k: E}) @skip(if: true) { g } ...F "
      "... on T { h } ... @include(if: false) { i } }");
  REQUIRE(document.has_value());
  const auto& operation = std::get<ast::Operation>(document->definitions.at(0));
  CHECK(operation.name->text == "Q");
  const ast::VariableDefinition& variable = operation.variables.at(0);
  CHECK(variable.name.text == "a");
  CHECK(variable.type.non_null);
  CHECK(variable.type.items->non_null);
  CHECK(variable.type.items->name == "Int");
  CHECK(variable.default_value->items.at(0).text == "1");
  CHECK(variable.directives.size() == 1);
  const auto& selections = operation.selection_set.selections;
  REQUIRE(selections.size() == 4);
  const auto& field = std::get<ast::Field>(selections[0]);
  CHECK(field.response_name() == "z");
  CHECK(field.name.text == "f");
  CHECK(field.arguments.at(0).value.kind == ast::Value::Kind::kVariable);
  CHECK(field.arguments.at(1).value.fields.at(0).value.kind == ast::Value::Kind::kEnum);
  CHECK(std::get<ast::FragmentSpread>(selections[1]).name.text == "F");
  CHECK(std::get<ast::InlineFragment>(selections[2]).type_condition->text == "T");
  CHECK_FALSE(std::get<ast::InlineFragment>(selections[3]).type_condition.has_value());
}

TEST_CASE("parser: builds the tree of a type system") {
  const auto document = graphql::parse_document(
      "\"about\" schema @a { query: Q mutation: M } scalar S @specifiedBy(url: \"u\") "
      "type Q implements & A & B { \"f\" f(x: Int = 1 @d): [S!] } interface A implements B { b: S "
      "} "
      "union U = | Q | M enum E { X \"y\" Y @deprecated } input I { i: Int! = 3 } "
      "directive @d(a: Int) repeatable on | ARGUMENT_DEFINITION | SCHEMA extend type Q { g: S } "
      "extend schema @b extend scalar S @c extend union U = Q type Empty");
  REQUIRE(document.has_value());
  REQUIRE(document->definitions.size() == 13);
  const auto& query = std::get<ast::TypeDefinition>(document->definitions[2]);
  CHECK(query.interfaces.size() == 2);
  CHECK(query.fields.at(0).description == "f");
  CHECK(query.fields.at(0).arguments.at(0).default_value->text == "1");
  CHECK(std::get<ast::TypeDefinition>(document->definitions[8]).is_extension);
  CHECK(std::get<ast::DirectiveDefinition>(document->definitions[7]).is_repeatable);
}

TEST_CASE("parser: refuses what the grammar does not have") {
  const std::string_view cases[] = {
      "",
      "{",
      "{ }",
      "{ a(b) }",
      "{ a() }",
      "{ a: }",
      "{ a { } }",
      "query ($a: Int = $b) { a }",
      "query () { a }",
      "query Q { a } }",
      "fragment on on T { a }",
      "fragment F { a }",
      "{ ... on { a } }",
      "{ a(b: ) }",
      "{ a @ }",
      "{ a(b: [1) }",
      "{ a(b: {c 1}) }",
      "type T { }",
      "type T { a }",
      "enum E { true }",
      "union U = ",
      "extend type T",
      "extend directive @a on FIELD",
      "\"about\" extend type T { a: B }",
      "\"about\" { a }",
      "directive @a on NOWHERE",
      "schema { }",
      "schema { subscribe: Q }",
      "unknown",
  };
  for (const std::string_view text : cases) {
    CAPTURE(text);
    CHECK(code_of(text) == ErrorCode::kGraphqlSyntax);
  }
}

TEST_CASE("parser: says where and shows the line") {
  const auto document = graphql::parse_document("{\n  a(b: )\n}");
  REQUIRE_FALSE(document.has_value());
  CHECK(document.error().location->row == 2);
  CHECK(document.error().location->col == 8);
  CHECK(document.error().location->source_line == "  a(b: )");
}

TEST_CASE("parser: accepts documents at its limits and none beyond") {
  const std::size_t depth = limits::kGraphqlDepth;
  const auto nested = [](std::size_t n) { return repeat("{a", n) + repeat("}", n); };
  CHECK(graphql::parse_document(nested(depth)).has_value());
  CHECK(code_of(nested(depth + 1)) == ErrorCode::kLimitExceeded);
  // The selection set around a value is a level too.
  const auto list = [](std::size_t n) {
    return fmt::format("{{a(b:{}{})}}", repeat("[", n), repeat("]", n));
  };
  CHECK(graphql::parse_document(list(depth - 1)).has_value());
  CHECK(code_of(list(depth)) == ErrorCode::kLimitExceeded);
  const auto aliases = [](std::size_t n) { return fmt::format("{{{}}}", repeat("a:b ", n)); };
  CHECK(graphql::parse_document(aliases(limits::kGraphqlAliases)).has_value());
  CHECK(code_of(aliases(limits::kGraphqlAliases + 1)) == ErrorCode::kLimitExceeded);
  const auto tokens = [](std::size_t n) { return fmt::format("{{{}}}", repeat("a ", n - 2)); };
  CHECK(graphql::parse_document(tokens(limits::kGraphqlTokens)).has_value());
  CHECK(code_of(tokens(limits::kGraphqlTokens + 1)) == ErrorCode::kLimitExceeded);
  const auto bytes = [](std::size_t n) { return "{a}" + repeat(" ", n - 3); };
  CHECK(graphql::parse_document(bytes(limits::kGraphqlDocumentBytes)).has_value());
  CHECK(code_of(bytes(limits::kGraphqlDocumentBytes + 1)) == ErrorCode::kLimitExceeded);
}

TEST_CASE("parser: reads a single value") {
  const auto value = graphql::parse_const_value("{a: [1, \"x\", null]}");
  REQUIRE(value.has_value());
  CHECK(value->fields.at(0).value.items.size() == 3);
  CHECK_FALSE(graphql::parse_const_value("$a").has_value());
  CHECK_FALSE(graphql::parse_const_value("1 2").has_value());
}
