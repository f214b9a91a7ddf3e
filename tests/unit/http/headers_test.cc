// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/headers.h"

#include <doctest/doctest.h>

using namespace igp::http;

TEST_CASE("headers: names compare without regard to case and keep their order") {
  Headers headers{{"ETag", "\"a\""}, {"Link", "<x>"}, {"link", "<y>"}};
  CHECK(headers.find("etag") == "\"a\"");
  CHECK(headers.count("LINK") == 2);
  CHECK(headers.joined("Link") == "<x>, <y>");
  CHECK(!headers.joined("Date"));
  headers.set("LINK", "<z>");
  CHECK(headers.joined("link") == "<z>");
  CHECK(headers.size() == 2);
}

TEST_CASE("headers: tokens and field values keep their grammar") {
  for (const char* good : {"GET", "X-Cosign-Bundle", "a!#$%&'*+-.^_`|~9"}) CHECK(is_token(good));
  for (const char* bad : {"", "a b", "a:", "a\n", "\xc3\xa4", "a("}) CHECK(!is_token(bad));
  for (const char* good : {"", "a", "a \t b", "\xe2\x80\x94"}) CHECK(is_field_value(good));
  for (const char* bad : {" a", "a\t", "a\r\nb", "a\x7f"}) CHECK(!is_field_value(bad));
  CHECK(!is_field_value(std::string_view("a\0b", 3)));
}
