// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/answer_parser.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace igp;
using namespace igp::http;

namespace {

struct Outcome {
  std::string body;
  bool done = false;
  bool reusable = false;
  std::size_t taken = 0;
  std::optional<ErrorCode> failure;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// What comes of `bytes` when they arrive in pieces of `piece`.
Outcome parse(std::string_view bytes, std::size_t piece, bool has_body = true) {
  const HttpRequest request{.url = *Url::parse("http://example.com/")};
  Transfer transfer(request, nullptr);
  AnswerParser parser(transfer, has_body);
  Outcome outcome;
  while (!bytes.empty() && !parser.done() && !transfer.failure()) {
    const std::size_t taken = parser.feed(as_bytes(bytes.substr(0, piece)));
    outcome.taken += taken;
    bytes.remove_prefix(taken);
  }
  if (transfer.failure()) {
    outcome.failure = transfer.failure()->code;
    outcome.taken = 0;  // means nothing
    return outcome;
  }
  outcome.done = parser.done();
  outcome.reusable = parser.reusable();
  outcome.body = transfer.answer().body;
  return outcome;
}

}  // namespace

TEST_CASE("answer parser: finds the end of the answer however its bytes arrive") {
  struct Case {
    std::string bytes;
    std::string body;
    bool done;
    bool reusable;
  };
  const std::vector<Case> cases = {
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", "hi", true, true},
      {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", true, true},
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi", "hi", true, true},
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: Close\r\n\r\nhi", "hi", true, false},
      {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", "hi", true, false},
      {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi", "hi", false, false},
      {"HTTP/1.1 200 OK\r\n\r\nto the end", "to the end", false, false},
      {"HTTP/1.1 204 No\r\n\r\n", "", true, true},
      {"HTTP/1.1 304 Same\r\nContent-Length: 9\r\n\r\n", "", true, true},
      {"HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "x", true, true},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n0a\r\n0123456789\r\n"
       "0\r\nTrailer: t\r\n\r\n",
       "abc0123456789", true, true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    const Outcome whole = parse(c.bytes, c.bytes.size());
    CHECK(whole.body == c.body);
    CHECK(whole.done == c.done);
    CHECK(whole.reusable == c.reusable);
    CHECK(whole.taken == c.bytes.size());
    for (const std::size_t piece : {1U, 2U, 7U}) CHECK(parse(c.bytes, piece) == whole);
  }
}

TEST_CASE("answer parser: leaves what follows the answer") {
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
  CHECK(parse(answer + "HTTP/1.1 200", 1000).taken == answer.size());
}

TEST_CASE("answer parser: the answer to HEAD ends with its head") {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
  const Outcome outcome = parse(head, head.size(), false);
  CHECK(outcome.done);
  CHECK(outcome.reusable);
}

TEST_CASE("answer parser: refuses framing that two readers may see differently") {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
  const std::vector<std::string> answers = {
      ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
      ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n",
      ok + "Content-Length: 2, 2\r\n\r\n",
      ok + "Content-Length: +2\r\n\r\n",
      ok + "Content-Length: 99999999999999999999\r\n\r\n",
      ok + "Content-Length:\r\n\r\n",
      ok + "Transfer-Encoding: gzip, chunked\r\n\r\n",
      ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
      chunked + "\r\n",
      chunked + "-1\r\n",
      chunked + "0x2\r\nhi\r\n",
      chunked + "11111111111111111\r\n",
      chunked + "2\r\nhi!\r\n",
      "<html>hello</html>\n",
      "HTTP/2 200\r\n",
      "A: 1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
  };
  for (const std::string& answer : answers) {
    CAPTURE(answer);
    for (const std::size_t piece : {1U, 1000U}) {
      CHECK(parse(answer, piece).failure == ErrorCode::kHttpAnswerInvalid);
    }
  }
}

TEST_CASE("answer parser: limits a head that never ends, and trailers that never do") {
  for (const char* start : {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 ",
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"}) {
    std::string answer = start;
    while (answer.size() <= limits::kHttpAnswerHeaderBytes + 100)
      answer += "A: aaaaaaaaaaaaaaaaaaaa\r\n";
    CHECK(parse(answer, 4096).failure.has_value());
  }
  const std::string endless = "HTTP/1.1 " + std::string(limits::kHttpAnswerHeaderBytes, 'x');
  CHECK(parse(endless, 4096).failure == ErrorCode::kLimitExceeded);
}
