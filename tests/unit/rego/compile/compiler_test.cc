// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/compiler.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rego/compile/builtin_decls.h"
#include "rego/syntax/parser.h"
#include "rego/syntax/print.h"

namespace igp::rego {
namespace {

using Sources = std::vector<std::string>;

Diagnosed<std::unique_ptr<CompiledModules>> compile(const Sources& sources,
                                                    const CompileOptions& options = {}) {
  std::vector<std::unique_ptr<Module>> modules;
  for (const std::string& source : sources) {
    auto module = parse_module(fmt::format("m{}.rego", modules.size()), source);
    REQUIRE(module);
    modules.push_back(std::move(*module));
  }
  return compile_modules(std::move(modules), options);
}

/// The first rule's body after compilation.
std::string body_of(const std::string& source) {
  const auto program = compile({source});
  REQUIRE(program);
  return to_text((*program)->modules[0]->rules[0]->body);
}

TEST_CASE("compiler: resolves rules and imports to full references") {
  const auto program = compile({"package a\nimport data.b.c\np if { q; c.d }\nq := 1"});
  REQUIRE(program);
  CHECK(to_text((*program)->modules[0]->rules[0]->body) == "data.a.q; data.b.c.d");
}

TEST_CASE("compiler: puts expressions behind what binds their variables") {
  CHECK(body_of("package a\np if { x > 1; x = input.y }") == "x = input.y; gt(x, 1)");
  CHECK(body_of("package a\np if { not input.b[i]; i = input.c }") ==
        "i = input.c; not input.b[i]");
}

TEST_CASE("compiler: moves nested calls to expressions of their own") {
  CHECK(body_of("package a\np if { x := input.x; count(split(x, \",\")) > 1 }") ==
        "x = input.x; split(x, \",\", __local1__); count(__local1__, __local2__); "
        "gt(__local2__, 1)");
}

TEST_CASE("compiler: gives variables of different scopes different slots") {
  const auto program = compile({"package a\np if { x := 1; y := [x | x := 2]; y[0] != x }"});
  REQUIRE(program);
  const Rule& rule = *(*program)->modules[0]->rules[0];
  const Term& outer = *rule.body[0]->terms[1];
  const Term& inner = *rule.body[1]->terms[2]->compr->body[0]->terms[1];
  CHECK(outer.text == "x");
  CHECK(inner.text == "x");
  CHECK(outer.slot != inner.slot);
  CHECK(rule.slots >= 3);
}

struct Want {
  Sources sources;
  DiagnosticCode code;
  int row;
  int col;
  std::string message;
};

TEST_CASE("compiler: refuses in OPA's words") {
  const std::vector<Want> cases = {
      {{"package a\np if x > 1"}, DiagnosticCode::kUnsafeVar, 2, 6, "var x is unsafe"},
      {{"package a\np := x"}, DiagnosticCode::kUnsafeVar, 2, 6, "var x is unsafe"},
      {{"package a\np if { x := 1; x := 2; x }"},
       DiagnosticCode::kCompile,
       2,
       16,
       "var x assigned above"},
      {{"package a\np if { some x; input.y }"},
       DiagnosticCode::kCompile,
       2,
       8,
       "declared var x unused"},
      {{"package a\np if f(1)"}, DiagnosticCode::kType, 2, 6, "undefined function f"},
      {{"package a\np if count(1, 2, 3)"}, DiagnosticCode::kType, 2, 6, "count: arity mismatch"},
      {{"package a\np if q\nq if p"},
       DiagnosticCode::kRecursion,
       2,
       1,
       "rule data.a.p is recursive: data.a.p -> data.a.q -> data.a.p"},
      {{"package a\np := 1\np contains 2"},
       DiagnosticCode::kType,
       2,
       1,
       "conflicting rules data.a.p found"},
      {{"package a\ndefault p := 1\ndefault p := 2"},
       DiagnosticCode::kType,
       1,
       1,
       "multiple default rules data.a.p found at m0.rego:2, m0.rego:3"},
      {{"package a\nb := 1", "package a.b\nc := 1"},
       DiagnosticCode::kType,
       1,
       1,
       "package a.b conflicts with rule b defined at m0.rego:2"},
      {{"package a\ninput := 1"},
       DiagnosticCode::kCompile,
       2,
       1,
       "rules must not shadow input (use a different rule name)"},
      {{"package a\np if x with y as 1\nx := 1"},
       DiagnosticCode::kType,
       2,
       13,
       "with keyword target must reference existing input, data, or a function"},
      {{"package a\np if any([true])"},
       DiagnosticCode::kType,
       2,
       6,
       "deprecated built-in function calls in expression: any"},
  };
  for (const Want& want : cases) {
    CAPTURE(want.sources[0]);
    const auto program = compile(want.sources);
    REQUIRE(!program);
    const Diagnostic& first = program.error().front();
    CHECK(first.code == want.code);
    CHECK(first.message == want.message);
    CHECK(first.location.row == want.row);
    CHECK(first.location.col == want.col);
  }
}

TEST_CASE("compiler: refuses unused imports, variables and arguments in strict mode") {
  const auto program = compile({"package a\nimport data.b\nf(x) if { y := 1 }"}, {.strict = true});
  REQUIRE(!program);
  REQUIRE(program.error().size() == 3);
  CHECK(program.error()[0].message == "import data.b unused");
  CHECK(program.error()[1].message.starts_with("unused argument x."));
  CHECK(program.error()[2].message == "assigned var y unused");
}

TEST_CASE("compiler: refuses rules where base documents are") {
  const CompileOptions options{.path_exists = [](const std::vector<std::string_view>& path) {
    return path == std::vector<std::string_view>{"items", "n"};
  }};
  const auto program = compile({"package items\nn := 1"}, options);
  REQUIRE(!program);
  CHECK(program.error()[0].message == "conflicting rule for data path items/n found");
}

TEST_CASE("compiler: compiles queries in the context of a package") {
  const auto program = compile({"package a.b\np := 1"});
  REQUIRE(program);
  auto query = parse_query("", "x := p; x == 1");
  REQUIRE(query);
  CHECK(compile_query(**program, **query, {.package = "a.b"}).empty());
  CHECK(to_text((*query)->body) == "x = data.a.b.p; equal(x, 1)");
  CHECK((*query)->slots == 1);

  auto unsafe = parse_query("", "p == 1");
  REQUIRE(unsafe);
  const Diagnostics errors = compile_query(**program, **unsafe);
  REQUIRE(!errors.empty());
  CHECK(errors[0].code == DiagnosticCode::kUnsafeVar);
}

TEST_CASE("compiler: declares every builtin with a readable signature") {
  for (const BuiltinDecl& decl : builtin_decls()) {
    CAPTURE(decl.name);
    CHECK(decl.signature.starts_with('('));
    CHECK(decl.signature.contains(" -> ") != decl.has(BuiltinDecl::kNoResult));
    CHECK(find_builtin(decl.name) == &decl);
  }
  CHECK(find_builtin("no.such.builtin") == nullptr);
}

}  // namespace
}  // namespace igp::rego
