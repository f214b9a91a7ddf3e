// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/ambient_token.h"

#include <doctest/doctest.h>

#include <map>

#include "support/virtual_services.h"

using namespace igp;
using namespace igp::sigstore;
using igp::testing::VirtualServices;
using igp::testing::VirtualSigstore;

namespace {

/// A process with these variables and files, and a program that answers "agent".
struct Surroundings {
  VirtualSigstore sigstore;
  VirtualServices services{sigstore};
  std::map<std::string, std::string> variables;
  std::map<std::string, std::string> files;
  std::vector<std::string> ran;

  Result<std::optional<AmbientToken>> find() {
    const AmbientHost host{
        .env = [this](const char* name) -> std::optional<std::string> {
          const auto found = variables.find(name);
          if (found == variables.end()) return std::nullopt;
          return found->second;
        },
        .read_file = [this](const std::string& path) -> Result<std::string> {
          const auto found = files.find(path);
          if (found == files.end()) return fail(ErrorCode::kFileNotFound, "none");
          return found->second;
        },
        .run = [this](const std::vector<std::string>& argv) -> Result<std::string> {
          ran = argv;
          return std::string("agent\n");
        }};
    return find_ambient_token(host, "sigstore&co", services.client);
  }
  void in_github(const std::string& url) {
    variables = {{"ACTIONS_ID_TOKEN_REQUEST_URL", url},
                 {"ACTIONS_ID_TOKEN_REQUEST_TOKEN", "secret"}};
  }
};

}  // namespace

TEST_CASE("ambient_token: GitHub Actions") {
  Surroundings s;
  s.in_github("https://runner.example.org/token?v=2");
  s.services.http.on("GET https://runner.example.org/token?v=2&audience=sigstore%26co",
                     http::HttpAnswer{.status = 200, .body = R"({"count":1,"value":"jwt"})"});
  const auto token = s.find();
  REQUIRE_MESSAGE(token, token.error().text());
  REQUIRE(*token);
  CHECK((*token)->text == "jwt");
  CHECK((*token)->provider == "GitHub Actions");
  CHECK(s.services.http.sent[0].headers.find("Authorization") == "Bearer secret");
}

TEST_CASE("ambient_token: a provider that fails is not replaced by the next") {
  Surroundings s;
  s.files[kProjectedTokenFile] = "projected";
  s.in_github("http://runner.example.org/token");
  CHECK(s.find().error().code == ErrorCode::kTokenExposed);
  CHECK(s.services.http.sent.empty());
  s.in_github("https://runner.example.org/token");
  const char* url = "GET https://runner.example.org/token?audience=sigstore%26co";
  s.services.http.on(url, http::HttpAnswer{.status = 403});
  CHECK(s.find().error().code == ErrorCode::kHttpRefused);
  for (const char* body : {"", "[]", "{}", R"({"value":1})"}) {
    s.services.http.on(url, http::HttpAnswer{.status = 200, .body = body});
    const auto token = s.find();
    CHECK(token.error().code == ErrorCode::kHttpAnswerInvalid);
    CHECK(!token.error().text().contains("secret"));
  }
}

TEST_CASE("ambient_token: Buildkite, a service account, and nothing") {
  Surroundings s;
  CHECK(!*s.find());
  s.files[kProjectedTokenFile] = "projected\n";
  CHECK((*s.find())->text == "projected");
  s.variables["BUILDKITE"] = "true";
  CHECK((*s.find())->text == "agent");
  CHECK(s.ran == std::vector<std::string>{"buildkite-agent", "oidc", "request-token", "--audience",
                                          "sigstore&co"});
}
