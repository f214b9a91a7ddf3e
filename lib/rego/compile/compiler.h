// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Compiling Rego: parsed modules and queries to a form that can be evaluated from left to right.
//
// The stages are OPA's and in its order, because their order decides which errors a user sees:
// names are resolved to full references, local variables get names of their own, nested calls and
// references move to expressions of their own, bodies are put in an order in which every variable
// is bound before it is read, and what is left is checked.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rego/compile/rule_tree.h"
#include "rego/syntax/ast.h"
#include "rego/syntax/diagnostic.h"

namespace igp::rego {

struct TypeNode;

struct CompileOptions {
  /// Also refuses what `opa --strict` refuses: unused variables, arguments and imports, ...
  bool strict = false;
  /// Keep calls of `print`; else they are left out, as OPA does where nobody reads them.
  bool print_statements = true;
  /// Whether the base documents have something at a path below `data`; rules may not be defined
  /// there. Empty: there are no base documents.
  std::function<bool(const std::vector<std::string_view>&)> path_exists;
};

/// The modules of one program, rewritten in place, and the tree of their rules.
///
/// After compilation every variable that is not `data`, `input` or a function's name has a slot in
/// the frame of its rule (Rule::slots; else branches have frames of their own) or query. Bodies are
/// in evaluation order. A call with one operand more than its function has parameters hands the
/// result to that operand.
struct CompiledModules {
  std::vector<std::unique_ptr<Module>> modules;  ///< sorted by name
  SyntaxArena arena;                             ///< holds nodes made by the compiler
  RuleTree rules;
  TypeNode* types = nullptr;  ///< of what the rules make
  int rule_count = 0;         ///< Rule::id is below this
};

/// Compiles `modules`. Fails with the findings of the first stage that has fatal ones.
Diagnosed<std::unique_ptr<CompiledModules>> compile_modules(
    std::vector<std::unique_ptr<Module>> modules, const CompileOptions& options = {});

/// Where a query's names come from.
struct QueryContext {
  std::string package;               ///< dotted path such as "cos.abac"; empty: none
  std::vector<std::string> imports;  ///< dotted paths such as "data.cos.abac"
  bool strict = false;
  bool print_statements = true;  ///< as in CompileOptions
};

/// Compiles `query` in place against `program`. Returns nothing when it is fine.
Diagnostics compile_query(const CompiledModules& program, Query& query,
                          const QueryContext& context = {});

/// True for variables that the compiler made; they are no part of a query's result.
inline bool is_generated(std::string_view name) { return name.starts_with("__local"); }
inline bool is_generated(const Term& var) { return is_generated(var.text); }

}  // namespace igp::rego
