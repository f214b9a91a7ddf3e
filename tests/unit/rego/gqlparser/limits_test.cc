// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include <algorithm>

#include "rego/builtins/caches_state.h"
#include "rego/gqlparser/json.h"
#include "rego/gqlparser/validate.h"
#include "rego/gqlparser/work.h"

namespace igp::rego::gqlparser {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string nested_query(int depth) {
  const auto times = static_cast<std::size_t>(depth - 1);
  return repeated("{a", times) + "{a}" + repeated("}", times);
}

template <class T>
bool is_limited(const Result<T>& result) {
  return !result && result.error().code == ErrorCode::kLimitExceeded;
}

TEST_CASE("gqlparser: a document of so many tokens, and no more") {
  const std::string text = fmt::format("{{{}}}", repeated("a ", limits::kRegoGraphqlTokens - 2));
  CHECK(parse_query(text));
  CHECK(is_limited(parse_query(text + "#")));
}

TEST_CASE("gqlparser: selections nest so deep, and no deeper") {
  CHECK(parse_query(nested_query(limits::kRegoGraphqlDepth)));
  CHECK(is_limited(parse_query(nested_query(limits::kRegoGraphqlDepth + 1))));
}

TEST_CASE("gqlparser: values and types nest no deeper either") {
  const auto times = static_cast<std::size_t>(limits::kRegoGraphqlDepth);
  CHECK(is_limited(parse_query("{a(b:" + repeated("[", times) + repeated("]", times) + ")}")));
  CHECK(is_limited(
      parse_query("{a(b:" + repeated("{c:", times) + "1" + repeated("}", times) + ")}")));
  const std::string type = repeated("[", times) + "Int" + repeated("]", times);
  CHECK(is_limited(parse_schema("type A { a: " + type + " }")));
}

TEST_CASE("gqlparser: a validation may take so many steps, and no more") {
  Work work({});
  CHECK(work.spend(limits::kRegoGraphqlSteps));
  CHECK(work.status());
  CHECK_FALSE(work.spend());
  CHECK(is_limited(work.status()));
}

TEST_CASE("gqlparser: fragments that spread others twice cannot be exponential") {
  std::string text = "{ __schema { ...f0 } }";
  for (int i = 0; i < 40; ++i) {
    text += fmt::format(" fragment f{} on __Schema {{ ...f{} ...f{} }}", i, i + 1, i + 1);
  }
  text += " fragment f40 on __Schema { description }";
  const auto schema = build_schema(*parse_schema("type Query { a: Int }"));
  const auto query = parse_query(text);
  REQUIRE((schema && query));
  CHECK(is_limited(validate_query(**schema, **query)));
}

TEST_CASE("gqlparser: what was found wrong within the limits counts") {
  const auto schema = build_schema(*parse_schema("type Query { a: Int }"));
  const auto query = parse_query("{ b " + repeated("a ", 1000) + "}");
  REQUIRE((schema && query));
  const Status valid = validate_query(**schema, **query, Report::kAll, {.steps = 100});
  REQUIRE_FALSE(valid);
  CHECK(valid.error().code == ErrorCode::kGraphqlInvalid);
  CHECK(valid.error().message ==
        "input:1:3: Cannot query field \"b\" on type \"Query\". Did you "
        "mean \"a\"?\n");
}

TEST_CASE("gqlparser: a chain of fragments counts as nesting") {
  const int length = limits::kRegoGraphqlDepth + 1;
  std::string text = "{ ...f0 }";
  for (int i = 0; i < length; ++i) {
    text += fmt::format(" fragment f{} on Query {{ ...f{} }}", i, i + 1);
  }
  const auto schema = build_schema(*parse_schema("type Query { a: Int }"));
  const auto query = parse_query(text);
  REQUIRE((schema && query));
  CHECK(is_limited(validate_query(**schema, **query)));
}

TEST_CASE("gqlparser: a chain of input objects counts as nesting") {
  std::string text = "type Query { a: Int }";
  for (int i = 0; i <= limits::kRegoGraphqlDepth; ++i) {
    text += fmt::format(" input I{} {{ next: I{}! }}", i, i + 1);
  }
  text += fmt::format(" input I{} {{ a: Int }}", limits::kRegoGraphqlDepth + 1);
  CHECK(is_limited(build_schema(*parse_schema(text))));
}

TEST_CASE("graphql schema cache: keeps so many schemas, then starts anew") {
  TextCache<int, limits::kRegoCachedSchemas> cache;
  for (std::size_t i = 0; i < limits::kRegoCachedSchemas; ++i) cache.put(std::to_string(i), 1);
  CHECK(cache.find("0") != nullptr);
  cache.put("one more", 1);
  CHECK(cache.find("0") == nullptr);
}

}  // namespace
}  // namespace igp::rego::gqlparser
