// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/router.h"

#include <doctest/doctest.h>

#include "http/server/access_log.h"

using namespace igp::http;

namespace {

Response answer_with(const std::string& text) { return make_response(200, {}, text); }

/// The body of the answer, or the status of the router's own.
std::string ask(const Router& router, const std::string& method, const std::string& path) {
  Request request;
  request.method = method;
  request.path = path;
  auto routed = router.route(request);
  if (auto* response = std::get_if<Response>(&routed)) return std::to_string(response->status);
  return *std::get<Handler*>(routed)->respond(request).body;
}

}  // namespace

TEST_CASE("router: matches segments, captures them decoded, and knows its methods") {
  Router router;
  router.add_inline("GET, HEAD", "/packs/{}",
                    [](const Request& r) { return answer_with("pack " + r.captures[0]); });
  router.add_inline("GET", "/packs/{}/attestation",
                    [](const Request& r) { return answer_with("attestation " + r.captures[0]); });
  router.add_blocking("POST", "/graphql", [](const Request&) { return answer_with("graphql"); });
  struct {
    const char* method;
    const char* path;
    const char* want;
  } const cases[] = {
      {"GET", "/packs/a", "pack a"},
      {"HEAD", "/packs/a%2Fb", "pack a/b"},
      {"GET", "/packs/a/attestation", "attestation a"},
      {"POST", "/graphql", "graphql"},
      {"GET", "/packs/", "404"},
      {"GET", "/packs", "404"},
      {"GET", "/packs/a/", "404"},
      {"GET", "//packs/a", "404"},
      {"GET", "/", "404"},
      {"GET", "/graphql", "405"},
      {"get", "/packs/a", "405"},
      {"GET", "/packs/%zz", "400"},
      {"GET", "/packs/%00", "400"},
  };
  for (const auto& [method, path, want] : cases) {
    CAPTURE(path);
    CHECK(ask(router, method, path) == want);
  }
}

TEST_CASE("router: 405 names the methods") {
  Router router;
  router.add_inline("GET, HEAD", "/x", [](const Request&) { return answer_with(""); });
  Request request{.method = "POST", .path = "/x"};
  auto routed = router.route(request);
  const auto& response = std::get<Response>(routed);
  CHECK(response.head->find("\r\nAllow: GET, HEAD\r\n") != std::string::npos);
  CHECK(*response.body == "{\"error\":\"method not allowed\"}\n");
}

TEST_CASE("message: heads are complete but for Date, Connection and the empty line") {
  CHECK(*encode_head(304, {{"ETag", "\"a\""}}, std::nullopt) ==
        "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n");
  CHECK(*make_response(200, {{"A", "b"}}, "xyz").head ==
        "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3\r\n");
  CHECK(*make_error(400, "a \"b\"").body == "{\"error\":\"a \\\"b\\\"\"}\n");
}

TEST_CASE("access log: one line that no client can break") {
  CHECK(encode_access_record({.time = 0,
                              .method = "GET",
                              .path = "/a\"\\\n\xff",
                              .status = 200,
                              .bytes = 7,
                              .micros = 1234,
                              .request_id = "x-1"}) ==
        "{\"time\":\"1970-01-01T00:00:00Z\",\"method\":\"GET\","
        "\"path\":\"/a\\u0022\\u005c\\u000a\\u00ff\",\"status\":200,\"bytes\":7,\"ms\":1.234,"
        "\"request_id\":\"x-1\"}\n");
}
