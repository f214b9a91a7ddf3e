// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/http_request.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "graphql/http_params.h"

using namespace igp;
using graphql::HttpRequest;

namespace {

class Root final : public graphql::Object {
 public:
  std::string_view type_name() const override { return "Query"; }
  Result<graphql::FieldValue> resolve(std::string_view, const Json& arguments) const override {
    return graphql::FieldValue::of(arguments.value("x", Json("none")));
  }
};

graphql::HttpAnswer answer(const HttpRequest& request) {
  static const auto schema = graphql::Schema::parse(
      "type Query { echo(x: String): String } type Mutation { echo(x: String): String }");
  REQUIRE(schema.has_value());
  return graphql::answer_http(request, *schema, Root());
}

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kResponse = "application/graphql-response+json";

}  // namespace

TEST_CASE("http_request: the status depends on the error and on what the client accepts") {
  const struct {
    HttpRequest request;
    int want;
  } cases[] = {
      {{"POST", "", kJson, kJson, R"({"query":"{ echo }"})"}, 200},
      {{"POST", "", "application/json; charset=UTF-8", "", R"({"query":"{ echo }"})"}, 200},
      {{"POST", "", kJson, kJson, R"({"query":"{"})"}, 200},
      {{"POST", "", kJson, kResponse, R"({"query":"{"})"}, 400},
      {{"POST", "", kJson, kJson, R"({"query":"{ no }"})"}, 200},
      {{"POST", "", kJson, kResponse, R"({"query":"{ no }"})"}, 400},
      {{"POST", "", kJson, kResponse, R"({"query":"query($x: Int!) { echo }"})"}, 400},
      {{"POST", "", kJson, kJson, R"({"query":1})"}, 400},
      {{"POST", "", kJson, kJson, R"({"no":"{ echo }"})"}, 400},
      {{"POST", "", kJson, kJson, R"([{"query":"{ echo }"}])"}, 400},
      {{"POST", "", kJson, kJson, R"({"query":"{ echo }","variables":[]})"}, 400},
      {{"POST", "", kJson, kJson, R"({"query":"{ echo }","extensions":"x"})"}, 400},
      {{"POST", "", kJson, kJson, R"({"query":"{ echo }","variables":null})"}, 200},
      {{"POST", "", kJson, kJson, ""}, 400},
      {{"POST", "", "", kJson, R"({"query":"{ echo }"})"}, 415},
      {{"POST", "", "text/plain", kJson, R"({"query":"{ echo }"})"}, 415},
      {{"POST", "", "application/json; charset=latin1", kJson, R"({"query":"{ echo }"})"}, 415},
      {{"POST", "", kJson, "text/html", R"({"query":"{ echo }"})"}, 406},
      {{"PUT", "", kJson, kJson, R"({"query":"{ echo }"})"}, 405},
      {{"GET", "query=%7B+echo+%7D", "", "", ""}, 200},
      {{"GET", "query=mutation%20%7Becho%7D", "", "", ""}, 405},
      {{"GET", "query=%7", "", "", ""}, 400},
      {{"GET", "query=%FF", "", "", ""}, 400},
      {{"GET", "", "", "", ""}, 400},
      {{"GET", "query={echo}&query={echo}", "", "", ""}, 400},
  };
  for (const auto& [request, want] : cases) {
    CAPTURE(request.body);
    CAPTURE(request.query);
    const auto got = answer(request);
    CHECK(got.status == want);
    CHECK(got.allow == (want == 405));
    const auto body = parse_json(got.body);
    REQUIRE(body.has_value());
    CHECK((body->contains("data") || body->contains("errors")));
  }
}

TEST_CASE("http_request: variables come from the body and from the URL") {
  const std::string query = "query($x: String) { echo(x: $x) }";
  const std::string body = Json{{"query", query}, {"variables", {{"x", "v"}}}}.dump();
  CHECK(answer({"POST", "", kJson, "", body}).body == R"({"data":{"echo":"v"}})");
  CHECK(answer({"GET", "query=query(%24x:String){echo(x:%24x)}&variables=%7B%22x%22%3A%22w%22%7D",
                "", "", ""})
            .body == R"({"data":{"echo":"w"}})");
}

TEST_CASE("http_request: negotiates by weight") {
  const struct {
    std::string_view accept;
    std::optional<std::string_view> want;
  } cases[] = {
      {"", kJson},
      {"*/*", kJson},
      {"application/*", kJson},
      {"text/html, application/json;q=0.5", kJson},
      {"application/json;q=0.5, application/graphql-response+json", kResponse},
      {"application/graphql-response+json; charset=utf-8, application/json; charset=utf-8",
       kResponse},
      {"Application/JSON", kJson},
      {"application/json;q=0", {}},
      {"application/json;q=x", {}},
      {"application/json; charset=latin1", {}},
      {"text/html", {}},
  };
  for (const auto& [accept, want] : cases) {
    CAPTURE(accept);
    CHECK(graphql::negotiate(accept) == want);
  }
}
