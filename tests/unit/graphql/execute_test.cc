// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/execute.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "graphql/parser.h"
#include "graphql/validate.h"

using namespace igp;
using graphql::FieldValue;

namespace {

const graphql::Schema& schema() {
  static const auto built = graphql::Schema::parse(R"(
    interface Named { name: String! }
    type Dog implements Named { name: String! age: Int tags: [String!] friends: [Named] }
    type Cat implements Named { name: String! lives: Int! }
    union Any = Dog | Cat
    type Query { dog: Dog cat: Cat sure: Cat! any: [Any] echo(a: Int = 7, b: [String!], o: In): String fails: Int self: Query }
    input In { x: Int! = 3 y: Boolean })");
  REQUIRE(built.has_value());
  return *built;
}

class Root final : public graphql::Object {
 public:
  std::string_view type_name() const override { return "Query"; }
  Result<FieldValue> resolve(std::string_view field, const Json& arguments) const override {
    if (field == "echo") return FieldValue::of(Json(encode_json(arguments)));
    if (field == "self") return FieldValue::of(std::make_shared<Root>());
    if (field == "fails") return fail(ErrorCode::kIo, "broken");
    static const Json data = Json::parse(R"({
      "dog": {"name": "Rex", "age": 3, "tags": ["a", "b"],
              "friends": [{"__typename": "Cat", "name": "Tom", "lives": 9}, null, {"__typename": "No"}]},
      "cat": {"name": "Kit"}, "sure": {"name": "Mia"},
      "any": [{"__typename": "Dog", "name": "Bo", "age": "old", "tags": ["x", null]}, {"__typename": "Cat", "lives": 1}]})");
    return FieldValue::of(data.value(std::string(field), Json()));
  }
};

Json run(std::string_view text, std::string_view variables = "{}",
         std::string_view operation = "") {
  const auto document = graphql::parse_document(text);
  REQUIRE_MESSAGE(document.has_value(), text);
  const auto errors = graphql::validate(schema(), *document);
  REQUIRE_MESSAGE(errors.empty(), errors.front().message);
  const Json given = Json::parse(variables);
  return graphql::answer_to_json(graphql::execute(schema(), {*document, operation, given}, Root()));
}

std::string data(std::string_view text, std::string_view variables = "{}") {
  const Json answer = run(text, variables);
  CHECK_FALSE(answer.contains("errors"));
  return answer.value("data", Json()).dump();
}

}  // namespace

TEST_CASE("execute: answers in the order of the selections") {
  CHECK(data("{ dog { tags n: name __typename age } }") ==
        R"({"dog":{"tags":["a","b"],"n":"Rex","__typename":"Dog","age":3}})");
  CHECK(data("{ dog { ...F age } dog { tags } } fragment F on Named { name ... on Dog { age } ... "
             "on Cat { lives } }") == R"({"dog":{"name":"Rex","age":3,"tags":["a","b"]}})");
}

TEST_CASE("execute: skips and includes") {
  const std::string_view text =
      "query ($s: Boolean!) { dog { name @skip(if: $s) age @include(if: $s) ... @skip(if: $s) { "
      "tags } } }";
  CHECK(data(text, R"({"s":true})") == R"({"dog":{"age":3}})");
  CHECK(data(text, R"({"s":false})") == R"({"dog":{"name":"Rex","tags":["a","b"]}})");
}

TEST_CASE("execute: coerces arguments and variables") {
  const struct {
    std::string_view text, variables, want;
  } cases[] = {
      {"{ echo }", "{}", R"({"a":7})"},
      {"{ echo(a: null) }", "{}", R"({"a":null})"},
      {"{ echo(b: \"x\", o: {}) }", "{}", R"({"a":7,"b":["x"],"o":{"x":3}})"},
      {"query ($a: Int) { echo(a: $a) }", "{}", R"({"a":7})"},
      {"query ($a: Int) { echo(a: $a) }", R"({"a":null})", R"({"a":null})"},
      {"query ($a: Int = 5) { echo(a: $a) }", "{}", R"({"a":5})"},
      {"query ($a: Int) { echo(a: $a) }", R"({"a":2.0})", R"({"a":2})"},
      {"query ($b: [String!]) { echo(b: $b) }", R"({"b":"x"})", R"({"a":7,"b":["x"]})"},
      {"query ($o: In) { echo(o: $o) }", R"({"o":{"y":true}})", R"({"a":7,"o":{"x":3,"y":true}})"},
  };
  for (const auto& [text, variables, want] : cases) {
    CAPTURE(text);
    CHECK(run(text, variables)["data"]["echo"].get<std::string>() == want);
  }
}

