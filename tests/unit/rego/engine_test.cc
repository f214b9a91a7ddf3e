// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/engine.h"

#include <doctest/doctest.h>

#include <thread>

#include "rego/value/json_write.h"

using namespace igp;
using namespace igp::rego;

namespace {

struct Outcome {
  std::string text;  ///< JSON of each solution's expressions, or the error's code
  std::string message;
};

Outcome evaluate(const std::string& module, const std::string& query,
                 const std::string& data = "{}", const std::string& input = "",
                 EvalOptions options = {}) {
  EngineSources sources;
  if (!module.empty()) sources.modules.push_back({"test.rego", module});
  auto document = Document::from_json(data);
  REQUIRE(document);
  sources.data = std::move(*document);
  auto engine = Engine::build(std::move(sources));
  if (!engine) return {"compile", engine.error().front().text()};
  auto prepared = (*engine)->prepare(query);
  if (!prepared) return {"query", prepared.error().front().text()};
  Document given;
  if (!input.empty()) {
    auto read = Document::from_json(input);
    REQUIRE(read);
    given = std::move(*read);
  }
  Evaluation evaluation;
  auto results = (*prepared)->eval(evaluation, given.value, options);
  if (!results) return {results.error().code, results.error().message};
  Outcome outcome;
  for (const Solution& solution : results->solutions) {
    for (const Value& value : solution.expressions) {
      if (!outcome.text.empty()) outcome.text += ' ';
      outcome.text += write_json(value);
    }
  }
  return outcome;
}

struct Row {
  const char* module;
  const char* query;
  const char* want;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.module);
    CAPTURE(row.query);
    const Outcome got = evaluate(row.module, row.query, R"({"xs":[1,2,3],"o":{"a":{"k":1}}})",
                                 R"({"user":"u","n":2})");
    CAPTURE(got.message);
    CHECK(got.text == row.want);
  }
}

}  // namespace

TEST_CASE("engine: complete rules take the value of the rule that holds") {
  check({
      {"package a\np := 1 if input.n == 2", "data.a.p", "1"},
      {"package a\np := 1 if input.n == 3", "data.a.p", ""},
      {"package a\ndefault p := 7\np := 1 if input.n == 3", "data.a.p", "7"},
      {"package a\np := 1 if input.n == 3 else := 5", "data.a.p", "5"},
      {"package a\np := 1\np := 2", "data.a.p", "eval_conflict_error"},
      {"package a\np := x if x := data.xs[_]", "data.a.p", "eval_conflict_error"},
  });
}

TEST_CASE("engine: partial documents collect what their rules yield") {
  check({
      {"package a\np contains x if some x in data.xs", "data.a.p", "[1,2,3]"},
      {"package a\np contains x if some x in data.xs", "data.a.p[2]", "2"},
      {"package a\np contains x if some x in data.xs", "data.a.p[9]", ""},
      {"package a\np[k] := v if some k, v in data.xs", "data.a.p", R"({"0":1,"1":2,"2":3})"},
      {"package a\np[\"x\"] := v if some v in data.xs", "data.a.p", "eval_conflict_error"},
      {"package a\np[x].q contains y if { some x in data.xs; y := x + 1 }", "data.a.p[2].q", "[3]"},
  });
}

TEST_CASE("engine: functions, negation, every and comprehensions") {
  check({
      {"package a\nf(x) := x * 2\np := f(4)", "data.a.p", "8"},
      {"package a\nf(1) := \"one\"\nf(2) := \"two\"\np := f(input.n)", "data.a.p", "\"two\""},
      {"package a\nf([x, y]) := x + y\np := f([1, 2])", "data.a.p", "3"},
      {"package a\nf(x) := y if y := data.xs[_]", "data.a.f(1)", "eval_conflict_error"},
      {"package a\np if not data.xs[7]", "data.a.p", "true"},
      {"package a\np if every x in data.xs { x > 0 }", "data.a.p", "true"},
      {"package a\np if every x in data.xs { x > 1 }", "data.a.p", ""},
      {"", "[x | some x in data.xs; x > 1]", "[2,3]"},
      {"", "{x: y | some y, x in data.xs}", R"({"1":0,"2":1,"3":2})"},
      {"", "{k | data.o[k]}", R"(["a"])"},
  });
}

