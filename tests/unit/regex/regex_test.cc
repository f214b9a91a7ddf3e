// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "regex/regex.h"

#include <doctest/doctest.h>

using namespace igp;
using namespace igp::regex;

TEST_CASE("regex: matches anywhere unless anchored") {
  const Regex loose = *Regex::compile("wor.d");
  CHECK(loose.matches("hello world"));
  CHECK(!loose.matches("hello"));
  const Regex anchored = *Regex::compile("^https://github\\.com/org/[^/]+$");
  CHECK(anchored.matches("https://github.com/org/repo"));
  CHECK(!anchored.matches("https://github.com/org/repo/x"));
  CHECK(!anchored.matches("x https://github.com/org/repo"));
}

TEST_CASE("regex: refuses what RE2 does not have") {
  for (const std::string_view pattern : {"(", "a(?=b)", "(a)\\1", "a{1001}"}) {
    CAPTURE(pattern);
    const auto regex = Regex::compile(pattern);
    REQUIRE(!regex);
    CHECK(regex.error().code == ErrorCode::kRegexInvalid);
  }
}
