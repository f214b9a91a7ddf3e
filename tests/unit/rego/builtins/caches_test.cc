// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include "rego/builtins/caches_state.h"

namespace igp::rego {
namespace {

TEST_CASE("text cache: keeps so many entries, then starts anew") {
  TextCache<std::size_t> cache;
  for (std::size_t i = 0; i < limits::kRegoCachedPatterns; ++i) {
    CHECK(*cache.put(std::to_string(i), i) == i);
  }
  bool all = true;
  for (std::size_t i = 0; i < limits::kRegoCachedPatterns; ++i) {
    const std::size_t* const found = cache.find(std::to_string(i));
    all = all && found != nullptr && *found == i;
  }
  CHECK(all);
  cache.put("one more", 1);
  CHECK(cache.find("one more") != nullptr);
  CHECK(cache.find("0") == nullptr);
}

}  // namespace
}  // namespace igp::rego
