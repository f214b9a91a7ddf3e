// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/limits.h"
#include "call.h"

namespace igp::rego {
namespace {

/// `"name":["edge0","edge1",…]`
std::string node(std::string_view name, std::string_view edge, int edges) {
  std::string out = fmt::format("\"{}\":[", name);
  for (int i = 0; i < edges; ++i) out += fmt::format("{}\"{}{}\"", i == 0 ? "" : ",", edge, i);
  return out + ']';
}

TEST_CASE("graph builtins: so many paths are followed and no more") {
  static_assert(limits::kRegoGraphPaths == 10 * 10 * 10 * 1000);
  // From a0 ten ways lead to each b, from there ten to each c, and so on; nothing is behind the
  // last ones, so that most of the paths are equal.
  std::string graph;
  for (int i = 0; i < 10; ++i) {
    graph += node(fmt::format("a{}", i), "b", 10) + ',' + node(fmt::format("b{}", i), "c", 10) +
             ',' + node(fmt::format("c{}", i), "end", 1000) + ',';
  }
  const std::string at = fmt::format("[{{{}{}}},[\"start\"]]", graph, node("start", "a", 10));
  CHECK(call("graph.reachable_paths", at).starts_with("{[\"start\", \"a0\", \"b0\", \"c0\"], "));
  const std::string above =
      fmt::format("[{{{}{}}},[\"start\",\"c0\"]]", graph, node("start", "a", 10));
  CHECK(call("graph.reachable_paths", above) == "eval_builtin_error: more than 1000000 paths");
}

}  // namespace
}  // namespace igp::rego
