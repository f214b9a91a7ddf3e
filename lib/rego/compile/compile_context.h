// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What the stages of a compilation share. Included by the files of this folder only.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rego/compile/builtin_decls.h"
#include "rego/compile/rule_tree.h"
#include "rego/compile/vars.h"
#include "rego/syntax/ast.h"
#include "rego/syntax/diagnostic.h"

namespace igp::rego {

class DependencyGraph;
struct CompiledModules;
struct TypeNode;

/// The state of one compilation, of modules or of a query.
struct CompileContext {
  SyntaxArena& arena;
  const RuleTree& rules;
  bool strict = false;
  bool print_statements = true;
  /// Names of generated variables: "__local" for modules, "__localq" for queries.
  std::string prefix = "__local";

  Diagnostics errors;
  bool fatal = false;  ///< no stage after the current one

  /// Generated names of variables and what the user called them.
  std::map<std::string_view, std::string_view> originals;
  /// Variables that look like generated ones in the source.
  std::set<std::string_view> taken;
  int next_local = 0;

  /// A name that nothing else has.
  std::string_view new_name();

  /// A finding after which compilation stops at the end of the stage.
  void report(DiagnosticCode code, const Loc& loc, std::string message);
  /// A finding that leaves later stages meaningful.
  void report_and_continue(DiagnosticCode code, const Loc& loc, std::string message);

  /// The number of parameters of the builtin or function, -1 when there is none.
  [[nodiscard]] int arity_of(const Terms& op) const;
  [[nodiscard]] Arity arity() const {
    return [this](const Terms& op) { return arity_of(op); };
  }

  /// The user's name for a variable.
  [[nodiscard]] std::string_view original(std::string_view var) const;
  /// References as the user wrote them: with the user's names for variables.
  [[nodiscard]] std::string text_of(const Terms& ref) const;
  /// The full reference of `rule` ("data.pkg.rule"), as text_of() prints it.
  [[nodiscard]] std::string path_text(const Rule& rule) const;

  // Nodes made by the compiler.
  Term* make_var(std::string_view name, const Loc& loc);
  Term* make_list(TermKind kind, const Terms& items, const Loc& loc);
  Term* make_builtin_ref(std::string_view name, const Loc& loc);
  /// `lhs = rhs`.
  Expr* make_equation(Term* lhs, Term* rhs, const Loc& loc);
  /// `new variable = value`, marked as generated.
  Expr* capture(Term* value);
  /// Appends; a body that is only `true` is replaced.
  void append(Body& body, Expr* expr);
};

/// Whether evaluating `term` needs more than looking up variables.
bool requires_eval(const Term* term);

/// Calls `visit` for `rule` and its else branches.
template <class Visit>
void for_each_branch(Rule& rule, Visit visit) {
  for (Rule* branch = &rule; branch != nullptr; branch = branch->else_rule) visit(*branch);
}

// The stages, in their order.
void resolve_module(CompileContext& context, Module& module, const std::vector<Module*>& all);
void resolve_query(CompileContext& context, Body& body, const Terms& package,
                   const std::vector<Terms>& imports, const std::vector<Module*>& all);
void rewrite_head_refs(CompileContext& context, Rule& rule);
void check_root_overrides(CompileContext& context, Module& module);
void check_duplicate_imports(CompileContext& context, const Module& module);
void rewrite_locals(CompileContext& context, Rule& rule);
void rewrite_query_locals(CompileContext& context, Body& body);
void rewrite_templates(CompileContext& context, Rule& rule);
void rewrite_query_templates(CompileContext& context, Body& body);
void check_void_calls(CompileContext& context, Rule& rule);
void check_void_calls(CompileContext& context, const Body& body);
void rewrite_prints(CompileContext& context, Rule& rule);
void rewrite_prints(CompileContext& context, Body& body);
void expand_calls(CompileContext& context, Rule& rule);
void expand_calls(CompileContext& context, Body& body);
void rewrite_metadata(CompileContext& context, const std::vector<Module*>& modules);
void rewrite_comprehension_heads(CompileContext& context, Rule& rule);
void rewrite_comprehension_heads(CompileContext& context, const Body& body);
void rewrite_heads(CompileContext& context, Rule& rule);
void rewrite_withs(CompileContext& context, Rule& rule);
void rewrite_withs(CompileContext& context, Body& body);
void check_conflicts(CompileContext& context, const std::vector<Module*>& modules,
                     const std::function<bool(const std::vector<std::string_view>&)>& path_exists);
void check_undefined_functions(CompileContext& context, Rule& rule);
void check_undefined_functions(CompileContext& context, const Body& body);
void check_head_safety(CompileContext& context, Rule& rule);
void order_rule_body(CompileContext& context, Rule& rule);
void order_query(CompileContext& context, Body& body);
void rewrite_equals(CompileContext& context, Rule& rule);
void hoist_dynamic_terms(CompileContext& context, Body& body);
void check_recursion(CompileContext& context, const DependencyGraph& graph);
void check_deprecated(CompileContext& context, Module& module);
void assign_slots(Rule& rule);
void assign_query_slots(Query& query);
void check_types(CompileContext& context, DependencyGraph& graph, TypeNode& rules);
void check_query_types(CompileContext& context, const CompiledModules& program, const Query& query,
                       const std::vector<Module*>& modules);
void restore_names(const CompileContext& context, Rule& rule);
void restore_names(const CompileContext& context, Body& body);

}  // namespace igp::rego
