// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include "base/rfc3339.h"

using namespace igp;

TEST_CASE("rfc3339: times and their text") {
  struct Case {
    const char* text;
    UnixNanos want;
  };
  for (const Case& c : {Case{"1970-01-01T00:00:00Z", 0}, Case{"2099-01-01T00:00:00Z", 4070908800 * kNanosPerSecond},
                        Case{"1969-12-31T23:59:59Z", -kNanosPerSecond},
                        Case{"2000-02-29T12:00:00.5+01:30", 951820200 * kNanosPerSecond + 500'000'000}}) {
    CAPTURE(c.text);
    const auto time = parse_rfc3339(c.text);
    REQUIRE(time);
    CHECK(*time == c.want);
    CHECK(parse_rfc3339(format_rfc3339(*time)) == c.want);
  }
  CHECK(format_rfc3339(4070908800 * kNanosPerSecond) == "2099-01-01T00:00:00Z");
}

TEST_CASE("rfc3339: the bounds of a period may be out of reach") {
  CHECK(parse_rfc3339_bound("9999-12-31T23:59:59.999999999Z") == INT64_MAX);
  CHECK(parse_rfc3339_bound("0001-01-01T00:00:00Z") == INT64_MIN);
  CHECK(parse_rfc3339_bound("1970-01-01T00:00:01Z") == kNanosPerSecond);
  CHECK(parse_rfc3339_bound("9999-12-32T00:00:00Z").error().code == ErrorCode::kTimeMalformed);
}

TEST_CASE("rfc3339: refuses what the grammar does not allow") {
  for (const char* bad : {"", "2099-01-01", "2099-01-01 00:00:00Z", "2099-02-29T00:00:00Z", "2099-13-01T00:00:00Z",
                          "2099-01-01T24:00:00Z", "2099-01-01T00:00:00", "2099-01-01T00:00:00.Z",
                          "2099-01-01T00:00:00Zx", "9999-01-01T00:00:00Z", "2099-01-01T00:00:60Z"}) {
    CAPTURE(bad);
    const auto time = parse_rfc3339(bad);
    REQUIRE(!time);
    CHECK(time.error().code == ErrorCode::kTimeMalformed);
  }
}
