// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Calls of functions that are not there, or with too many or too few arguments.
#include "base/limits.h"
#include "rego/compile/compile_context.h"
#include "rego/syntax/walk.h"
#include "rego/types/type_text.h"

namespace igp::rego {

namespace {

/// What is known of a term before types are inferred; null where nothing is.
const Type* type_as_written(const Term& term, TypeFactory& types) {
  switch (term.kind) {
    case TermKind::kNull:
    case TermKind::kBoolean:
    case TermKind::kNumber:
    case TermKind::kString:
      return types.of_key(term);
    case TermKind::kRef: {
      const bool document = term.items[0]->is_var("data") || term.items[0]->is_var("input");
      return document ? any_type() : nullptr;
    }
    case TermKind::kArray:
    case TermKind::kSet: {
      std::vector<const Type*> items;
      for (const Term* item : term.items) items.push_back(type_as_written(*item, types));
      if (term.is(TermKind::kSet)) return types.set(types.either(std::move(items)));
      return types.array(List<const Type*>::of(types.arena(), items));
    }
    case TermKind::kObject: {
      List<TypeProperty> properties;
      for (const ObjectItem& item : *term.object) {
        if (!is_constant(*item.key)) return nullptr;
        properties.push_back(types.arena(), {item.key, type_as_written(*item.value, types)});
      }
      return types.object(properties);
    }
    default:
      return nullptr;
  }
}

struct UndefinedFunctions {
  CompileContext& context;

  bool visit(Term&) { return true; }
  bool visit(Expr& expr) {
    if (!expr.is(ExprKind::kCall)) return true;
    const Terms& op = expr.op()->items;
    const int arity = context.arity_of(op);
    if (arity < 0) {
      context.report(DiagnosticCode::kType, expr.loc,
                     fmt::format("undefined function {}", context.text_of(op)));
      return false;
    }
    const BuiltinDecl* builtin = find_builtin(op);
    if (builtin != nullptr && builtin->has(BuiltinDecl::kVariadic)) return true;
    const int given = static_cast<int>(expr.terms.size()) - 1;
    // What the compiler moved out has its result as one more operand; the user may write that, too.
    const bool fits = expr.generated ? is_call_of(expr, "eq") || given == arity + 1
                                     : given == arity || given == arity + 1;
    if (!fits) report_arity(expr, op, arity, expr.generated ? given - 1 : given, builtin);
    return fits;
  }

  void report_arity(const Expr& expr, const Terms& op, int arity, int given,
                    const BuiltinDecl* builtin) {
    // Functions whose type is known get OPA's form with types; `have` and `want` are details.
    std::string message = fmt::format("{}: arity mismatch", context.text_of(op));
    if (builtin == nullptr && context.rules.rules_at(op).empty()) {
      message = fmt::format("function {} has arity {}, got {} argument{}", context.text_of(op),
                            arity, given, given == 1 ? "" : "s");
    }
    context.report(DiagnosticCode::kType, expr.loc, std::move(message));
    if (builtin == nullptr) return;
    TypeFactory types(context.arena);
    TypeMatcher matcher(types, limits::kRegoTypeSteps);
    std::vector<const Type*> have;
    for (const Term* operand : expr.terms.suffix(1))
      have.push_back(type_as_written(*operand, types));
    context.errors.back().details =
        argument_lines(matcher, have, parse_signature(builtin->signature, types), false);
  }
};

}  // namespace

void check_undefined_functions(CompileContext& context, const Body& body) {
  UndefinedFunctions visitor{context};
  walk(visitor, body);
}

void check_undefined_functions(CompileContext& context, Rule& rule) {
  UndefinedFunctions visitor{context};
  walk(visitor, *rule.head);
  walk(visitor, rule.body);
}

}  // namespace igp::rego
