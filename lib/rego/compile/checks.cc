// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Checks that look at one expression, rule or module at a time.
#include <algorithm>
#include <map>

#include "rego/compile/compile_context.h"
#include "rego/compile/safety.h"
#include "rego/syntax/print.h"
#include "rego/syntax/token.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

bool is_reserved(std::string_view name) { return name == "data" || name == "input"; }

struct AssignedRoots {
  CompileContext& context;

  bool visit(Term&) { return true; }
  bool visit(Expr& expr) {
    if (!is_call_of(expr, "assign") || expr.terms.size() < 2) return true;
    const std::string name = to_text(*expr.terms[1]);
    if (is_reserved(name)) {
      context.report_and_continue(
          DiagnosticCode::kCompile, expr.loc,
          fmt::format("variables must not shadow {} (use a different variable name)", name));
    }
    return true;
  }
};

struct VoidCalls {
  CompileContext& context;

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    if (!term.is(TermKind::kCall)) return true;
    const BuiltinDecl* builtin = find_builtin(*term.items[0]);
    if (builtin != nullptr && builtin->has(BuiltinDecl::kNoResult)) {
      context.report(DiagnosticCode::kType, term.loc,
                     fmt::format("{} used as value", to_text(term)));
    }
    return true;
  }
};

struct DeprecatedCalls {
  CompileContext& context;

  void check(const Term& op, const Loc& loc) {
    const BuiltinDecl* builtin = find_builtin(op);
    if (builtin == nullptr || !builtin->has(BuiltinDecl::kDeprecated)) return;
    context.report_and_continue(
        DiagnosticCode::kType, loc,
        fmt::format("deprecated built-in function calls in expression: {}", builtin->name));
  }
  bool visit(Term& term) {
    if (term.is(TermKind::kCall)) check(*term.items[0], term.items[0]->loc);
    return true;
  }
  bool visit(Expr& expr) {
    if (expr.is(ExprKind::kCall)) check(*expr.op(), expr.loc);
    return true;
  }
};

std::string import_text(const Import& import) { return to_text(import); }

std::string_view import_name(const Import& import) {
  return import.alias.empty() ? import.path->items.back()->text : import.alias;
}

/// " in rule p" where several rules share the line of `rule`.
std::string scope_of(const Rule& rule) {
  const auto name = [](const Rule& r) {
    Terms prefix = r.head->ref.prefix(1);
    std::size_t size = 1;
    while (size < r.head->ref.size() && is_constant(*r.head->ref[size])) ++size;
    prefix = r.head->ref.prefix(size);
    return ref_to_text(prefix);
  };
  const std::string own = name(rule);
  for (Rule* first : rule.module->rules) {
    for (const Rule* other = first; other != nullptr; other = other->else_rule) {
      if (other->loc.row == rule.loc.row && name(*other) != own) return " in rule " + own;
    }
  }
  return {};
}

struct Unsafe {
  std::string_view var;
  Loc loc;
};

bool comes_before(const Loc& a, const Loc& b) {
  if (a.row != b.row) return a.row < b.row;
  return a.col < b.col;
}

/// Every unsafe variable with its first place, in the order of places.
std::vector<Unsafe> by_place(const UnsafeVars& unsafe) {
  std::map<std::string_view, Loc> places;
  for (const auto& [expr, vars] : unsafe) {
    for (const std::string_view var : vars) {
      const auto [found, inserted] = places.emplace(var, expr->loc);
      if (!inserted && comes_before(expr->loc, found->second)) found->second = expr->loc;
    }
  }
  std::vector<Unsafe> out;
  for (const auto& [var, loc] : places) out.push_back({var, loc});
  std::ranges::stable_sort(
      out, [](const Unsafe& a, const Unsafe& b) { return comes_before(a.loc, b.loc); });
  return out;
}

