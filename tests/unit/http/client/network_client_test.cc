// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/network_client.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>

#include "support/loopback_server.h"

using namespace igp;
using namespace igp::http;
using test::LoopbackServer;

namespace {

HttpRequest get(const std::string& url) { return {.url = *Url::parse(url)}; }

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string redirect_to(const std::string& url, int status = 302) {
  return fmt::format("HTTP/1.1 {} Go\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", status, url);
}

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nETag: \"x\"\r\n\r\nhi";

}  // namespace

TEST_CASE("network client: sends method, headers and body, and returns the answer") {
  LoopbackServer server({kOk});
  HttpRequest request = get(server.url("/a?b=c"));
  request.method = "PUT";
  request.headers = {{"Authorization", "Bearer t"}, {"X-Empty", ""}};
  request.body = std::string("a\0b", 3);
  const auto answer = make_network_client()->send(request);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->body == "hi");
  CHECK(answer->headers.find("etag") == "\"x\"");
  CHECK(answer->url == server.url("/a?b=c"));
  const std::string sent = server.requests().at(0);
  CHECK(sent.starts_with("PUT /a?b=c HTTP/1.1\r\n"));
  CHECK(contains(sent, "\r\nAuthorization: Bearer t\r\n"));
  CHECK(contains(sent, "\r\nX-Empty:\r\n"));
  CHECK(contains(sent, "\r\nContent-Length: 3\r\n"));
  CHECK_FALSE(contains(sent, "Content-Type"));
  CHECK_FALSE(contains(sent, "Expect"));
}

