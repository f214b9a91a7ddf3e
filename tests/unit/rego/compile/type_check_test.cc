// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rego/compile/compiler.h"
#include "rego/syntax/parser.h"

using namespace igp::rego;

namespace {

/// "row: message" of each finding.
std::vector<std::string> findings(const std::string& rules) {
  auto module = parse_module("p.rego", "package p\n" + rules);
  REQUIRE(module.has_value());
  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(std::move(*module));
  const auto program = compile_modules(std::move(modules));
  std::vector<std::string> out;
  if (program) return out;
  for (const Diagnostic& error : program.error()) {
    CHECK((error.code == DiagnosticCode::kType || error.code == DiagnosticCode::kRecursion));
    out.push_back(std::to_string(error.location.row) + ": " + error.message);
  }
  return out;
}

struct Case {
  std::string rules;
  std::vector<std::string> want;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [rules, want] : cases) {
    CAPTURE(rules);
    CHECK(findings(rules) == want);
  }
}

}  // namespace

TEST_CASE("type_check: operands are of the types that functions take") {
  check({
      {"a := upper(1)", {"2: upper: invalid argument(s)"}},
      {"a := upper(input.x)", {}},
      {"a := upper(x) if x := [1][_]", {"2: upper: invalid argument(s)"}},
      {"f(x) := x + 1\na := f(\"1\")", {"3: data.p.f: invalid argument(s)"}},
      {"f(x) := x\na := f(\"1\")", {}},
      {"a if \"x\" in [1, 2]", {"2: match error"}},
      {"a if \"x\" in 7", {}},
      {"a if { x := 1; sum([x, \"y\"]) == 2 }", {"2: sum: invalid argument(s)"}},
  });
}

TEST_CASE("type_check: sides of an equation have a value in common") {
  check({
      {"a if 1 == \"x\"", {"2: match error"}},
      {"a if { [1, x] = [1, \"x\"]; x == 2 }", {"2: match error"}},
      {"a if {\"k\": 1} == {\"k\": input.x}", {}},
      {"a if {x | x := 1} == {\"1\"}", {"2: match error"}},
      {"b contains 1\na if b == {\"1\"}", {"3: match error"}},
      {"b contains 1\nb contains \"1\"\na if b == {\"1\"}", {}},
      {"a if not 1 == \"x\"", {"2: match error"}},
  });
}

TEST_CASE("type_check: references select what is there") {
  check({
      {"b := {\"k\": 1}\na := b.l", {"3: undefined ref: data.p.b.l"}},
      {"b := {\"k\": 1}\na := b[input.l]", {}},
      {"b := [1, 2]\na := b.first", {"3: undefined ref: data.p.b.first"}},
      {"b := [1, 2]\na := b[2]", {"3: undefined ref: data.p.b[2]"}},
      {"b := {}\na := b[_]", {}},
      {"a := data.q.x.y.z", {}},
      {"f(x) := x\na := f", {"3: function data.p.f used as reference, not called"}},
      {"a := [1, 2][\"x\"]", {"2: undefined ref: [1, 2].x"}},
  });
}

TEST_CASE("type_check: what `with` replaces may be of another type") {
  check({
      {"b := 1\na if upper(b) == \"X\"", {"3: upper: invalid argument(s)"}},
      {"b := 1\na if upper(b) == \"X\" with data.p.b as \"x\"", {}},
      {"b := input.x\nc := b.y\na if c.z == 1 with input as {\"x\": 1}", {}},
      {"f(x, y) := x\na if startswith(\"x\", \"y\") with startswith as f", {}},
      {"f(x) := x\na if startswith(\"x\", \"y\") with startswith as f",
       {"3: startswith: arity mismatch"}},
  });
}

TEST_CASE("type_check: references by variables of known values are those to the values") {
  check({
      {"a if { x := \"q\"; data[x].a }", {}},
      {"a if { some x in [\"q\", \"r\"]; data[x].a }", {}},
      {"a if { x := \"p\"; data[x].a }", {"2: rule data.p.a is recursive: data.p.a -> data.p.a"}},
      {"a if { some x in [\"p\", \"q\"]; data[x].a }",
       {"2: rule data.p.a may be recursive: data.p.a -> data.p.a"}},
      {"a if data[input.x].a", {"2: rule data.p.a may be recursive: data.p.a -> data.p.a"}},
      {"a if data[_].a", {"2: rule data.p.a is recursive: data.p.a -> data.p.a"}},
  });
}
