// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/api.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/io/directory.h"
#include "base/json.h"
#include "base/limits.h"
#include "evidence/answer.h"

using namespace igp;
using evidence::Api;
using evidence::ApiRequest;

namespace {

constexpr UnixNanos kNow = 1'800'000'000 * kNanosPerSecond;
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kToken = "Bearer s3cret";
constexpr std::string_view kSnapshot = R"({"service":"api","releaseId":"r1","window":"15m",
  "collectedAt":"2027-01-15T08:00:00Z","p95Ms":100,"p99Ms":200,"readP95Ms":90,"writeP95Ms":150,
  "errorRate":0.001,"sampleCount":5000,"cost":{"graphqlPerMillionUsd":1.2,"ingestPerThousandUsd":0.05}})";

struct Fixture {
  TempDirectory dir;
  std::unique_ptr<Api> api;

  explicit Fixture(std::string_view tokens = "s3cret\n")
      : dir([] {
          SystemRng rng;
          return *TempDirectory::create("/tmp", "igpack-api-", rng);
        }()) {
    auto opened =
        Api::open({.database = dir.path() + "/e.db", .tokens = *evidence::TokenSet::parse(tokens)},
                  std::make_shared<FixedClock>(kNow));
    REQUIRE(opened.has_value());
    api = *std::move(opened);
  }

  int record(std::string_view body, std::string_view token = kToken) {
    return api
        ->handle({.method = "POST",
                  .path = "/v1/evidence",
                  .content_type = kJson,
                  .authorization = token,
                  .body = body})
        .status;
  }

  evidence::ApiAnswer ask(const std::string& body) {
    return api->handle({.method = "POST",
                        .path = "/graphql",
                        .content_type = kJson,
                        .authorization = kToken,
                        .body = body});
  }
};

}  // namespace

TEST_CASE("api: what is recorded is decided on") {
  Fixture fixture;
  const evidence::Question question{"api", "r1"};
  const auto before =
      evidence::parse_answer(fixture.ask(evidence::encode_question(question)).body, question);
  REQUIRE(before.has_value());
  CHECK(before->verdict == "NO_EVIDENCE");
  CHECK(fixture.record(kSnapshot) == 201);
  const auto after =
      evidence::parse_answer(fixture.ask(evidence::encode_question(question)).body, question);
  REQUIRE(after.has_value());
  CHECK(after->ok);
}

TEST_CASE("api: answers the contract's query") {
  Fixture fixture;
  REQUIRE(fixture.record(kSnapshot) == 201);
  const auto answer = fixture.ask(
      Json{{"query",
            "{ evidenceOk(service: \"api\", releaseId: \"r1\") { ok reasons verdict readP95Ms "
            "writeP95Ms snapshot { service p95Ms p99Ms errorRate window } cost { "
            "graphqlPerMillionUsd ingestPerThousandUsd } } }"}}
          .dump());
  CHECK(answer.status == 200);
  CHECK(answer.body ==
        R"({"data":{"evidenceOk":{"ok":true,"reasons":[],"verdict":"PASS","readP95Ms":90.0,)"
        R"("writeP95Ms":150.0,"snapshot":{"service":"api","p95Ms":100.0,"p99Ms":200.0,)"
        R"("errorRate":0.001,"window":"15m"},"cost":{"graphqlPerMillionUsd":1.2,)"
        R"("ingestPerThousandUsd":0.05}}}})");
}

TEST_CASE("api: a number that is none is null and a reason, never a pass") {
  Fixture fixture;
  Json snapshot = Json::parse(kSnapshot);
  snapshot["readP95Ms"] = "NaN";
  REQUIRE(fixture.record(snapshot.dump()) == 201);
  const Json answer =
      Json::parse(fixture
                      .ask(Json{{"query",
                                 "{ evidenceOk(service: \"api\", releaseId: \"r1\") { ok verdict "
                                 "reasons readP95Ms } }"}}
                               .dump())
                      .body);
  const Json& decision = answer["data"]["evidenceOk"];
  CHECK(decision["ok"] == false);
  CHECK(decision["verdict"] == "UNDECIDED");
  CHECK(decision["readP95Ms"].is_null());
  CHECK(decision["reasons"][0] == "read_p95: read p95 is not a number");
  CHECK_FALSE(answer.contains("errors"));
}

TEST_CASE("api: with tokens nobody passes without one") {
  Fixture fixture;
  for (const std::string_view token :
       {"", "Bearer", "Bearer ", "Bearer wrong", "Basic s3cret", "s3cret", "Bearer s3cret2"}) {
    CAPTURE(token);
    CHECK(fixture.record(kSnapshot, token) == 401);
    const auto answer = fixture.api->handle({.method = "GET",
                                             .path = "/graphql",
                                             .query = "query={__typename}",
                                             .authorization = token,
                                             .is_loopback = true});
    CHECK(answer.status == 401);
    CHECK(answer.body.find("wrong") == std::string::npos);
  }
  CHECK(fixture.record(kSnapshot, "bearer s3cret") == 201);
}

TEST_CASE("api: without tokens nobody writes and only loopback reads") {
  Fixture fixture("# no token yet\n");
  CHECK(fixture.record(kSnapshot, kToken) == 403);
  ApiRequest request{.method = "GET", .path = "/graphql", .query = "query={__typename}"};
  CHECK(fixture.api->handle(request).status == 403);
  request.is_loopback = true;
  CHECK(fixture.api->handle(request).status == 200);
}

TEST_CASE("api: refuses what is no snapshot") {
  Fixture fixture;
  CHECK(fixture.record("{}") == 400);
  CHECK(fixture.record("") == 400);
  ApiRequest request{.method = "GET", .path = "/v1/evidence", .authorization = kToken};
  CHECK(fixture.api->handle(request).status == 405);
  request.method = "POST";
  request.body = kSnapshot;
  CHECK(fixture.api->handle(request).status == 415);
}

TEST_CASE("tokens: reads a file of tokens within its limits") {
  const auto lines = [](std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += fmt::format("token{}\n", i);
    return out;
  };
  CHECK(evidence::TokenSet::parse(lines(limits::kTokens)).has_value());
  CHECK(evidence::TokenSet::parse(lines(limits::kTokens + 1)).error().code ==
        ErrorCode::kTokenMalformed);
  CHECK(evidence::is_token(std::string(limits::kTokenBytes, 'a')));
  CHECK_FALSE(evidence::is_token(std::string(limits::kTokenBytes + 1, 'a')));
  CHECK_FALSE(evidence::is_token("a b"));
  CHECK_FALSE(evidence::is_token("a\r\nHost: x"));
  CHECK(evidence::TokenSet::parse("\n# none\n  \r\n")->empty());
  CHECK(evidence::TokenSet::parse(" abc \r\n")->admits("Bearer abc"));
  CHECK_FALSE(evidence::TokenSet::parse("good\nbad token\n").has_value());
}
