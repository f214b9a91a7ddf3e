// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/login.h"

#include <doctest/doctest.h>

using igp::cli::redirect_query;

TEST_CASE("login: the browser's request") {
  CHECK(redirect_query("GET /auth/callback?code=c&state=s HTTP/1.1\r\nHost: localhost\r\n\r\n") ==
        "code=c&state=s");
  CHECK(redirect_query("GET /auth/callback? HTTP/1.1\r\n\r\n") == "");
  for (const char* head :
       {"", "\r\n", "GET", "GET ", "GET  HTTP/1.1\r\n", "GET /favicon.ico HTTP/1.1\r\n\r\n",
        "GET /auth/callback HTTP/1.1\r\n\r\n", "GET /auth/callbackx?code=c HTTP/1.1\r\n\r\n",
        "POST /auth/callback?code=c HTTP/1.1\r\n\r\n", "GET /auth/callback?code=c\r\n\r\n"}) {
    CAPTURE(head);
    CHECK(!redirect_query(head));
  }
}
