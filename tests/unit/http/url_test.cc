// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/url.h"

#include <doctest/doctest.h>

#include "base/limits.h"

using namespace igp;
using namespace igp::http;

TEST_CASE("url: normal form") {
  struct {
    const char* text;
    const char* want;
  } const cases[] = {
      {"http://example.com", "http://example.com/"},
      {"HTTP://EXAMPLE.com:80/a", "http://example.com/a"},
      {"https://example.com:443?q=1", "https://example.com/?q=1"},
      {"http://127.0.0.1:8080/v1/policy/packs/policy-pack-v0",
       "http://127.0.0.1:8080/v1/policy/packs/policy-pack-v0"},
      {"http://[::1]:8080/", "http://[::1]:8080/"},
      {"http://host:/x", "http://host/x"},
      {"http://host/a/./b/../c", "http://host/a/c"},
      {"http://host/../../a/..", "http://host/"},
      {"http://host/a/%2E%2e/b", "http://host/b"},
      {"http://host/a%2Fb?x=/../", "http://host/a%2Fb?x=/../"},
      {"http://host//a//", "http://host//a//"},
      {"http://my_host./", "http://my_host./"},
  };
  for (const auto& [text, want] : cases) {
    CAPTURE(text);
    const auto url = Url::parse(text);
    REQUIRE(url);
    CHECK(url->str() == want);
    CHECK(Url::parse(url->str()) == *url);
  }
}

TEST_CASE("url: parts") {
  const auto url = Url::parse("https://[2001:DB8::1]:8443/a/b?c=d");
  REQUIRE(url);
  CHECK(url->secure());
  CHECK(url->host() == "2001:db8::1");
  CHECK(url->port() == 8443);
  CHECK(url->authority() == "[2001:db8::1]:8443");
  CHECK(url->target() == "/a/b?c=d");
  CHECK(url->display() == "https://[2001:db8::1]:8443/a/b");
  CHECK(url->with_path_suffix("/attestation").target() == "/a/b/attestation");
}

TEST_CASE("url: refusals") {
  for (const std::string& text : {std::string(),
                                  std::string("example.com"),
                                  std::string("ftp://host/"),
                                  std::string("http:/host"),
                                  std::string("http:host"),
                                  std::string("http://"),
                                  std::string("http:///path"),
                                  std::string("http://user@host/"),
                                  std::string("http://user:pw@host/"),
                                  std::string("http://host/#top"),
                                  std::string("http://host:0/"),
                                  std::string("http://host:65536/"),
                                  std::string("http://host:8o/"),
                                  std::string("http://host:+80/"),
                                  std::string("http://[::1/"),
                                  std::string("http://[::1]x/"),
                                  std::string("http://[fe80::1%25eth0]/"),
                                  std::string("http://[127.0.0.1]/"),
                                  std::string("http://1.2.3/"),
                                  std::string("http://0x7f.0.0.1/"),
                                  std::string("http://127.1/"),
                                  std::string("http://2130706433/"),
                                  std::string("http://host/a b"),
                                  std::string("http://host/%zz"),
                                  std::string("http://host/%4"),
                                  std::string("http://ho st/"),
                                  std::string("http://h\xc3\xb6st/"),
                                  std::string("http://a..b/"),
                                  std::string("http://host/\r\n"),
                                  std::string("http://h%41/"),
                                  std::string("http://host\\@evil/"),
                                  "http://" + std::string(64, 'a') + "/"}) {
    CAPTURE(text);
    const auto url = Url::parse(text);
    REQUIRE(!url);
    CHECK(url.error().code == ErrorCode::kUrlInvalid);
  }
}

TEST_CASE("url: messages hold no credential") {
  for (const char* text :
       {"http://user:secret@host/", "user:secret@host", "http://u:p/secret@host/?a",
        "http://host /?token=secret", "ftp://user:secret@host", "http://host?secret#x"}) {
    CAPTURE(text);
    const auto url = Url::parse(text);
    REQUIRE(!url);
    CHECK(url.error().message.find("secret") == std::string::npos);
  }
}

TEST_CASE("url: references resolve as RFC 3986 section 5.4 says") {
  const auto base = Url::parse("http://a/b/c/d;p?q");
  REQUIRE(base);
  struct {
    const char* reference;
    const char* want;
  } const cases[] = {{"g", "http://a/b/c/g"},
                     {"./g", "http://a/b/c/g"},
                     {"g/", "http://a/b/c/g/"},
                     {"/g", "http://a/g"},
                     {"//g", "http://g/"},
                     {"?y", "http://a/b/c/d;p?y"},
                     {"g?y", "http://a/b/c/g?y"},
                     {"#s", "http://a/b/c/d;p?q"},
                     {"g#s", "http://a/b/c/g"},
                     {";x", "http://a/b/c/;x"},
                     {"", "http://a/b/c/d;p?q"},
                     {".", "http://a/b/c/"},
                     {"..", "http://a/b/"},
                     {"../g", "http://a/b/g"},
                     {"../..", "http://a/"},
                     {"../../../g", "http://a/g"},
                     {"https://h:1/x", "https://h:1/x"}};
  for (const auto& [reference, want] : cases) {
    CAPTURE(reference);
    const auto url = base->resolve(reference);
    REQUIRE(url);
    CHECK(url->str() == want);
  }
  CHECK(!base->resolve("ftp://h/"));
  CHECK(!base->resolve("//user@h/"));
}

TEST_CASE("url: loopback") {
  for (const char* text :
       {"http://127.0.0.1/", "http://127.9.9.9/", "http://[::1]/", "http://localhost:1/"}) {
    CHECK(Url::parse(text)->is_loopback());
  }
  for (const char* text : {"http://128.0.0.1/", "http://127.0.0.1.example/", "http://[::2]/"}) {
    CHECK(!Url::parse(text)->is_loopback());
  }
}

TEST_CASE("url: length limit") {
  const std::string start = "http://host/";
  CHECK(Url::parse(start + std::string(limits::kUrlBytes - start.size(), 'a')));
  CHECK(!Url::parse(start + std::string(limits::kUrlBytes - start.size() + 1, 'a')));
}

TEST_CASE("url: percent decoding") {
  CHECK(decode_percent("a%41%2fb") == "aA/b");
  for (const char* bad : {"%", "%4", "%zz", "%00"}) CHECK(!decode_percent(bad));
  CHECK(
      !decode_percent(std::string_view("a\0"
                                       "41",
                                       4)));
}
