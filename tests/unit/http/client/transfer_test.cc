// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/transfer.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace igp;
using namespace igp::http;

namespace {

HttpRequest request() { return {.url = *Url::parse("http://example.com/")}; }

/// Feeds the head line by line; true when all of it was accepted.
bool feed(Transfer& transfer, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    if (!transfer.head_line(line)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("transfer: keeps the fields of the final answer, not of interim ones") {
  const HttpRequest r = request();
  Transfer transfer(r, nullptr);
  REQUIRE(feed(transfer, {"HTTP/1.1 103 Early Hints\r\n", "Link: </x>\r\n", "\r\n",
                          "HTTP/1.1 200 OK\r\n", "A: 1\r\n", "a:\t2 \r\n", "\r\n"}));
  CHECK(transfer.answer().status == 200);
  CHECK(transfer.answer().headers.joined("A") == "1, 2");
  CHECK_FALSE(transfer.answer().headers.has("Link"));
}

TEST_CASE("transfer: refuses malformed heads") {
  const std::vector<std::vector<std::string>> heads = {
      {"HTTP/1.1\r\n"},
      {"HTTP/1.1 20 OK\r\n"},
      {"HTTP/1.1 2000 OK\r\n"},
      {"HTTP/1.1 abc\r\n"},
      {"HTTP/1.1 200 OK\r\n", "no colon\r\n"},
      {"HTTP/1.1 200 OK\r\n", ": no name\r\n"},
      {"HTTP/1.1 200 OK\r\n", "A: 1\r\n", " folded\r\n"},
      {"HTTP/1.1 200 OK\r\n", "Space : 1\r\n"},
      {"HTTP/1.1 200 OK\r\n", std::string("A: nul\0byte\r\n", 13)},
  };
  for (const auto& head : heads) {
    CAPTURE(head.back());
    const HttpRequest r = request();
    Transfer transfer(r, nullptr);
    CHECK_FALSE(feed(transfer, head));
    REQUIRE(transfer.failure());
    CHECK(transfer.failure()->code == ErrorCode::kHttpAnswerInvalid);
  }
}

TEST_CASE("transfer: limits the size of the head") {
  const std::string status = "HTTP/1.1 200 OK\r\n";
  for (const std::size_t excess : {0U, 1U}) {
    const HttpRequest r = request();
    Transfer transfer(r, nullptr);
    const std::size_t left = limits::kHttpAnswerHeaderBytes + excess - status.size();
    REQUIRE(feed(transfer, {status}));
    const std::string field = "A: " + std::string(left - 5, 'x') + "\r\n";
    CHECK(transfer.head_line(field) == (excess == 0));
    CHECK(transfer.failure().has_value() == (excess != 0));
  }
}

TEST_CASE("transfer: limits the size of the body") {
  HttpRequest r = request();
  r.max_body_bytes = 4;
  for (const bool streamed : {false, true}) {
    CAPTURE(streamed);
    std::string got;
    const BodyStream stream{.head = {}, .body = [&](ByteView bytes) -> Status {
                              got += as_text(bytes);
                              return {};
                            }};
    Transfer transfer(r, streamed ? &stream : nullptr);
    REQUIRE(feed(transfer, {"HTTP/1.1 200 OK\r\n", "\r\n"}));
    CHECK(transfer.body_bytes(as_bytes("1234")));
    CHECK((streamed ? got : transfer.answer().body) == "1234");
    CHECK_FALSE(transfer.body_bytes(as_bytes("5")));
    CHECK(transfer.failure()->code == ErrorCode::kLimitExceeded);
  }
}

TEST_CASE("transfer: an answer that is not asked to be larger is of a size that memory holds") {
  const HttpRequest r = request();
  Transfer transfer(r, nullptr);
  REQUIRE(feed(transfer, {"HTTP/1.1 200 OK\r\n", "\r\n"}));
  const std::string most(limits::kHttpAnswerBodyBytes, 'x');
  CHECK(transfer.body_bytes(as_bytes(most)));
  CHECK(transfer.answer().body == most);
  CHECK_FALSE(transfer.body_bytes(as_bytes("y")));
  CHECK(transfer.failure()->code == ErrorCode::kLimitExceeded);
}

TEST_CASE("transfer: streams the body of success and keeps the start of any other") {
  int heads = 0;
  std::string got;
  const BodyStream stream{.head = [&](const HttpAnswer& head) -> Status {
                            ++heads;
                            CHECK(head.headers.find("ETag") == "x");
                            return {};
                          },
                          .body = [&](ByteView bytes) -> Status {
                            got += as_text(bytes);
                            return {};
                          }};
  const HttpRequest r = request();
  Transfer success(r, &stream);
  REQUIRE(feed(success, {"HTTP/1.1 200 \r\n", "etag: x\r\n", "\r\n"}));
  CHECK(success.body_bytes(as_bytes("ab")));
  CHECK(success.body_bytes(as_bytes("c")));
  CHECK(heads == 1);
  CHECK(got == "abc");
  CHECK(success.answer().body.empty());

  Transfer refusal(r, &stream);
  REQUIRE(feed(refusal, {"HTTP/1.1 404 Not Found\r\n", "\r\n"}));
  const std::string most(limits::kHttpErrorBodyBytes, 'x');
  CHECK(refusal.body_bytes(as_bytes(most)));
  CHECK(refusal.body_bytes(as_bytes("y")));
  CHECK(refusal.answer().body == most);
  CHECK(heads == 1);
}

TEST_CASE("transfer: an error of the stream ends the transfer") {
  const BodyStream stream{.head = [](const HttpAnswer&) -> Status {
                            return fail(ErrorCode::kDigestHeaderMissing, "no digest");
                          },
                          .body = [](ByteView) -> Status { return {}; }};
  const HttpRequest r = request();
  Transfer transfer(r, &stream);
  CHECK_FALSE(feed(transfer, {"HTTP/1.1 200 OK\r\n", "\r\n"}));
  CHECK(transfer.failure()->code == ErrorCode::kDigestHeaderMissing);
}
