// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/suggestions.h"

#include <doctest/doctest.h>

namespace igp::rego::gqlparser {
namespace {

TEST_CASE("suggestions: the nearest first, at most five") {
  Work work({});
  const auto ask = [&](std::string_view wrong, const std::vector<std::string_view>& options) {
    return suggestion("Did you mean", wrong, options, work);
  };
  CHECK(ask("nmae", {"age", "name"}) == " Did you mean \"name\"?");
  CHECK(ask("nam", {"names", "name"}) == " Did you mean \"name\" or \"names\"?");
  // Another case is one edit.
  CHECK(ask("NAME", {"names", "name"}) == " Did you mean \"names\" or \"name\"?");
  CHECK(ask("xyz", {"name"}).empty());
  CHECK(ask("a", {}).empty());
  CHECK(ask("ab", {"a1", "a2", "a3", "a4", "a5", "a6"}) ==
        " Did you mean \"a1\", \"a2\", \"a3\", \"a4\", or \"a5\"?");
}

TEST_CASE("suggestions: lists") {
  CHECK(quoted_or_list({"a"}) == "\"a\"");
  CHECK(quoted_or_list({"a", "b"}) == "\"a\" or \"b\"");
  CHECK(quoted_or_list({"a", "b", "c"}) == "\"a\", \"b\", or \"c\"");
}

}  // namespace
}  // namespace igp::rego::gqlparser
