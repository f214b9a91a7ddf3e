// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/compiler.h"

#include <algorithm>
#include <utility>

#include "rego/compile/compile_context.h"
#include "rego/compile/dependencies.h"
#include "rego/syntax/parser.h"
#include "rego/syntax/walk.h"
#include "rego/types/type_tree.h"

namespace igp::rego {

namespace {

/// Names in the source that look like those the compiler makes.
struct TakenNames {
  CompileContext& context;

  bool visit(Term& term) {
    if (term.is(TermKind::kVar) && is_generated(term.text)) context.taken.insert(term.text);
    return true;
  }
  bool visit(Expr&) { return true; }
};

class ModuleCompiler {
 public:
  ModuleCompiler(CompiledModules& program, const CompileOptions& options)
      : program_(program),
        options_(options),
        context_{.arena = program.arena,
                 .rules = program.rules,
                 .strict = options.strict,
                 .print_statements = options.print_statements} {
    for (const auto& module : program.modules) modules_.push_back(module.get());
  }

  Diagnostics run();

 private:
  template <class Stage>
  void each_branch(Stage stage) {
    for (Module* module : modules_) {
      for (Rule* first : module->rules) for_each_branch(*first, stage);
    }
  }

  [[nodiscard]] bool checks_v1(const Module& module) const {
    return options_.strict || module.language != RegoVersion::kV0;
  }

  void prepare();
  void check_modules();
  void rewrite_calls();
  void check_order();
  void finish();

