// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/precheck.h"

#include <doctest/doctest.h>

#include <string>

#include "base/limits.h"

using namespace igp;
using namespace igp::http;
using State = HeadScanner::State;

namespace {

const std::string kStart = "GET / HTTP/1.1\r\nHost: h\r\n";

/// The status of the refusal of a head with these field lines; 0 when it is accepted.
int status_of(const std::string& head) {
  HeadScanner scanner;
  switch (scanner.scan(head)) {
    case State::kNeedMore:
      return -1;
    case State::kRefused:
      return scanner.refusal().status;
    case State::kComplete:
      break;
  }
  const auto refusal = check_request_head(head.substr(0, scanner.length()));
  return refusal ? refusal->status : 0;
}

}  // namespace

TEST_CASE("precheck: finds the end of a head however it is cut") {
  const std::string head = kStart + "\r\n";
  for (std::size_t cut = 0; cut < head.size(); ++cut) {
    HeadScanner scanner;
    CHECK(scanner.scan(head.substr(0, cut)) == State::kNeedMore);
    CHECK(scanner.scan(head + "GET") == State::kComplete);
    CHECK(scanner.length() == head.size());
  }
}

TEST_CASE("precheck: refuses a bare LF before the head is complete") {
  for (const char* text :
       {"GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nHost: h\n", "\n", "\r\n", "GET / HTTP/1.1\r\n\n"}) {
    CAPTURE(text);
    CHECK(status_of(text) == 400);
  }
}

TEST_CASE("precheck: request lines") {
  struct {
    const char* line;
    int want;
  } const cases[] = {
      {"GET / HTTP/1.1", 0},
      {"GET /a?b=%20c HTTP/1.0", 0},
      {"M-SEARCH / HTTP/1.1", 0},
      {"GET http://h/a HTTP/1.1", 0},
      {"GET http://u@h/a HTTP/1.1", 400},
      {"GET * HTTP/1.1", 400},
      {"CONNECT h:80 HTTP/1.1", 400},
      {"GET  / HTTP/1.1", 400},
      {"GET /a b HTTP/1.1", 400},
      {"GET /#a HTTP/1.1", 400},
      {"GET /\xc3\xa4 HTTP/1.1", 400},
      {"GET /\t HTTP/1.1", 400},
      {"GET / HTTP/1.1 ", 400},
      {" GET / HTTP/1.1", 400},
      {"GET /", 400},
      {"GET / http/1.1", 400},
      {"G(T / HTTP/1.1", 400},
      {"GET /\r HTTP/1.1", 400},
      {"GET / HTTP/2.0", 505},
      {"GET / HTTP/1.10", 505},
  };
  for (const auto& [line, want] : cases) {
    CAPTURE(line);
    CHECK(status_of(std::string(line) + "\r\nHost: h\r\n\r\n") == want);
  }
}

TEST_CASE("precheck: field lines and framing") {
  struct {
    const char* fields;
    int want;
  } const cases[] = {
      {"", 0},
      {"A: b\r\nC:d\r\nE:\t f \r\nG:\r\n", 0},
      {"Content-Length: 0\r\n", 0},
      {"Transfer-Encoding: Chunked\r\n", 0},
      {"A : b\r\n", 400},
      {"A\r\n", 400},
      {": b\r\n", 400},
      {"A: b\r\n c\r\n", 400},
      {"A: b\r\n\tc\r\n", 400},
      {"A: b\rc\r\n", 400},
      {"A: b\x01\r\n", 400},
      {"Host: h\r\n", 400},
      {"Content-Length: 1\r\nContent-Length: 1\r\n", 400},
      {"Content-Length: 1, 1\r\n", 400},
      {"Content-Length: +1\r\n", 400},
      {"Content-Length: -1\r\n", 400},
      {"Content-Length: 0x1\r\n", 400},
      {"Content-Length:\r\n", 400},
      {"Content-Length: 99999999999999999999\r\n", 400},
      {"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", 400},
      {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400},
      {"Transfer-Encoding: gzip, chunked\r\n", 501},
      {"Transfer-Encoding: identity\r\n", 501},
      {"Transfer-Encoding: chunked \x0b\r\n", 400},
  };
  for (const auto& [fields, want] : cases) {
    CAPTURE(fields);
    CHECK(status_of(kStart + fields + "\r\n") == want);
  }
}

TEST_CASE("precheck: Host") {
  CHECK(status_of("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(status_of("GET / HTTP/1.0\r\n\r\n") == 0);
  for (const char* good : {"h", "h:80", "127.0.0.1:8080", "[::1]:1"}) {
    CAPTURE(good);
    CHECK(status_of(std::string("GET / HTTP/1.1\r\nHost: ") + good + "\r\n\r\n") == 0);
  }
  for (const char* bad : {"", "h/", "u@h", "h h", "h:x", "h?", "a,b"}) {
    CAPTURE(bad);
    CHECK(status_of(std::string("GET / HTTP/1.1\r\nHost: ") + bad + "\r\n\r\n") == 400);
  }
  CHECK(status_of("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
}

TEST_CASE("precheck: limits, at and one more") {
  const auto line = [](std::size_t size) {
    return "GET /" + std::string(size - 14, 'a') + " HTTP/1.1";
  };
  const std::string rest = "\r\nHost: h\r\n\r\n";
  CHECK(status_of(line(limits::kHttpRequestLineBytes) + rest) == 0);
  CHECK(status_of(line(limits::kHttpRequestLineBytes + 1) + rest) == 414);
  // Not even the end of the line is waited for.
  CHECK(status_of(std::string(limits::kHttpRequestLineBytes + 2, 'a')) == 414);

  const auto head = [](std::size_t size) {
    return kStart + "A: " + std::string(size - kStart.size() - 7, 'a') + "\r\n\r\n";
  };
  CHECK(status_of(head(limits::kHttpHeaderBytes)) == 0);
  CHECK(status_of(head(limits::kHttpHeaderBytes + 1)) == 431);

  std::string fields;
  for (std::size_t i = 1; i < limits::kHttpHeaderCount; ++i) fields += "A: b\r\n";
  CHECK(status_of(kStart + fields + "\r\n") == 0);
  CHECK(status_of(kStart + fields + "A: b\r\n\r\n") == 431);
}