/// The left sides of unsafe assignments: unsafe only because their right side is.
VarSet assigned_by(const CompileContext& context, const UnsafeVars& unsafe) {
  VarSet out;
  for (const auto& [expr, vars] : unsafe) {
    if (!expr->from_assign || expr->terms.size() != 3) continue;
    for (const std::string_view var : vars_of(*expr->terms[1])) {
      out.insert(var);
      out.insert(context.original(var));
    }
  }
  return out;
}

void report_unsafe(CompileContext& context, const UnsafeVars& unsafe, const std::string& scope) {
  const std::vector<Unsafe> list = by_place(unsafe);
  const VarSet assigned = assigned_by(context, unsafe);
  const auto is_assigned = [&](const Unsafe& entry) {
    return assigned.contains(entry.var) || assigned.contains(context.original(entry.var));
  };
  const auto is_named = [&](const Unsafe& entry) {
    return !context.original(entry.var).starts_with("__local");
  };
  bool causes = false;
  for (const Unsafe& entry : list) causes = causes || (is_named(entry) && !is_assigned(entry));
  bool reported = false;
  for (const Unsafe& entry : list) {
    if (!is_named(entry) || (causes && is_assigned(entry))) continue;
    const std::string_view name = context.original(entry.var);
    std::string message =
        fmt::format("var {} is unsafe{}", name.starts_with('$') ? "_" : name, scope);
    if (future_keyword(name) != 0) {
      message +=
          fmt::format(" (hint: `import future.keywords.{}` to import a future keyword)", name);
    }
    context.report(DiagnosticCode::kUnsafeVar, entry.loc, std::move(message));
    reported = true;
  }
  if (reported) return;
  VarSet seen;
  std::vector<Loc> places;
  for (const auto& [expr, vars] : unsafe) {
    const std::size_t before = seen.size();
    for (const std::string_view var : vars) {
      if (var.starts_with("__local")) seen.insert(var);
    }
    if (seen.size() > before) places.push_back(expr->loc);
  }
  std::ranges::stable_sort(places, comes_before);
  for (const Loc& loc : places) {
    context.report(DiagnosticCode::kUnsafeVar, loc, "expression is unsafe" + scope);
  }
}

/// Places of variables in a head.
struct HeadPlaces {
  std::map<std::string_view, Loc> places;

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    if (term.is(TermKind::kVar)) places.emplace(term.text, term.loc);
    return true;
  }
};

}  // namespace

void check_root_overrides(CompileContext& context, Module& module) {
  for (Rule* rule : module.rules) {
    const std::string_view name = rule->head->ref[0]->text;
    if (is_reserved(name)) {
      context.report_and_continue(
          DiagnosticCode::kCompile, rule->loc,
          fmt::format("rules must not shadow {} (use a different rule name)", name));
    }
    for (const Term* arg : rule->head->args) {
      const bool root =
          arg->is(TermKind::kRef) && arg->items.size() == 1 && is_reserved(arg->items[0]->text);
      if (!root) continue;
      context.report_and_continue(
          DiagnosticCode::kCompile, arg->loc,
          fmt::format("args must not shadow {} (use a different variable name)", to_text(*arg)));
    }
  }
  AssignedRoots visitor{context};
  for (Rule* first : module.rules) {
    for_each_branch(*first, [&](Rule& rule) {
      walk(visitor, *rule.head);
      walk(visitor, rule.body);
    });
  }
}

void check_duplicate_imports(CompileContext& context, const Module& module) {
  std::map<std::string_view, const Import*> seen;
  for (const Import* import : module.imports) {
    const auto [found, inserted] = seen.emplace(import_name(*import), import);
    if (inserted) continue;
    context.report_and_continue(
        DiagnosticCode::kCompile, import->loc,
        fmt::format("import must not shadow {}", import_text(*found->second)));
  }
}

void check_void_calls(CompileContext& context, const Body& body) {
  VoidCalls visitor{context};
  walk(visitor, body);
}

void check_void_calls(CompileContext& context, Rule& rule) {
  VoidCalls visitor{context};
  walk(visitor, *rule.head);
  walk(visitor, rule.body);
}

