// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/retry.h"

#include <doctest/doctest.h>

#include "http/client/status.h"
#include "support/fake_http.h"

using namespace igp;
using namespace igp::http;
using std::chrono::seconds;

namespace {

constexpr UnixNanos kNow = 784'111'777 * kNanosPerSecond;  // Sun, 06 Nov 1994 08:49:37 GMT

struct Fixture {
  test::FakeHttpClient client;
  test::FakeWaiter waiter;
  FixedClock clock{kNow};
  Diag diag;
  RetryHost host{clock, waiter, diag};
  RetryPolicy policy{.retries = 3,
                     .first_delay = seconds(1),
                     .longest_delay = seconds(3),
                     .deadline = seconds(60)};
  HttpRequest request{.url = *Url::parse("http://example.com/")};

  /// Answers with the statuses in turn, the last one for ever; 0 stands for a network failure.
  void answer_with(std::vector<int> statuses, const Headers& headers = {}) {
    client.on("GET http://example.com/",
              [=, i = std::size_t{0}](const HttpRequest&) mutable -> Result<HttpAnswer> {
                const int status = statuses[std::min(i++, statuses.size() - 1)];
                if (status == 0) return fail(ErrorCode::kNetwork, "down");
                return HttpAnswer{.status = status, .headers = headers};
              });
  }
  Result<HttpAnswer> send() { return send_with_retry(client, request, nullptr, policy, host); }
};

}  // namespace

TEST_CASE("retry: a final answer is returned at once") {
  for (const int status : {200, 304, 400, 404}) {
    Fixture f;
    f.answer_with({status});
    CHECK(f.send()->status == status);
    CHECK(f.waiter.waits.empty());
  }
}

TEST_CASE("retry: temporary trouble is retried with growing delays") {
  Fixture f;
  f.answer_with({503, 0, 429, 200});
  CHECK(f.send()->status == 200);
  CHECK(f.waiter.waits == std::vector<milliseconds>{seconds(1), seconds(2), seconds(3)});
}

TEST_CASE("retry: the last outcome is the result when the retries are used up") {
  Fixture f;
  f.answer_with({0, 0, 0, 503});
  CHECK(f.send()->status == 503);
  CHECK(f.client.sent.size() == 4);

  Fixture down;
  down.answer_with({0});
  CHECK(down.send().error().code == ErrorCode::kNetwork);
}

TEST_CASE("retry: Retry-After makes the delay longer and never shorter") {
  Fixture f;
  f.answer_with({503, 200}, {{"Retry-After", "10"}});
  CHECK(f.send()->status == 200);
  CHECK(f.waiter.waits == std::vector<milliseconds>{seconds(10)});

  Fixture g;
  g.answer_with({503, 200}, {{"Retry-After", "0"}});
  CHECK(g.send()->status == 200);
  CHECK(g.waiter.waits == std::vector<milliseconds>{seconds(1)});
}

TEST_CASE("retry: does not wait past the deadline") {
  Fixture at;
  at.answer_with({503, 200}, {{"Retry-After", "60"}});
  CHECK(at.send()->status == 200);

  Fixture beyond;
  beyond.answer_with({503, 200}, {{"Retry-After", "61"}});
  CHECK(beyond.send()->status == 503);
  CHECK(beyond.waiter.waits.empty());
}

TEST_CASE("retry: other errors are final") {
  Fixture f;
  f.client.on("GET http://example.com/", [](const HttpRequest&) -> Result<HttpAnswer> {
    return fail(ErrorCode::kTlsUntrusted, "unknown authority");
  });
  CHECK(f.send().error().code == ErrorCode::kTlsUntrusted);
  CHECK(f.client.sent.size() == 1);
}

TEST_CASE("retry: gives up when cancelled") {
  Fixture f;
  const std::atomic<bool> cancel = true;
  f.request.cancel = &cancel;
  f.answer_with({503});
  CHECK(f.send().error().code == ErrorCode::kInterrupted);
}

TEST_CASE("retry: reads both forms of Retry-After") {
  const std::vector<std::pair<std::string, std::optional<milliseconds>>> cases = {
      {"0", seconds(0)},
      {"120", seconds(120)},
      {"Sun, 06 Nov 1994 08:49:38 GMT", seconds(1)},
      {"Sun, 06 Nov 1994 08:49:36 GMT", seconds(0)},
      {"-1", std::nullopt},
      {"1.5", std::nullopt},
      {"99999999999999999999", std::nullopt},
      {"soon", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& [value, want] : cases) {
    CAPTURE(value);
    CHECK(retry_after({.status = 503, .headers = {{"Retry-After", value}}}, kNow) == want);
  }
  CHECK(retry_after({.status = 503}, kNow) == std::nullopt);
}

TEST_CASE("status: every status has one meaning") {
  const HttpRequest request{.url = *Url::parse("http://example.com/a?token=secret")};
  const auto code = [&](int status) {
    return check_status(request, {.status = status}).error().code;
  };
  CHECK(check_status(request, {.status = 204}).has_value());
  for (const int status : {408, 425, 429, 500, 503, 599})
    CHECK(code(status) == ErrorCode::kHttpStatus);
  for (const int status : {301, 304, 400, 401, 403, 404, 600}) {
    CHECK(code(status) == ErrorCode::kHttpRefused);
  }
}

TEST_CASE("status: the message has the server's reason and no query") {
  const HttpRequest request{.url = *Url::parse("http://example.com/a?token=secret")};
  const auto text = [&](std::string body) {
    return check_status(request, {.status = 404, .body = std::move(body)}).error().message;
  };
  CHECK(text(R"({"error":"unknown pack"})").ends_with("404: 'unknown pack'"));
  CHECK(text(R"({"title":"t","detail":"gone"})").ends_with("404: 'gone'"));
  CHECK(text("<html>").ends_with("404"));
  CHECK(text(R"({"error":5})").ends_with("404"));
  CHECK(text("").find("secret") == std::string::npos);
}