  CompiledModules& program_;
  const CompileOptions& options_;
  CompileContext context_;
  std::vector<Module*> modules_;
};

/// Heads may hold one term in two places; what is rewritten in place must not be shared.
void ModuleCompiler::prepare() {
  TakenNames names{context_};
  each_branch([&](Rule& rule) {
    Head& head = *rule.head;
    if (head.key != nullptr && head.key == head.ref.back()) {
      head.key = clone(program_.arena, head.key);
    }
    walk(names, head);
    walk(names, rule.body);
    rule.id = program_.rule_count++;
  });
}

void ModuleCompiler::check_modules() {
  for (Module* module : modules_) {
    if (!checks_v1(*module)) continue;
    check_root_overrides(context_, *module);
  }
  for (Module* module : modules_) {
    if (checks_v1(*module)) check_duplicate_imports(context_, *module);
  }
}

void ModuleCompiler::rewrite_calls() {
  for (Module* module : modules_) {
    for (Rule* first : module->rules) rewrite_locals(context_, *first);
  }
  if (context_.fatal) return;
  each_branch([this](Rule& rule) { rewrite_templates(context_, rule); });
  if (context_.fatal) return;
  each_branch([this](Rule& rule) { check_void_calls(context_, rule); });
  if (context_.fatal) return;
  each_branch([this](Rule& rule) { rewrite_prints(context_, rule); });
  if (context_.fatal) return;
  each_branch([this](Rule& rule) { expand_calls(context_, rule); });
  if (context_.fatal) return;
  rewrite_metadata(context_, modules_);
  if (context_.fatal) return;
  each_branch([this](Rule& rule) { rewrite_comprehension_heads(context_, rule); });
  each_branch([this](Rule& rule) { rewrite_heads(context_, rule); });
  each_branch([this](Rule& rule) { rewrite_withs(context_, rule); });
}

void ModuleCompiler::check_order() {
  check_conflicts(context_, modules_, options_.path_exists);
  if (context_.fatal) return;
  each_branch([this](Rule& rule) { check_undefined_functions(context_, rule); });
  if (context_.fatal) return;
  each_branch([this](Rule& rule) { check_head_safety(context_, rule); });
  if (context_.fatal) return;
  each_branch([this](Rule& rule) { order_rule_body(context_, rule); });
}

void ModuleCompiler::finish() {
  each_branch([this](Rule& rule) { rewrite_equals(context_, rule); });
  each_branch([this](Rule& rule) { hoist_dynamic_terms(context_, rule.body); });
  DependencyGraph graph(program_.rules, modules_);
  check_recursion(context_, graph);
  if (context_.fatal) return;
  each_branch([](Rule& rule) { assign_slots(rule); });
  program_.types = program_.arena.make<TypeNode>();
  check_types(context_, graph, *program_.types);
  for (Module* module : modules_) {
    if (checks_v1(*module)) check_deprecated(context_, *module);
  }
  if (!context_.errors.empty()) return;
  each_branch([this](Rule& rule) { restore_names(context_, rule); });
}

Diagnostics ModuleCompiler::run() {
  prepare();
  for (Module* module : modules_) resolve_module(context_, *module, modules_);
  if (context_.fatal) return std::move(context_.errors);
  for (Module* module : modules_) {
    for (Rule* first : module->rules) rewrite_head_refs(context_, *first);
  }
  check_modules();
  for (Module* module : modules_) program_.rules.add(*module);
  rewrite_calls();
  if (!context_.fatal) check_order();
  if (!context_.fatal) finish();
  return std::move(context_.errors);
}

/// Reads a query's package and imports by way of a module that has nothing else.
Diagnosed<std::unique_ptr<Module>> parse_context(const QueryContext& context) {
  std::string source =
      "package " + (context.package.empty() ? std::string("query") : context.package) + "\n";
  for (const std::string& path : context.imports) source += "import " + path + "\n";
  return parse_module("", std::move(source));
}

}  // namespace

Diagnosed<std::unique_ptr<CompiledModules>> compile_modules(
    std::vector<std::unique_ptr<Module>> modules, const CompileOptions& options) {
  auto program = std::make_unique<CompiledModules>();
  program->modules = std::move(modules);
  std::ranges::stable_sort(program->modules, {}, [](const std::unique_ptr<Module>& module) {
    return std::string_view(module->source->name);
  });
  Diagnostics errors = ModuleCompiler(*program, options).run();
  if (!errors.empty()) {
    sort_diagnostics(errors);
    return std::unexpected(std::move(errors));
  }
  return program;
}

Diagnostics compile_query(const CompiledModules& program, Query& query,
                          const QueryContext& options) {
  CompileContext context{.arena = query.arena,
                         .rules = program.rules,
                         .strict = options.strict,
                         .print_statements = options.print_statements,
                         .prefix = "__localq"};
  if (query.body.empty()) {
    context.report(DiagnosticCode::kCompile, Loc{}, "empty query cannot be compiled");
    return std::move(context.errors);
  }
  TakenNames names{context};
  walk(names, query.body);
  auto surroundings = parse_context(options);
  if (!surroundings) return std::move(surroundings).error();
  query.context = std::move(*surroundings);
  std::vector<Module*> modules;
  for (const auto& module : program.modules) modules.push_back(module.get());
  std::vector<Terms> imports;
  for (const Import* import : query.context->imports) imports.push_back(import->path->items);
  const Terms package = options.package.empty() ? Terms{} : query.context->package.path;

  Body& body = query.body;
  const auto stages = {
      +[](CompileContext& c, Body& b) { rewrite_query_locals(c, b); },
      +[](CompileContext& c, Body& b) { rewrite_query_templates(c, b); },
      +[](CompileContext& c, Body& b) { check_void_calls(c, b); },
      +[](CompileContext& c, Body& b) { rewrite_prints(c, b); },
      +[](CompileContext& c, Body& b) { expand_calls(c, b); },
      +[](CompileContext& c, Body& b) { rewrite_comprehension_heads(c, b); },
      +[](CompileContext& c, Body& b) { rewrite_withs(c, b); },
      +[](CompileContext& c, Body& b) { check_undefined_functions(c, b); },
      +[](CompileContext& c, Body& b) { order_query(c, b); },
      +[](CompileContext& c, Body& b) { hoist_dynamic_terms(c, b); },
  };
  resolve_query(context, body, package, imports, modules);
  for (const auto stage : stages) {
    stage(context, body);
    if (context.fatal) return std::move(context.errors);
  }
  assign_query_slots(query);
  check_query_types(context, program, query, modules);
  if (!context.fatal) restore_names(context, body);
  return std::move(context.errors);
}

}  // namespace igp::rego
