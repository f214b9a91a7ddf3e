// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Runs the Rego front end over JSON lines from standard input and answers each with one line:
// {"ok": bool, "errors": [{code, message, file, row, col}]}. Driven by front_end.py.
#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "rego/builtins/registry.h"
#include "rego/compile/builtin_decls.h"
#include "rego/compile/compiler.h"
#include "rego/syntax/ast_json.h"
#include "rego/syntax/parser.h"

namespace {

using igp::Json;
namespace rego = igp::rego;

rego::ParseOptions options_of(const Json& request) {
  rego::ParseOptions options;
  if (request.value("version", "v1") == "v0") options.version = rego::RegoVersion::kV0;
  return options;
}

Json encode(const rego::Diagnostics& errors) {
  Json out = Json::array();
  for (const rego::Diagnostic& error : errors) {
    out.push_back({{"code", rego::diagnostic_code_name(error.code)},
                   {"message", error.message},
                   {"file", error.location.file},
                   {"row", error.location.row},
                   {"col", error.location.col}});
  }
  return Json{{"ok", errors.empty()}, {"errors", out}};
}

Json run_module(const Json& request) {
  const auto module = rego::parse_module("test-0.rego", request["src"], options_of(request));
  Json answer = encode(module ? rego::Diagnostics{} : module.error());
  if (!module) return answer;
  // As text: the library would round numbers.
  answer["ast"] = rego::encode_ast_json(**module);
  return answer;
}

/// Parses and compiles modules named as OPA's test runner names them.
rego::Diagnosed<std::unique_ptr<rego::CompiledModules>> compile(const Json& request) {
  std::vector<std::unique_ptr<rego::Module>> modules;
  for (const Json& source : request["modules"]) {
    auto module = rego::parse_module(fmt::format("test-{}.rego", modules.size()), source,
                                     options_of(request));
    if (!module) return std::unexpected(std::move(module).error());
    modules.push_back(std::move(*module));
  }
  // OPA's tests were labelled without print statements.
  return rego::compile_modules(std::move(modules), {.print_statements = false});
}

Json run_compile(const Json& request) {
  const auto program = compile(request);
  return encode(program ? rego::Diagnostics{} : program.error());
}

/// A conformance case: its modules, then its query, which is always Rego v1.
Json run_case(const Json& request) {
  const auto program = compile(request);
  if (!program) return encode(program.error());
  const auto query = rego::parse_query("", request["query"]);
  if (!query) return encode(query.error());
  return encode(rego::compile_query(**program, **query));
}

Json run_query(const Json& request) {
  const auto query = rego::parse_query("", request["query"], options_of(request));
  if (!query) return encode(query.error());
  const auto program = rego::compile_modules({});
  return encode(rego::compile_query(**program, **query));
}

/// What is declared, and whether it is there.
Json list_builtins() {
  Json list = Json::array();
  for (const rego::BuiltinDecl& decl : rego::builtin_decls()) {
    Json row = {{"name", decl.name}, {"arity", decl.arity}, {"signature", decl.signature}};
    if (!decl.infix.empty()) row["infix"] = decl.infix;
    if (decl.has(rego::BuiltinDecl::kRelation)) row["relation"] = true;
    if (decl.has(rego::BuiltinDecl::kNondeterministic)) row["nondeterministic"] = true;
    if (decl.has(rego::BuiltinDecl::kDeprecated)) row["deprecated"] = true;
    // The evaluator does some itself, without a function.
    row["supported"] =
        rego::is_builtin_supported(decl.name) || rego::find_builtin_function(decl.name) == nullptr;
    list.push_back(std::move(row));
  }
  return {{"builtins", std::move(list)}};
}

Json run(std::string_view mode, const Json& request) {
  if (mode == "compile") return run_compile(request);
  if (mode == "cases") return run_case(request);
  if (mode == "queries") return run_query(request);
  return run_module(request);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "modules";
  if (mode == "builtins") {
    std::cout << list_builtins().dump() << std::endl;
    return 0;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    const Json answer = run(mode, Json::parse(line));
    std::cout << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
  }
  return 0;
}