TEST_CASE("engine: unification decomposes patterns on both sides") {
  check({
      {"", "[x, 2] = [1, y]; z := x + y; z == 3", "true true true"},
      {"", "{\"a\": x} = {\"a\": 5}; x", "true 5"},
      {"", "[1, x] = [2, 3]", ""},
      {"package a\np := [x, y] if [x, [y, _]] = [1, [2, 3]]", "data.a.p", "[1,2]"},
  });
}

TEST_CASE("engine: with replaces documents for one expression only") {
  check({
      {"package a\np := input.n\nq := [x, p] if { x := p with input.n as 9 }", "data.a.q", "[9,2]"},
      {"package a\np := data.xs\nq := x if { x := p with data.xs as 5 }", "data.a.q", "5"},
      {"package a\np := 1\nq := x if { x := p with data.a.p as 4 }", "data.a.q", "4"},
      {"package a\nf(x) := x\np := f(1)\nq := x if { x := p with f as 3 }", "data.a.q", "3"},
      {"package a\np := count([1])\nq := x if { x := p with count as 8 }", "data.a.q", "8"},
      {"package a\ng(_) := 5\np := count([1])\nq := x if { x := p with count as g }", "data.a.q",
       "5"},
  });
}

TEST_CASE("engine: base and virtual documents are one tree") {
  check({
      {"package o.b\np := 1", "data.o", R"({"a":{"k":1},"b":{"p":1}})"},
      {"package o.b\np := 1", "[k | data.o[k]]", R"(["a","b"])"},
      {"package o.b\np := 1\nf(x) := x", "data.o.b", R"({"p":1})"},
  });
}

TEST_CASE("engine: errors of builtins are undefined unless strict") {
  CHECK(evaluate("package a\np := 1 / 0", "data.a.p").text.empty());
  EvalOptions strict;
  strict.strict_builtin_errors = true;
  CHECK(evaluate("package a\np := 1 / 0", "data.a.p", "{}", "", strict).text ==
        "eval_builtin_error");
}

TEST_CASE("engine: an evaluation that nests too deeply or was cancelled ends with an error") {
  std::string module = "package a\np0 := 1\n";
  for (int i = 1; i <= 300; ++i) module += fmt::format("p{} := p{} + 1\n", i, i - 1);
  CHECK(evaluate(module, "data.a.p300").text == "301");
  EvalOptions shallow;
  shallow.stack_bytes = std::size_t{16} * 1024;
  CHECK(evaluate(module, "data.a.p300", "{}", "", shallow).text == "eval_internal_error");
  const std::atomic<bool> cancel = true;
  EvalOptions options;
  options.cancel = &cancel;
  CHECK(evaluate("", "count([1 | numbers.range(1, 100)[_]; numbers.range(1, 100)[_]]) > 0", "{}",
                 "", options)
            .text == "eval_cancel_error");
}

TEST_CASE("engine: one query serves many threads") {
  EngineSources sources;
  sources.modules.push_back(
      {"a.rego", "package a\np := sum([x | some x in numbers.range(1, 100)])"});
  const auto engine = Engine::build(std::move(sources));
  REQUIRE(engine);
  const auto query = (*engine)->prepare("data.a.p");
  REQUIRE(query);
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        Evaluation evaluation;
        for (int n = 0; n < 50; ++n) {
          const auto results = (*query)->eval(evaluation, Value(), {});
          if (results && results->value() == Value::integer(5050)) ++right;
        }
      });
    }
  }
  CHECK(right == 200);
}

TEST_CASE("engine: rules are told apart by numbers whatever their spelling") {
  check({
      {"package a\np := \"x\" if input.n == 2.0\np := \"y\" if input.n == 3", "data.a.p", "\"x\""},
      {"package a\nf(1) := \"x\"\nf(2) := \"y\"\np := f(2.0)", "data.a.p", "\"y\""},
      {"package a\nf(1e0) := \"x\"\nf(2) := \"y\"\np := f(10 / 10)", "data.a.p", "\"x\""},
      {"package a\nf(0.5) := \"x\"\nf(2) := \"y\"\np := f(1 / 2)", "data.a.p", "\"x\""},
  });
}

