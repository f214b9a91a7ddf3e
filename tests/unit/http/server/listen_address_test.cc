// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/listen_address.h"

#include <doctest/doctest.h>

using namespace igp;
using namespace igp::http;

TEST_CASE("listen address: host and port") {
  for (const char* text : {"127.0.0.1:8080", "localhost:0", "[::1]:65535", "0.0.0.0:80"}) {
    CAPTURE(text);
    const auto address = ListenAddress::parse(text);
    REQUIRE(address);
    CHECK(address->str() == text);
  }
  CHECK(ListenAddress::parse("[::1]:1")->host == "::1");
}

TEST_CASE("listen address: refusals") {
  for (const char* text : {"", "8080", ":8080", "host", "host:", "host:x", "host:65536", "host:-1",
                           "::1:80", "[::1]", "[]:80", "[::1:80"}) {
    CAPTURE(text);
    const auto address = ListenAddress::parse(text);
    REQUIRE(!address);
    CHECK(address.error().code == ErrorCode::kUsage);
  }
}
