// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/date.h"

#include <doctest/doctest.h>

#include "base/rfc3339.h"

using namespace igp;
using namespace igp::http;

namespace {

const UnixNanos kNow = *parse_rfc3339("2026-11-22T00:00:00Z");

std::int64_t seconds(std::string_view rfc3339) { return *parse_rfc3339(rfc3339) / kNanosPerSecond; }

}  // namespace

TEST_CASE("date: writes IMF-fixdate") {
  CHECK(format_http_date(784111777 * kNanosPerSecond) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(format_http_date(784111777 * kNanosPerSecond + 999) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(format_http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(format_http_date(-1) == "Wed, 31 Dec 1969 23:59:59 GMT");
}

TEST_CASE("date: reads the three forms of RFC 9110") {
  struct {
    const char* text;
    const char* want;
  } const cases[] = {
      {"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"},
      {"Wed Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z"},
      {"Thu, 29 Feb 2024 23:59:59 GMT", "2024-02-29T23:59:59Z"},
      {"Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"},
      {"Sunday, 22-Nov-26 00:00:00 GMT", "2026-11-22T00:00:00Z"},
      {"Sunday, 22-Nov-76 00:00:00 GMT", "2076-11-22T00:00:00Z"},
      {"Tuesday, 22-Nov-77 00:00:00 GMT", "1977-11-22T00:00:00Z"},
  };
  for (const auto& [text, want] : cases) {
    CAPTURE(text);
    const auto got = parse_http_date(text, kNow);
    REQUIRE(got);
    CHECK(*got == seconds(want));
  }
  // Caches send dates far beyond the range of nanoseconds.
  CHECK(parse_http_date("Fri, 31 Dec 9999 23:59:59 GMT", kNow) == 253402300799);
}

TEST_CASE("date: refuses everything else") {
  for (const char* text : {"", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
                           "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 6 Nov 1994 08:49:37 GMT", "Mon, 06 Nov 1994 08:49:37 GMT",
                           "sun, 06 nov 1994 08:49:37 gmt", "Thu, 30 Feb 2023 00:00:00 GMT",
                           "Wed, 00 Mar 2023 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
                           "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
                           "Sun Nov 6 08:49:37 1994", "784111777"}) {
    CAPTURE(text);
    const auto got = parse_http_date(text, kNow);
    REQUIRE(!got);
    CHECK(got.error().code == ErrorCode::kTimeMalformed);
  }
}