TEST_CASE("execute: refuses variables that do not fit, and executes nothing") {
  const struct {
    std::string_view text, variables;
    std::size_t want;
  } cases[] = {
      {"query ($a: Int!) { echo(a: $a) }", "{}", 1},
      {"query ($a: Int!) { echo(a: $a) }", R"({"a":null})", 1},
      {"query ($a: Int) { echo(a: $a) }", R"({"a":"1"})", 1},
      {"query ($a: Int) { echo(a: $a) }", R"({"a":2147483648})", 1},
      {"query ($b: [String!]) { echo(b: $b) }", R"({"b":["x",null,1]})", 2},
      {"query ($o: In) { echo(o: $o) }", R"({"o":{"x":null,"no":1}})", 2},
      {"query ($o: In) { echo(o: $o) }", R"({"o":3})", 1},
  };
  for (const auto& [text, variables, want] : cases) {
    CAPTURE(text);
    const Json answer = run(text, variables);
    CHECK_FALSE(answer.contains("data"));
    CHECK(answer["errors"].size() == want);
  }
}

TEST_CASE("execute: carries null up to the next place that can hold it") {
  CHECK(run("{ cat { name lives } }").dump() ==
        R"({"errors":[{"message":"a field that is never null has no value",)"
        R"("locations":[{"line":1,"column":14}],"path":["cat","lives"]}],"data":{"cat":null}})");
  const Json root = run("{ dog { name } sure { lives } }");
  CHECK(root["data"].is_null());
  CHECK(root["errors"].size() == 1);
  const Json list = run("{ any { ... on Dog { age tags } ... on Cat { name } } }");
  CHECK(list["data"].dump() == R"({"any":[{"age":null,"tags":null},null]})");
  CHECK(list["errors"].size() == 3);
  CHECK(list["errors"][1]["path"].dump() == R"(["any",0,"tags",1])");
}

TEST_CASE("execute: reports a failed resolver and an impossible type") {
  const Json answer = run("{ fails dog { friends { name } } }");
  CHECK(answer["data"].dump() == R"({"fails":null,"dog":{"friends":[{"name":"Tom"},null,null]}})");
  CHECK(answer["errors"].size() == 2);
}

TEST_CASE("execute: chooses the operation by name") {
  const std::string_view two = "query A { dog { name } } query B { dog { age } }";
  CHECK(run(two, "{}", "B")["data"].dump() == R"({"dog":{"age":3}})");
  CHECK_FALSE(run(two, "{}", "").contains("data"));
  CHECK_FALSE(run(two, "{}", "C").contains("data"));
}

TEST_CASE("execute: describes the schema") {
  CHECK(
      data(
          R"({ __type(name: "Query") { kind fields { name args { defaultValue type { kind ofType { name } } } } } })")
          .starts_with(R"({"__type":{"kind":"OBJECT","fields":[{"name":"dog","args":[]})"));
  CHECK(data(R"({ __type(name: "None") { name } })") == R"({"__type":null})");
  CHECK(data(R"({ __type(name: "Any") { possibleTypes { name } fields { name } } })") ==
        R"({"__type":{"possibleTypes":[{"name":"Dog"},{"name":"Cat"}],"fields":null}})");
  const Json all =
      run("{ __schema { queryType { name } mutationType { name } types { name } directives { name "
          "locations } } }");
  CHECK(all["data"]["__schema"]["mutationType"].is_null());
  CHECK(all["data"]["__schema"]["directives"].size() == 4);
}

TEST_CASE("execute: ends an answer that grows too large") {
  // A short document whose answer has so many fields: two, with half of the others in each.
  const auto answer = [](std::size_t fields) {
    std::string text = "{ ...F0 }";
    int level = 0;
    for (; fields > 3; ++level) {
      const bool odd = fields % 2 == 1;
      text += fmt::format(
          " fragment F{0} on Query {{ a: self {{ ...F{1} }} b: self {{ ...F{1} }} {2} }}", level,
          level + 1, odd ? "echo" : "");
      fields = (fields - (odd ? 3 : 2)) / 2;
    }
    const std::string_view rest[] = {"echo", "echo c: echo", "echo c: echo d: echo"};
    return run(text + fmt::format(" fragment F{} on Query {{ {} }}", level, rest[fields - 1]));
  };
  CHECK_FALSE(answer(limits::kGraphqlAnswerFields).contains("errors"));
  CHECK(answer(limits::kGraphqlAnswerFields + 1)["errors"][0]["message"] ==
        "the answer has too many fields");
}
