// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/answer.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "evidence/report.h"

using namespace igp;

namespace {

const evidence::Question kQuestion{"api", "r1"};

std::string body(bool ok, std::string_view verdict, const Json& reasons) {
  return Json{{"data",
               {{"evidenceOk",
                 {{"ok", ok},
                  {"verdict", verdict},
                  {"reasons", reasons},
                  {"service", "api"},
                  {"releaseId", "r1"}}}}}}
      .dump();
}

http::HttpAnswer answer(int status, std::string type, std::string text) {
  return {
      .status = status, .headers = {{"Content-Type", std::move(type)}}, .body = std::move(text)};
}

}  // namespace

TEST_CASE("answer: believes a whole pass and a whole no") {
  const auto pass = evidence::parse_answer(body(true, "PASS", Json::array()), kQuestion);
  REQUIRE(pass.has_value());
  CHECK(pass->ok);
  const auto no = evidence::parse_answer(body(false, "FAIL", {"read_p95: slow"}), kQuestion);
  REQUIRE(no.has_value());
  CHECK_FALSE(no->ok);
  CHECK(no->reasons == std::vector<std::string>{"read_p95: slow"});
}

TEST_CASE("answer: trusts nothing else") {
  const std::string whole = body(true, "PASS", Json::array());
  const auto with = [&](std::string_view pointer, Json value) {
    Json json = Json::parse(whole);
    json[Json::json_pointer(std::string(pointer))] = std::move(value);
    return json.dump();
  };
  const std::string cases[] = {
      "",
      "<!doctype html><title>Sign in</title>",
      "1",
      "true",
      "[]",
      "{}",
      "null",
      whole.substr(0, whole.size() - 1),
      whole + whole,
      with("/errors", Json::array()),
      with("/errors", nullptr),
      with("/data", nullptr),
      with("/data/evidenceOk", nullptr),
      with("/data/evidenceOk", true),
      with("/data/evidenceOk/ok", "true"),
      with("/data/evidenceOk/ok", 1),
      with("/data/evidenceOk/ok", nullptr),
      with("/data/evidenceOk/ok", false),
      with("/data/evidenceOk/verdict", "pass"),
      with("/data/evidenceOk/verdict", "FAIL"),
      with("/data/evidenceOk/verdict", nullptr),
      with("/data/evidenceOk/reasons", nullptr),
      with("/data/evidenceOk/reasons", {"but"}),
      with("/data/evidenceOk/reasons", {1}),
      with("/data/evidenceOk/service", "other"),
      with("/data/evidenceOk/releaseId", "r2"),
      with("/data/evidenceOk/releaseId", nullptr),
      R"({"data":{"evidenceOk":{"ok":false,"ok":true,"verdict":"PASS","reasons":[],"service":"api","releaseId":"r1"}}})",
      body(false, "FAIL", Json::array()),
      body(false, "PASS", {"x"}),
  };
  for (const std::string& text : cases) {
    CAPTURE(text);
    const auto got = evidence::parse_answer(text, kQuestion);
    REQUIRE_FALSE(got.has_value());
    CHECK(got.error().code == ErrorCode::kAnswerUntrusted);
  }
}

TEST_CASE("answer: of the largest size, and a larger one") {
  std::string text = body(true, "PASS", Json::array());
  text.resize(limits::kEvidenceAnswerBytes, ' ');
  CHECK(evidence::parse_answer(text, kQuestion)->ok);
  const auto larger = evidence::parse_answer(text + ' ', kQuestion);
  REQUIRE_FALSE(larger);
  CHECK(larger.error().code == ErrorCode::kAnswerUntrusted);
}

TEST_CASE("answer: looks at status and media type first") {
  const std::string whole = body(true, "PASS", Json::array());
  CHECK(
      evidence::read_answer(answer(200, "application/json; charset=utf-8", whole), kQuestion)->ok);
  CHECK(evidence::read_answer(answer(200, "application/graphql-response+json", whole), kQuestion)
            ->ok);
  const struct {
    int status;
    std::string_view type;
    ErrorCode want;
  } cases[] = {
      {200, "text/html", ErrorCode::kAnswerUntrusted},
      {200, "", ErrorCode::kAnswerUntrusted},
      {200, "application/jsonp", ErrorCode::kAnswerUntrusted},
      {201, "application/json", ErrorCode::kAnswerUntrusted},
      {204, "application/json", ErrorCode::kAnswerUntrusted},
      {302, "application/json", ErrorCode::kAnswerUntrusted},
      {400, "application/json", ErrorCode::kAnswerUntrusted},
      {401, "application/json", ErrorCode::kAnswerUntrusted},
      {403, "application/json", ErrorCode::kAnswerUntrusted},
      {404, "application/json", ErrorCode::kAnswerUntrusted},
      {429, "application/json", ErrorCode::kHttpStatus},
      {500, "application/json", ErrorCode::kHttpStatus},
      {503, "application/json", ErrorCode::kHttpStatus},
  };
  for (const auto& [status, type, want] : cases) {
    CAPTURE(status);
    const auto got = evidence::read_answer(answer(status, std::string(type), whole), kQuestion);
    REQUIRE_FALSE(got.has_value());
    CHECK(got.error().code == want);
  }
}

TEST_CASE("report: fits its limit and says what it left out") {
  evidence::Report report{false, "FAIL", kQuestion, {}};
  for (int i = 0; i < 100; ++i) report.reasons.push_back(std::string(100, 'x'));
  const std::string line = evidence::encode_report(report, limits::kTerminationLogBytes);
  CHECK(line.size() <= limits::kTerminationLogBytes);
  const Json json = Json::parse(line);
  CHECK(json["reasons"].size() + json["omitted"].get<std::size_t>() == 100);
}

TEST_CASE("report: a line of the largest size is whole, a longer one is not") {
  const auto of_size = [](std::size_t size) {
    evidence::Report report{false, "FAIL", kQuestion, {""}};
    const std::size_t frame = encode_json(evidence::report_to_json(report)).size();
    report.reasons[0].resize(size - frame, 'x');
    return Json::parse(evidence::encode_report(report, limits::kTerminationLogBytes));
  };
  CHECK_FALSE(of_size(limits::kTerminationLogBytes).contains("omitted"));
  CHECK(of_size(limits::kTerminationLogBytes + 1)["omitted"] == 1);
}

TEST_CASE("report: makes a server's text safe to print") {
  const auto report = evidence::make_report(
      kQuestion,
      evidence::RemoteDecision{false, "FAIL", {"\x1b[2Jcleared", std::string(9999, 'y')}});
  CHECK(report.reasons[0].find('\x1b') == std::string::npos);
  CHECK(report.reasons[1].size() < 600);
}
