// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/io/fd.h"
#include "base/limits.h"

using namespace igp;
using namespace igp::http;

namespace {

/// A server with its records of access, stopped at the end of the test.
class Fixture {
 public:
  explicit Fixture(const Router& router, ServerOptions options = {}) {
    auto started =
        Server::start(std::move(options), {.router = router,
                                           .clock = clock_,
                                           .rng = rng_,
                                           .log_access = [this](const AccessRecord& record) {
                                             const std::lock_guard lock(mutex_);
                                             statuses_.push_back(record.status);
                                           }});
    REQUIRE(started);
    server_ = *std::move(started);
  }

  [[nodiscard]] UniqueFd connect() const {
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server_->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    return fd;
  }

  /// Sends `text` and reads until the server closes.
  [[nodiscard]] std::string exchange(const std::string& text) const {
    const UniqueFd fd = connect();
    REQUIRE(::send(fd.get(), text.data(), text.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(text.size()));
    std::string out;
    char piece[4096];
    for (ssize_t got = 0; (got = ::recv(fd.get(), piece, sizeof piece, 0)) > 0;) {
      out.append(piece, static_cast<std::size_t>(got));
    }
    return out;
  }

  [[nodiscard]] Server& server() { return *server_; }
  [[nodiscard]] std::vector<int> statuses() {
    const std::lock_guard lock(mutex_);
    return statuses_;
  }

 private:
  FixedClock clock_{784111777 * kNanosPerSecond};
  SystemRng rng_;
  std::mutex mutex_;
  std::vector<int> statuses_;
  std::unique_ptr<Server> server_;
};

std::string get(const std::string& path) {
  return "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
}

Router make_router() {
  Router router;
  router.add_inline("GET, HEAD", "/inline",
                    [](const Request&) { return make_response(200, {}, "inline"); });
  router.add_blocking("POST", "/blocking", [](const Request& request) {
    return make_response(201, {}, request.query + ":" + request.body);
  });
  router.add_blocking("POST", "/count", [](const Request& request) {
    return make_response(200, {}, std::to_string(request.body.size()));
  });
  router.add_blocking("GET", "/throws",
                      [](const Request&) -> Response { throw std::runtime_error("a secret"); });
  return router;
}

}  // namespace

TEST_CASE("server: writes prepared heads with Date, id and Connection") {
  const Router router = make_router();
  Fixture fixture(router);
  const std::string answer = fixture.exchange(get("/inline"));
  CHECK(
      answer.starts_with("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n"
                         "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Request-Id: "));
  CHECK(answer.ends_with("\r\nConnection: close\r\n\r\ninline"));
  const std::string head =
      fixture.exchange("HEAD /inline HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  CHECK(head.find("Content-Length: 6") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
}

TEST_CASE("server: hands bodies to handlers on the pool, one request after another") {
  const Router router = make_router();
  Fixture fixture(router);
  const std::string fixed = "POST /blocking?a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxy";
  const std::string chunked =
      "POST /blocking?b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
      "Connection: close\r\n\r\n1\r\nx\r\n1\r\ny\r\n0\r\n\r\n";
  const std::string answer = fixture.exchange(fixed + chunked);
  CHECK(answer.find("\r\n\r\na:xyHTTP/1.1 201 Created") != std::string::npos);
  CHECK(answer.ends_with("b:xy"));
}

TEST_CASE("server: a body of the largest size, and a larger one") {
  const Router router = make_router();
  Fixture fixture(router);
  const auto head = [](std::size_t size) {
    return fmt::format(
        "POST /count HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", size);
  };
  constexpr std::size_t kLargest = limits::kHttpRequestBodyBytes;
  const std::string answer = fixture.exchange(head(kLargest) + std::string(kLargest, 'x'));
  CHECK(answer.ends_with("\r\n\r\n" + std::to_string(kLargest)));
  CHECK(fixture.exchange(head(kLargest + 1)).starts_with("HTTP/1.1 413 "));
}

TEST_CASE("server: answers larger than one piece arrive whole") {
  constexpr std::size_t kPiece = limits::kHttpWriteSliceBytes;
  for (const std::size_t size : {kPiece, kPiece + 1, 2 * kPiece + 1}) {
    CAPTURE(size);
    std::string body(size, 'x');
    for (std::size_t at = 0; at < size; at += 4099) body[at] = static_cast<char>('a' + at % 23);
    Router router;
    router.add_inline("GET", "/", [&](const Request&) { return make_response(200, {}, body); });
    const Fixture fixture(router);
    const std::string answer = fixture.exchange(get("/"));
    CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == body);
  }
}

TEST_CASE("server: a handler that throws costs its client alone, and tells it nothing") {
  const Router router = make_router();
  Fixture fixture(router);
  const std::string answer = fixture.exchange(get("/throws"));
  CHECK(answer.starts_with("HTTP/1.1 500 "));
  CHECK(answer.find("secret") == std::string::npos);
  CHECK(fixture.exchange(get("/inline")).starts_with("HTTP/1.1 200 "));
}

TEST_CASE("server: many clients on several threads") {
  const Router router = make_router();
  Fixture fixture(router, {.threads = 3});
  std::vector<std::thread> clients;
  std::atomic<int> good = 0;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      for (int n = 0; n < 20; ++n) {
        good += fixture.exchange(get("/inline")).ends_with("inline") ? 1 : 0;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(good == 160);
  CHECK(fixture.server().stop(std::chrono::seconds(10)));
  CHECK(fixture.statuses().size() == 160);
}

TEST_CASE("server: stops with idle connections open, and frees its port") {
  const Router router = make_router();
  Fixture fixture(router);
  const UniqueFd idle = fixture.connect();
  const std::uint16_t port = fixture.server().port();
  CHECK(fixture.server().stop(std::chrono::seconds(10)));
  const Fixture again(router, {.port = port});
}

TEST_CASE("server: refuses addresses that are no address or taken") {
  const Router router = make_router();
  Fixture fixture(router, {.threads = 2});
  const FixedClock clock(0);
  SystemRng rng;
  const ServerServices services{
      .router = router, .clock = clock, .rng = rng, .log_access = [](const AccessRecord&) {}};
  struct {
    ServerOptions options;
    ErrorCode want;
  } const cases[] = {
      {{.host = "example.com"}, ErrorCode::kUsage},
      {{.port = fixture.server().port(), .threads = 2}, ErrorCode::kIo},
      {{.tls = ServerCertificate{"/nonexistent", "/nonexistent"}}, ErrorCode::kUsage},
  };
  for (const auto& [options, want] : cases) {
    const auto started = Server::start(options, services);
    REQUIRE(!started);
    CHECK(started.error().code == want);
  }
}
