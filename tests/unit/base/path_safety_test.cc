// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/path_safety.h"

#include <doctest/doctest.h>

#include "base/limits.h"

using namespace igp;

TEST_CASE("path: names that lead elsewhere or look like others are refused") {
  for (const char* good : {"a", "a/b", ".a", "a..b/c", "...", "a b", "\xC3\xA9"}) {
    CAPTURE(good);
    CHECK(CanonicalPath::parse(good)->str() == good);
  }
  for (const char* bad : {"", "/", "/a", "a/", "a//b", ".", "..", "a/..", "./a", "a\\b", "a\nb",
                          "a\x7F", "\xFF", "\xC0\xAF"}) {
    CAPTURE(bad);
    CHECK(CanonicalPath::parse(bad).error().code == ErrorCode::kArchiveUnsafe);
  }
}

TEST_CASE("path: length and depth hold at the cap and one more") {
  const std::string longest(limits::kArchiveNameBytes, 'n');
  CHECK(CanonicalPath::parse(longest));
  CHECK(CanonicalPath::parse(longest + 'n').error().code == ErrorCode::kArchiveUnsafe);
  std::string deepest = "d";
  for (int depth = 1; depth < limits::kArchiveDepth; ++depth) deepest += "/d";
  CHECK(CanonicalPath::parse(deepest));
  CHECK(CanonicalPath::parse(deepest + "/d").error().code == ErrorCode::kArchiveUnsafe);
}