void check_deprecated(CompileContext& context, Module& module) {
  DeprecatedCalls visitor{context};
  for (Rule* first : module.rules) {
    for_each_branch(*first, [&](Rule& rule) {
      walk(visitor, *rule.head);
      walk(visitor, rule.body);
    });
  }
}

/// Variables in a head must be bound by the body or be arguments.
void check_head_safety(CompileContext& context, Rule& rule) {
  Head& head = *rule.head;
  VarSet bound = vars_of(rule.body, kSafetyFlags);
  bound.merge(vars_of(head.args));
  HeadPlaces visitor;
  walk(visitor, head.ref.suffix(1));
  if (head.key != nullptr) walk(visitor, *head.key);
  if (head.value != nullptr) walk(visitor, *head.value);
  VarSet needed = vars_of(head.ref.suffix(1));
  if (head.key != nullptr) needed.merge(vars_of(*head.key));
  if (head.value != nullptr) needed.merge(vars_of(*head.value));
  for (const std::string_view var : minus(needed, bound)) {
    const std::string_view name = context.original(var);
    if (name.starts_with("__local")) continue;
    context.report(
        DiagnosticCode::kUnsafeVar, visitor.places[var],
        fmt::format("var {} is unsafe{}", name.starts_with('$') ? "_" : name, scope_of(rule)));
  }
}

void order_rule_body(CompileContext& context, Rule& rule) {
  VarSet safe = vars_of(rule.head->args);
  safe.insert({"data", "input"});
  const UnsafeVars unsafe = order_for_safety(context.arena, rule.body, safe, context.arity());
  if (!unsafe.empty()) report_unsafe(context, unsafe, scope_of(rule));
}

namespace {

/// Whether OPA gives the expression's value to a variable, to show it as the query's result.
bool is_captured(const Expr& expr) {
  if (expr.negated || expr.generated) return false;
  if (expr.is(ExprKind::kTerm)) return true;
  if (!expr.is(ExprKind::kCall) || is_call_of(expr, "eq")) return false;
  const BuiltinDecl* builtin = find_builtin(*expr.op());
  return builtin == nullptr ||
         (!builtin->has(BuiltinDecl::kNoResult) && expr.terms.size() == builtin->arity + 1U);
}

/// Whether that variable stays unbound when those in `unsafe` do.
bool is_capture_unsafe(const Expr& expr, const VarSet& unsafe) {
  if (!expr.is(ExprKind::kTerm)) return true;
  const Term& term = *expr.term;
  if (term.is(TermKind::kRef)) return unsafe.contains(term.items[0]->text);
  return term.is(TermKind::kVar) || term.is(TermKind::kArray) || term.is(TermKind::kObject);
}

struct FindIteration {
  bool found = false;

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    if (term.is_comprehension()) return false;
    if (term.is(TermKind::kRef)) {
      for (const Term* part : term.items.suffix(1)) found = found || part->is(TermKind::kVar);
    }
    return true;
  }
};

/// Whether OPA reads the results' variables once more at the end of the query.
bool rereads_captures(const Body& body) {
  FindIteration visitor;
  walk(visitor, body);
  const auto written = std::ranges::count_if(body, [](const Expr* e) { return !e->generated; });
  return visitor.found || written > 1;
}

}  // namespace

void order_query(CompileContext& context, Body& body) {
  UnsafeVars unsafe = order_for_safety(context.arena, body, {"data", "input"}, context.arity());
  if (unsafe.empty()) return;
  const bool reread = rereads_captures(body);
  int captured = 0;
  for (const Expr* expr : body) {
    const auto found = unsafe.find(expr);
    if (found == unsafe.end() || !is_captured(*expr)) continue;
    if (!reread && !is_capture_unsafe(*expr, found->second)) continue;
    // The result's variable is unsafe, too, and is reported like a wildcard.
    found->second.insert(context.arena.copy(fmt::format("$term{}", captured++)));
  }
  report_unsafe(context, unsafe, {});
}

}  // namespace igp::rego
