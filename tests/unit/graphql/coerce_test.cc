// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/coerce.h"

#include <doctest/doctest.h>

#include <limits>

#include <nlohmann/json.hpp>

#include "graphql/literal.h"
#include "graphql/parser.h"

using namespace igp;

TEST_CASE("coerce: writes leaves only as values of their type") {
  const auto schema = graphql::Schema::parse("type Query { a: E b: Any } enum E { X } scalar Any");
  REQUIRE(schema.has_value());
  const double infinity = std::numeric_limits<double>::infinity();
  const struct {
    std::string_view type;
    Json value;
    std::optional<std::string> want;
  } cases[] = {
      {"Int", 3, "3"},
      {"Int", 3.0, "3"},
      {"Int", 3.5, {}},
      {"Int", 1LL << 31, {}},
      {"Int", "3", {}},
      {"Float", 3, "3"},
      {"Float", 0.5, "0.5"},
      {"Float", infinity, {}},
      {"Float", -infinity, {}},
      {"String", "a", "\"a\""},
      {"String", 1, {}},
      {"Boolean", true, "true"},
      {"Boolean", 1, {}},
      {"ID", 5, "\"5\""},
      {"ID", "x", "\"x\""},
      {"ID", 1.5, {}},
      {"E", "X", "\"X\""},
      {"E", "Y", {}},
      {"Any", Json::array({1}), "[1]"},
  };
  for (const auto& [type, value, want] : cases) {
    CAPTURE(type);
    CAPTURE(value.dump());
    const auto leaf = graphql::serialize_leaf(*schema->type(type), value);
    REQUIRE(leaf.has_value() == want.has_value());
    if (want) CHECK(leaf->dump() == *want);
  }
}

TEST_CASE("literal: prints what it read") {
  for (const std::string_view text :
       {"1", "-2.5e3", "true", "null", "NAME", "[1, [2]]", "{a: 1, b: {c: \"x\\n\\\"\\u0007\"}}"}) {
    const auto value = graphql::parse_const_value(text);
    REQUIRE(value.has_value());
    CHECK(graphql::print_literal(*value) == text);
  }
}

TEST_CASE("literal: compares objects without regard to order") {
  const auto a = graphql::parse_const_value("{a: 1, b: [2, {c: 3, d: 4}]}");
  const auto b = graphql::parse_const_value("{b: [2, {d: 4, c: 3}], a: 1}");
  const auto c = graphql::parse_const_value("{b: [{d: 4, c: 3}, 2], a: 1}");
  CHECK(graphql::same_literal(*a, *b));
  CHECK_FALSE(graphql::same_literal(*a, *c));
}
