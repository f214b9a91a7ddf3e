// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/steps_index.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "rego/engine.h"
#include "rego/value/json_write.h"

using namespace igp::rego;

namespace {

std::string outcome(const std::string& module, const std::string& data, bool index) {
  EngineSources sources;
  sources.modules.push_back({"test.rego", module});
  auto document = Document::from_json(data);
  REQUIRE(document);
  sources.data = std::move(*document);
  const auto engine = Engine::build(std::move(sources));
  if (!engine) return engine.error().front().text();
  const auto query = (*engine)->prepare("data.p.r");
  if (!query) return query.error().front().text();
  Evaluation evaluation;
  EvalOptions options;
  options.comprehension_index = index;
  const auto results = (*query)->eval(evaluation, Value(), options);
  if (!results) return results.error().text();
  std::string out;
  for (const Solution& solution : results->solutions) {
    for (const Value& value : solution.expressions) out += write_json(value) + "\n";
  }
  return out;
}

/// Writes policies that group rows.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string data() {
    std::string rows;
    const unsigned count = below(8);
    for (unsigned i = 0; i < count; ++i) {
      rows += fmt::format("{}{{\"a\": {}, \"b\": {}, \"c\": {}}}", i == 0 ? "" : ", ", value(),
                          value(), value());
    }
    return fmt::format("{{\"rows\": [{}]}}", rows);
  }

  std::string module() {
    std::string out = "package p\n\n";
    const unsigned rules = 1 + below(2);
    for (unsigned i = 0; i < rules; ++i) {
      out += fmt::format(
          "r contains [k, l, g] if {{\n  some i\n  k := data.rows[i].{}\n  l := data.rows[i].{}\n"
          "  g := {}{}\n}}\n\n",
          field(), field(), comprehension(),
          below(5) == 0 ? " with data.rows as [{\"a\": 1, \"b\": 2}]" : "");
    }
    return out;
  }

 private:
  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }
  std::string_view pick(const std::vector<std::string_view>& from) {
    return from[below(static_cast<unsigned>(from.size()))];
  }
  std::string_view value() {
    return pick({"1", "1.0", "2", "\"x\"", "[1]", "[1.0]", "null", "true", "{\"k\": 1}"});
  }
  std::string_view field() { return pick({"a", "b", "c"}); }

  std::string condition() {
    const std::string ref = fmt::format("data.rows[j].{}", field());
    switch (below(8)) {
      case 0:
        return fmt::format("{} == k", ref);
      case 1:
        return fmt::format("k = {}", ref);
      case 2:
        return fmt::format("{} == l", ref);
      case 3:
        return fmt::format("m := {}; m == k", ref);
      case 4:
        return fmt::format("{} != {}", ref, below(2) == 0 ? "1" : "k");
      case 5:
        return fmt::format("data.rows[i].a == {}", ref);
      case 6:
        return "k == l";
      default:
        return fmt::format("upper({}) == k", ref);
    }
  }

  std::string comprehension() {
    std::string body = fmt::format("some j; v := data.rows[j].{}", field());
    if (below(2) == 0) {
      body = fmt::format("some j; {}; v := data.rows[j].{}", condition(), field());
    } else {
      body += "; " + condition();
    }
    if (below(3) == 0) body += "; data.rows[j].c == l";
    switch (below(4)) {
      case 0:
        return fmt::format("[v | {}]", body);
      case 1:
        return fmt::format("{{j: v | {}}}", body);
      case 2:
        return fmt::format("{{v: j | {}}}", body);
      default:
        return fmt::format("{{v | {}}}", body);
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("steps_index: a comprehension is the same with and without an index") {
  for (unsigned seed = 0; seed < 1500; ++seed) {
    Generator generator(seed);
    const std::string data = generator.data();
    const std::string module = generator.module();
    CAPTURE(data);
    CAPTURE(module);
    CHECK(outcome(module, data, true) == outcome(module, data, false));
  }
}

TEST_CASE("steps_index: grouping takes time for the rows, not for their square") {
  constexpr int kRows = 20'000;
  std::string rows;
  for (int i = 0; i < kRows; ++i) {
    rows += fmt::format("{}{{\"id\": {}, \"kind\": {}}}", i == 0 ? "" : ",", i, i % 100);
  }
  // Without an index this is 400 million steps, for which the test would time out.
  CHECK(outcome("package p\n\nr contains count(ids) if {\n  some i\n  kind := data.rows[i].kind\n"
                "  ids := {x | some j; data.rows[j].kind == kind; x := data.rows[j].id}\n}\n",
                fmt::format("{{\"rows\": [{}]}}", rows), true) == "[200]\n");
}