TEST_CASE("engine: of equal keys of an object only the last value counts") {
  check({
      {"package a\nf(x) := 1 if x == 2\np := {\"a\": f(1), \"b\": 3, \"a\": 2}", "data.a.p",
       R"({"a":2,"b":3})"},
      {"package a\nf(x) := 1 if x == 2\np := {\"a\": 2, \"a\": f(1)}", "data.a.p", ""},
      {"package a\np := {\"a\": nosuch(1), \"a\": p, \"a\": 2}", "data.a.p", R"({"a":2})"},
      {"package a\np := {1.0: 1 / 0, 1: 2}", "data.a.p", R"({"1.0":2})"},
      {"package a\np := {[1]: 1 / 0, [1.0]: 2}", "data.a.p", R"({"[1]":2})"},
      {"package a\np := {x: 1 / 0, x: 2} if x := \"k\"", "data.a.p", R"({"k":2})"},
      {"package a\nq := \"k\"\np := {q: 1 / 0, data.a.q: 2}", "data.a.p", R"({"k":2})"},
      {"package a\np := {\"a\": {\"b\": 1 / 0, \"b\": 3}}", "data.a.p", R"({"a":{"b":3}})"},
      {"", "{\"a\": z, \"a\": 1}", R"({"a":1})"},
      {"", "{\"a\": 1, \"a\": z}", "query"},
      {"package a\ndefault p := {\"a\": input.x, \"a\": 1}", "data.a.p", "compile"},
  });
}

TEST_CASE("engine: whatever way a query comes to a rule, the rule is ready") {
  check({
      {"package a\nf(x) := x\ng(x) := x + 1\np := y if y := f(1) with f as g", "data.a.p", "2"},
      {"package a\ng(x) := 7\np := y if y := count([]) with count as g", "data.a.p", "7"},
      {"package a\ng(x) := 7", "count([]) with count as data.a.g", "7"},
      {"package a\np := 1\nq := 2", "sum([v | v := data.a[_]])", "3"},
      {"package a\np := 1\nq := 2", "data.a", R"({"p":1,"q":2})"},
      {"package a.b\np := 1", "data[x].b.p", "1"},
      {"package a\ns contains 1\np := data[x].s[1] if x := \"a\"", "data.a.p", "1"},
      {"package a\no[k] := v if some k, v in {\"x\": q}\nq := 3", "data.a.o.x", "3"},
      {"package a\np := 1 if false\nelse := q\nq := 4", "data.a.p", "4"},
      {"package a\ndefault p := 5\np := q if false\nq := 4", "data.a.p", "5"},
  });
}

TEST_CASE("engine: a rule that cannot be planned concerns the queries that come to it") {
  const auto engine = Engine::build({.modules = {{"a.rego", R"(package a
name := "k"
p := 1 if input.k == 2 with input[name] as 2
q := p
r := 3)"}}});
  REQUIRE(engine);
  for (int again = 0; again < 2; ++again) {
    for (const char* query : {"data.a.p", "data.a.q", "data.a"}) {
      const auto refused = (*engine)->prepare(query);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().front().code == DiagnosticCode::kUnsupported);
    }
    CHECK((*engine)->prepare("data.a.r"));
  }
}

TEST_CASE("engine: threads prepare queries of rules that they share while others evaluate") {
  std::string module = "package a\nq := numbers.range(1, 100)\n";
  for (int i = 0; i < 20; ++i) module += fmt::format("p{} := sum(q) + {}\n", i, i);
  const auto engine = Engine::build({.modules = {{"a.rego", module}}});
  REQUIRE(engine);
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        Evaluation evaluation;
        for (int i = 0; i < 20; ++i) {
          const auto query = (*engine)->prepare(fmt::format("data.a.p{}", i));
          if (!query) continue;
          const auto results = (*query)->eval(evaluation, Value(), {});
          if (results && results->value() == Value::integer(5050 + i)) ++right;
        }
      });
    }
  }
  CHECK(right == 80);
}
