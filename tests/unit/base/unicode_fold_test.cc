// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/unicode_fold.h"

#include <doctest/doctest.h>

using igp::collision_key;

TEST_CASE("unicode_fold: names that a file system may confuse share a key") {
  struct Row {
    const char* a;
    const char* b;
  };
  static constexpr Row kRows[] = {
      {"README.md", "readme.MD"},
      {"caf\u00e9", "cafe\u0301"},                               // composed and decomposed
      {"CAF\u00c9", "cafe\u0301"},                               // and in the other case
      {"stra\u00dfe", "STRASSE"},                                // full folding
      {"\u212b", "\u00e5"},                                      // angstrom sign, a with ring
      {"\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af"},  // Hangul syllables and jamo
      {"a\u0323\u0307", "a\u0307\u0323"},                        // marks in another order
      {"\u03b1\u0345\u0301", "\u03b1\u0301\u0345"},  // iota below, a mark that folds to a letter
      {"\u1e9b\u0323", "\u1e61\u0323"},              // long s with dot
      {"\u03c3", "\u03c2"},                          // sigma, final sigma
  };
  for (const Row& row : kRows) CHECK(collision_key(row.a) == collision_key(row.b));
}

TEST_CASE("unicode_fold: different names keep different keys") {
  CHECK(collision_key("a") != collision_key("b"));
  CHECK(collision_key("caf\u00e9") != collision_key("cafe"));
  CHECK(collision_key("\u0131") != collision_key("i"));  // dotless i
  CHECK(collision_key("") == "");
}
