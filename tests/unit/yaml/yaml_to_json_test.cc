// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "yaml/yaml_to_json.h"

#include <doctest/doctest.h>

namespace igp::yaml {
namespace {

std::string json(std::string_view text, const YamlLimits& limits = {}) {
  const auto out = yaml_to_json(text, limits);
  return out ? *out : std::string(info(out.error().code).name);
}

TEST_CASE("yaml: scalars mean what YAML 1.2 says") {
  CHECK(json("[yes, on, y, NO, true, False, ~, Null]") ==
        R"(["yes","on","y","NO",true,false,null,null])");
  CHECK(json("[0x1F, 0o17, 017, 0b11, 1_000, +5, -0]") == "[31,15,15,3,1000,5,0]");
  CHECK(json("[1.50, 1e3, .5, 5., 1e400, 12345678901234567890123, 18446744073709551615]") ==
        R"([1.5,1000,0.5,5,"1e400",1.2345678901234568e+22,18446744073709551615])");
  CHECK(json("[\"1\", '2', !!str 5, !!int \"5\", !!binary aGVsbG8=, !own 5]") ==
        R"(["1","2","5",5,"hello","5"])");
  CHECK(json("[2001-01-01, \"tab\\t\\u00e9\"]") == "[\"2001-01-01\",\"tab\\u0009\xC3\xA9\"]");
}

TEST_CASE("yaml: anchors, merges and equal keys") {
  CHECK(json("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2") ==
        R"({"a":{"b":1},"c":{"b":1},"d":{"e":2,"b":1}})");
  CHECK(json("[&x {a: 1, b: 2}, &y {b: 3, c: 4}, {<<: [*x, *y], c: 5}]") ==
        R"([{"a":1,"b":2},{"b":3,"c":4},{"c":5,"a":1,"b":2}])");
  CHECK(json("a: 1\na: 2") == R"({"a":2})");
  CHECK(json("1: a\ntrue: b") == R"({"1":"a","true":"b"})");
  CHECK(json("") == "null");
  CHECK(json(std::string_view()) == "null");
  CHECK(json("a: 1\n---\nb: 2") == R"({"a":1})");
}

TEST_CASE("yaml: what is no YAML, or what JSON cannot say, is refused") {
  for (const char* bad :
       {"a: [1", "a: b: c", "a: *nope", "? [a]\n: b", "~: a", "a: .inf", "!!binary '*'",
        "<<: 5\na: 1", "<<: [5]", "<<: [[{a: 1}]]", "  a:\nb: c\n", "a: 1\n---\n\tb: 2\n"}) {
    CAPTURE(bad);
    CHECK(json(bad) == "yaml_malformed");
  }
}

TEST_CASE("yaml: depth and size are limited, also through aliases") {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  CHECK(json(nested(10), {.depth = 10}) == nested(10));
  CHECK(json(nested(11), {.depth = 10}) == "limit_exceeded");
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string previous = fmt::format("*a{}", i - 1);
    laughs += fmt::format("a{0}: &a{0} [{1}", i, previous);
    for (int j = 0; j < 7; ++j) laughs += ", " + previous;
    laughs += "]\n";
  }
  CHECK(json(laughs, {.json_bytes = 1 << 20}) == "limit_exceeded");
  // Merges copy members, so they are limited before anything is written.
  std::string merges = "a: &a {x: 1, y: 2}\nb: {<<: [";
  for (int i = 0; i < 1000; ++i) merges += "*a,";
  CHECK(json(merges + "]}", {.json_bytes = 1 << 20}) == R"({"a":{"x":1,"y":2},"b":{"x":1,"y":2}})");
  CHECK(json(merges + "]}", {.json_bytes = 1 << 16}) == "limit_exceeded");
}

TEST_CASE("yaml: the limits hold at their value and not beyond") {
  const auto nested = [](int n) {
    const auto levels = static_cast<std::size_t>(n);
    return std::string(levels, '[') + std::string(levels, ']');
  };
  CHECK(json(nested(limits::kYamlDepth)) == nested(limits::kYamlDepth));
  CHECK(json(nested(limits::kYamlDepth + 1)) == "limit_exceeded");
  CHECK(json("[[5]]", {.depth = 2}) == "[[5]]");
  CHECK(json("{a: {b: {}}}", {.depth = 2}) == "limit_exceeded");
  CHECK(json("{a: &a [[]], b: [*a]}", {.depth = 3}) == "limit_exceeded");
  // Quarter a gigabyte would take long to write.
  CHECK(YamlLimits().json_bytes == limits::kYamlJsonBytes);
  const std::string_view text = "[&a [x, y], *a]";
  const std::string_view want = R"([["x","y"],["x","y"]])";
  CHECK(json(text, {.json_bytes = want.size()}) == want);
  CHECK(json(text, {.json_bytes = want.size() - 1}) == "limit_exceeded");
}

}  // namespace
}  // namespace igp::yaml