TEST_CASE("network client: streams a body of unknown length") {
  LoopbackServer server(
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"});
  std::string got;
  const BodyStream stream{.head = {}, .body = [&](ByteView bytes) -> Status {
                            got += as_text(bytes);
                            return {};
                          }};
  const auto answer = make_network_client()->send(get(server.url()), &stream);
  REQUIRE(answer);
  CHECK(got == "abcde");
  CHECK(answer->body.empty());
}

TEST_CASE("network client: a body that ends early is a network error") {
  for (const char* answer : {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", ""}) {
    LoopbackServer server({answer});
    const auto got = make_network_client()->send(get(server.url()));
    REQUIRE_FALSE(got);
    CHECK(got.error().code == ErrorCode::kNetwork);
  }
}

TEST_CASE("network client: answers that are not HTTP are not believed") {
  LoopbackServer server({"<html>hello</html>"});
  const auto got = make_network_client()->send(get(server.url()));
  REQUIRE_FALSE(got);
  CHECK(got.error().code == ErrorCode::kHttpAnswerInvalid);
}

TEST_CASE("network client: credentials follow a redirect within the origin only") {
  LoopbackServer other({kOk});
  LoopbackServer server({redirect_to("/second"), redirect_to(other.url("/third"))});
  HttpRequest request = get(server.url("/first"));
  request.headers = {{"Authorization", "Bearer t"}, {"cookie", "c"}, {"Accept", "text/plain"}};
  const auto answer = make_network_client()->send(request);
  REQUIRE(answer);
  CHECK(answer->url == other.url("/third"));
  CHECK(contains(server.requests().at(1), "GET /second "));
  CHECK(contains(server.requests().at(1), "Authorization: Bearer t"));
  CHECK(contains(other.requests().at(0), "Accept: text/plain"));
  CHECK_FALSE(contains(other.requests().at(0), "Authorization"));
  CHECK_FALSE(contains(other.requests().at(0), "cookie"));
}

TEST_CASE("network client: refuses redirects to other schemes and endless ones") {
  for (const char* target : {"file:///etc/passwd", "ftp://127.0.0.1/", "http://user:pw@127.0.0.1/",
                             "javascript:0", "http:///x"}) {
    CAPTURE(target);
    LoopbackServer server({redirect_to(target)});
    const auto got = make_network_client()->send(get(server.url()));
    REQUIRE_FALSE(got);
    CHECK(got.error().code == ErrorCode::kRedirectRefused);
    CHECK_FALSE(contains(got.error().text(), "pw"));
  }
  LoopbackServer loop({redirect_to("/"), redirect_to("/"), redirect_to("/")});
  HttpRequest request = get(loop.url());
  request.max_redirects = 2;
  const auto got = make_network_client()->send(request);
  REQUIRE_FALSE(got);
  CHECK(got.error().code == ErrorCode::kRedirectRefused);
}

TEST_CASE("network client: only GET and HEAD follow redirects") {
  LoopbackServer server({redirect_to("/next", 307)});
  HttpRequest request = get(server.url());
  request.method = "POST";
  request.body = "secret";
  const auto answer = make_network_client()->send(request);
  REQUIRE(answer);
  CHECK(answer->status == 307);
}

TEST_CASE("network client: HEAD has no body") {
  LoopbackServer server({"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"});
  HttpRequest request = get(server.url());
  request.method = "HEAD";
  const auto answer = make_network_client()->send(request);
  REQUIRE(answer);
  CHECK(answer->headers.find("Content-Length") == "5");
  CHECK(answer->body.empty());
}

TEST_CASE("network client: a refused connection is a network error that names no secret") {
  std::string url;
  {
    LoopbackServer closed({});
    url = closed.url("/p?token=secret");
  }
  const auto got = make_network_client()->send(get(url));
  REQUIRE_FALSE(got);
  CHECK(got.error().code == ErrorCode::kNetwork);
  CHECK_FALSE(contains(got.error().text(), "secret"));
}

TEST_CASE("network client: a method or header that would break the request is not sent") {
  LoopbackServer server({});
  HttpRequest request = get(server.url());
  request.headers = {{"A", "1\r\nB: 2"}};
  CHECK(make_network_client()->send(request).error().code == ErrorCode::kUsage);
  request = get(server.url());
  request.method = "GET /x HTTP/1.1\r\nA:";
  CHECK(make_network_client()->send(request).error().code == ErrorCode::kUsage);
}

TEST_CASE("network client: a cancelled request is interrupted") {
  LoopbackServer server({kOk});
  const std::atomic<bool> cancel = true;
  HttpRequest request = get(server.url());
  request.cancel = &cancel;
  CHECK(make_network_client()->send(request).error().code == ErrorCode::kInterrupted);
}

TEST_CASE("network client: a CA file that does not exist is a usage error") {
  LoopbackServer server({""});
  HttpRequest request = get("https" + server.url().substr(4));
  request.tls.ca_file = "/nonexistent/ca.pem";
  const auto got = make_network_client()->send(request);
  REQUIRE_FALSE(got);
  CHECK(got.error().code == ErrorCode::kUsage);
}

TEST_CASE("network client: a server that hangs up between two requests is asked again") {
  LoopbackServer server({kOk, kOk});
  const auto client = make_network_client();
  for (int i = 0; i < 2; ++i) {
    const auto answer = client->send(get(server.url()));
    REQUIRE(answer);
    CHECK(answer->body == "hi");
  }
}

TEST_CASE("network client: names the whole URL to a proxy") {
  LoopbackServer proxy({kOk});
  HttpRequest request = get("http://example.com/a");
  request.proxy = proxy.url("");
  REQUIRE(make_network_client()->send(request));
  const std::string sent = proxy.requests().at(0);
  CHECK(sent.starts_with("GET http://example.com/a HTTP/1.1\r\nHost: example.com\r\n"));
}

TEST_CASE("network client: asks a proxy for a tunnel and believes its refusal") {
  LoopbackServer proxy({"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"});
  HttpRequest request = get("https://example.com/a");
  request.proxy = proxy.url("");
  const auto got = make_network_client()->send(request);
  REQUIRE_FALSE(got);
  CHECK(got.error().code == ErrorCode::kNetwork);
  CHECK(proxy.requests().at(0).starts_with("CONNECT example.com:443 HTTP/1.1\r\n"));
}

TEST_CASE("network client: every timeout ends the wait") {
  UniqueFd silent(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(silent.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(silent.get(), 1) == 0);
  REQUIRE(::getsockname(silent.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
  const std::string url = fmt::format("http://127.0.0.1:{}/", ntohs(address.sin_port));
  for (const Timeouts& timeouts :
       {Timeouts{.total = milliseconds(20)}, Timeouts{.stall = milliseconds(20)}}) {
    HttpRequest request = get(url);
    request.timeouts = timeouts;
    const auto got = make_network_client()->send(request);
    REQUIRE_FALSE(got);
    CHECK(got.error().code == ErrorCode::kNetwork);
  }
}
