// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/parser.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/limits.h"
#include "rego/syntax/print.h"

namespace igp::rego {
namespace {

struct Want {
  std::string source;
  int row;
  int col;
  std::string message;
};

void check_refused(const Want& want, RegoVersion version) {
  CAPTURE(want.source);
  const auto module = parse_module("m.rego", want.source, {.version = version});
  REQUIRE(!module);
  const Diagnostic& first = module.error().front();
  CHECK(first.code == DiagnosticCode::kParse);
  CHECK(first.message == want.message);
  CHECK(first.location.row == want.row);
  CHECK(first.location.col == want.col);
}

TEST_CASE("parser: reads every form of rule") {
  const auto module = parse_module("m.rego", R"(package a.b["c"]
import data.x as y
default allow := false
allow if input.x == 1
p contains x if some x in input.xs
f(x, _) := x + 1 if x > 0 else := 2 if { x } else := 3
q.r[k].s := v if { some k, v in input }
t { u = 1 }
)",
                                   {.version = RegoVersion::kV1});
  REQUIRE(!module);  // the last rule lacks `if`
  CHECK(module.error().size() == 1);
  CHECK(module.error()[0].location.row == 8);
}

TEST_CASE("parser: keeps the pieces of a rule") {
  const auto module = parse_module("m.rego", "package p\n\nf(x, _) := x + 1 if x > 0 else := 2\n");
  REQUIRE(module);
  REQUIRE((*module)->rules.size() == 1);
  const Rule& rule = *(*module)->rules[0];
  CHECK(rule.loc.row == 3);
  CHECK(ref_to_text(rule.head->ref) == "f");
  REQUIRE(rule.head->args.size() == 2);
  CHECK(rule.head->args[1]->text == "$0");
  CHECK(to_text(*rule.head->value) == "plus(x, 1)");
  CHECK(to_text(rule.body) == "gt(x, 0)");
  REQUIRE(rule.else_rule != nullptr);
  CHECK(to_text(*rule.else_rule->head->value) == "2");
  CHECK(rule.else_rule->head->args[1]->text == "$1");
  CHECK(rule.else_rule->module == module->get());
}

TEST_CASE("parser: refuses bad v1 modules in OPA's words") {
  const std::vector<Want> cases = {
      {"", 0, 0, "empty module"},
      {"p := 1", 1, 1, "package expected"},
      {"package p\np { true }", 2, 1, "`if` keyword is required before rule body"},
      {"package p\nf(x) { x }", 2, 1, "`if` keyword is required before function body"},
      {"package p\np[x] { x = 1 }", 2, 1, "`if` keyword is required before rule body"},
      {"package p\nx := \"abc", 2, 6, "non-terminated string"},
      {"package p\nx := 01", 2, 6, "unexpected number token: expected number without leading zero"},
      {"package p\nx if {", 2, 6, "unexpected eof token"},
      {"package p\nimport foo.bar", 2, 8,
       "unexpected import path, must begin with one of: {data, future, input, rego}, got: foo "
       "(hint: if this is unexpected, try updating OPA)"},
      {"package p\ndefault x := input.y", 2, 1, "illegal default rule (value cannot contain ref)"},
      {"package p\nx := 1e400000", 2, 6, "number too big"},
  };
  for (const Want& want : cases) check_refused(want, RegoVersion::kV1);
}

TEST_CASE("parser: hints at missing imports in v0") {
  check_refused({"package p\np if { true }", 2, 1,
                 "var cannot be used for rule name (hint: `import future.keywords.if` for `p if { "
                 "... }` rules)"},
                RegoVersion::kV0);
}

TEST_CASE("parser: operators bind as in OPA") {
  struct Case {
    std::string source;
    std::string want;
  };
  const std::vector<Case> cases = {
      {"x := 1 + 2 * 3 - 4", "assign(x, minus(plus(1, mul(2, 3)), 4))"},
      {"1 < 2 | 3 & 4", "lt(1, or(2, and(3, 4)))"},
      {"x = -y", "x = minus(0, y)"},
      {"1 in [1] in xs", "internal.member_2(internal.member_2(1, [1]), xs)"},
      {"{1 | 1}", "{1 | 1}"},
      {"{a: b | b = 1}", "{a: b | b = 1}"},
      {"x = {1, 1.0, 2}", "x = {1, 2}"},
      {"f(x).y[\"if\"].z", "f(x).y[\"if\"].z"},
      {"$\"a{x}b\"", "$\"a{x}b\""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    const auto query = parse_query("", c.source);
    REQUIRE(query);
    CHECK(to_text((*query)->body) == c.want);
  }
}

TEST_CASE("parser: limits nesting") {
  const auto nested = [](int depth) {
    return "x = " + std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(parse_query("", nested(100)));
  const auto deep = parse_query("", nested(limits::kRegoParseDepth + 1));
  REQUIRE(!deep);
  CHECK(deep.error()[0].message == "max parsing recursion depth exceeded");
}

TEST_CASE("parser: limits the size of a source") {
  CHECK(parse_query("", "1" + std::string(limits::kRegoModuleBytes - 1, ' ')));
  CHECK(!parse_query("", "1" + std::string(limits::kRegoModuleBytes, ' ')));
}

TEST_CASE("parser: syntax check reports place and line") {
  CHECK(check_syntax("a.rego", "package a"));
  const Status bad = check_syntax("a.rego", "package a\n\np if {\n  x ==\n}\n");
  REQUIRE(!bad);
  CHECK(bad.error().code == ErrorCode::kRegoParse);
  REQUIRE(bad.error().location);
  CHECK(bad.error().location->file == "a.rego");
  CHECK(bad.error().location->row == 5);
  CHECK(bad.error().location->source_line == "}");
}

}  // namespace
}  // namespace igp::rego
