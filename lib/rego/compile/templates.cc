// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Template strings and print calls. Their operands move into comprehensions, so that an undefined
// one does not undo the whole expression.
#include <utility>

#include "rego/compile/compile_context.h"
#include "rego/compile/safety.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// `{x | x = value}` with a new x: the set of the value, empty when that is undefined.
Term* as_set(CompileContext& context, Term* value, const List<With*>& withs) {
  Term* var = context.make_var(context.new_name(), value->loc);
  Expr* capture = context.make_equation(var, value, value->loc);
  capture->with = withs;
  Body body;
  body.push_back(context.arena, capture);
  Term* out = context.make_list(TermKind::kSetCompr, {}, value->loc);
  out->compr = context.arena.make<Comprehension>(nullptr, var, body);
  return out;
}

Term* set_of(CompileContext& context, Term* value) {
  Terms items;
  items.push_back(context.arena, value);
  return context.make_list(TermKind::kSet, items, value->loc);
}

void report_undeclared(CompileContext& context, const VarSet& unsafe, const Loc& loc) {
  for (const std::string_view var : unsafe) {
    const std::string_view name = context.original(var);
    context.report(DiagnosticCode::kCompile, loc,
                   fmt::format("var {} is undeclared", name.starts_with('$') ? "_" : name));
  }
}

/// Whether a reference is to a rule that always has a value.
bool is_always_defined(const CompileContext& context, const Term& ref) {
  if (!ref.is(TermKind::kRef) || ref.items.size() < 2) return false;
  const std::vector<Rule*>& rules = context.rules.rules_at(ref.items);
  if (rules.empty() || !rules.front()->head->args.empty()) return false;
  const Rule& first = *rules.front();
  if (first.is_default || first.kind() == RuleKind::kMultiValue) return true;
  if (rules.size() == 1) {
    const bool bodyless = first.body.size() == 1 && first.body[0]->is(ExprKind::kTerm) &&
                          first.body[0]->term->is(TermKind::kBoolean) &&
                          first.body[0]->term->boolean;
    return bodyless && (first.head->value->is(TermKind::kVar) || is_constant(*first.head->value));
  }
  for (const Rule* rule : rules) {
    if (rule->is_default) return true;
  }
  return false;
}

class TemplateRewriter {
 public:
  TemplateRewriter(CompileContext& context, VarSet safe)
      : context_(context), safe_(std::move(safe)) {}

  bool visit(Expr& expr) {
    if (!expr.is(ExprKind::kEvery)) return true;
    walk(*this, *expr.every->domain);
    TemplateRewriter inner(context_, safe_);
    if (expr.every->key != nullptr) inner.safe_.merge(vars_of(*expr.every->key));
    inner.safe_.merge(vars_of(*expr.every->value));
    inner.body(expr.every->body);
    for (With* with : expr.with) walk(*this, *with->value);
    return false;
  }

  bool visit(Term& term) {
    if (term.is_comprehension()) {
      TemplateRewriter inner(context_, safe_);
      inner.body(term.compr->body);
      if (term.compr->key != nullptr) walk(inner, *term.compr->key);
      walk(inner, *term.compr->term);
      // What stays is at fault; OPA visits it twice and reports it twice.
      return true;
    }
    if (!term.is(TermKind::kTemplate)) return true;
    replace(term);
    return true;
  }

  /// Everything that the body binds may be used in it, whatever the order.
  void body(const Body& body) {
    safe_.merge(output_vars(body, safe_, context_.arity()));
    walk(*this, body);
  }

 private:
  void replace(Term& term);
  Term* part(const Expr& expr);

  CompileContext& context_;
  VarSet safe_;
};

void TemplateRewriter::replace(Term& term) {
  const std::size_t errors = context_.errors.size();
  Terms parts;
  for (const TemplatePart& piece : term.templ->parts) {
    Term* value = piece.term != nullptr ? piece.term : part(*piece.expr);
    if (value != nullptr) parts.push_back(context_.arena, value);
  }
  if (parts.empty()) {
    Term* empty = context_.make_var({}, term.loc);
    empty->kind = TermKind::kString;
    parts.push_back(context_.arena, empty);
  }
  if (context_.errors.size() != errors) return;
  Terms call;
  call.push_back(context_.arena, context_.make_builtin_ref("internal.template_string", term.loc));
  call.push_back(context_.arena, context_.make_list(TermKind::kArray, parts, term.loc));
  term.kind = TermKind::kCall;
  term.templ = nullptr;
  term.items = call;
}

Term* TemplateRewriter::part(const Expr& expr) {
  Term* value = expr.term;
  if (expr.is(ExprKind::kCall)) {
    // OPA gives such calls no place of their own.
    value = context_.make_list(TermKind::kCall, expr.terms, Loc{});
    const BuiltinDecl* builtin = find_builtin(*expr.op());
    if (builtin != nullptr && builtin->has(BuiltinDecl::kRelation)) {
      context_.report(DiagnosticCode::kCompile, Loc{},
                      fmt::format("illegal call to relation built-in '{}' that may cause multiple "
                                  "outputs",
                                  builtin->name));
      return nullptr;
    }
  } else if (!expr.is(ExprKind::kTerm)) {
    context_.report(DiagnosticCode::kCompile, expr.loc,
                    "unexpected template-string expression type");
    return nullptr;
  }
  if (value->is(TermKind::kVar) || is_always_defined(context_, *value)) {
    return set_of(context_, value);
  }
  const Loc& loc = value->loc;
  report_undeclared(context_, minus(vars_of(*value, kSafetyFlags), safe_), loc);
  return as_set(context_, value, expr.with);
}

void erase_prints(CompileContext& context, Body& body) {
  Body kept;
  for (Expr* expr : body) {
    if (is_call_of(*expr, "print")) continue;
    expr->index = static_cast<std::int32_t>(kept.size());
    kept.push_back(context.arena, expr);
  }
  if (kept.empty()) {
    Expr* expr = context.arena.make<Expr>();
    expr->term = context.make_list(TermKind::kBoolean, {}, Loc{});
    expr->term->boolean = true;
    kept.push_back(context.arena, expr);
  }
  body = kept;
}

/// Whether there is anything to do here, which is rare: to find out what is bound at each place
/// takes much longer.
struct Finder {
  bool templates = false;
  bool prints = false;

  bool visit(Term& term) {
    templates = templates || term.is(TermKind::kTemplate);
    return true;
  }
  bool visit(Expr& expr) {
    prints = prints || is_call_of(expr, "print");
    return true;
  }
};

bool has_prints(const Body& body) {
  Finder finder;
  walk(finder, body);
  return finder.prints;
}

bool has_templates(Rule& rule) {
  Finder finder;
  walk(finder, *rule.head);
  walk(finder, rule.body);
  return finder.templates;
}

void rewrite_print_calls(CompileContext& context, Body& body, const VarSet& globals);

/// Finds the bodies within an expression.
struct NestedPrints {
  CompileContext& context;
  VarSet safe;

  bool visit(Term& term) {
    if (!term.is_comprehension()) return true;
    rewrite_print_calls(context, term.compr->body, safe);
    return false;
  }
  bool visit(Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kEvery:
        if (expr.every->key != nullptr) safe.merge(vars_of(*expr.every->key));
        safe.merge(vars_of(*expr.every->value));
        rewrite_print_calls(context, expr.every->body, safe);
        return false;
      case ExprKind::kNot:
        rewrite_print_calls(context, expr.not_body->body, safe);
        return false;
      case ExprKind::kAnd:
      case ExprKind::kOr:
        rewrite_print_calls(context, expr.logical->lhs, safe);
        rewrite_print_calls(context, expr.logical->rhs, safe);
        return false;
      default:
        return true;
    }
  }
};

void rewrite_print_calls(CompileContext& context, Body& body, const VarSet& globals) {
  if (!context.print_statements) erase_prints(context, body);
  VarSet safe = globals;
  for (Expr*& expr : body) {
    NestedPrints nested{context, safe};
    walk(nested, *expr);
    if (is_call_of(*expr, "print")) {
      Terms sets;
      for (Term* arg : expr->terms.suffix(1)) {
        report_undeclared(context, minus(vars_of(*arg, kSafetyFlags), safe), arg->loc);
        sets.push_back(context.arena, as_set(context, arg, {}));
      }
      Expr* call = context.arena.make<Expr>();
      call->kind = ExprKind::kCall;
      call->loc = expr->loc;
      call->index = expr->index;
      call->terms.push_back(context.arena, context.make_builtin_ref("internal.print", expr->loc));
      call->terms.push_back(context.arena, context.make_list(TermKind::kArray, sets, expr->loc));
      expr = call;
    }
    for (const std::string_view var : vars_of(*expr)) {
      if (var.starts_with("__local") && !context.originals.contains(var)) safe.insert(var);
    }
    Body before;
    before.push_back(context.arena, expr);
    safe.merge(output_vars(before, safe, context.arity()));
  }
}

}  // namespace

void rewrite_templates(CompileContext& context, Rule& rule) {
  if (!has_templates(rule)) return;
  VarSet safe = vars_of(rule.head->args, kSkipTemplateStrings);
  safe.insert({"data", "input"});
  TemplateRewriter rewriter(context, std::move(safe));
  rewriter.body(rule.body);
  walk(rewriter, rule.head->args);
  if (rule.head->key != nullptr) walk(rewriter, *rule.head->key);
  if (rule.head->value != nullptr) walk(rewriter, *rule.head->value);
}

void rewrite_query_templates(CompileContext& context, Body& body) {
  TemplateRewriter(context, {"data", "input"}).body(body);
}

void rewrite_prints(CompileContext& context, Body& body) {
  if (has_prints(body)) rewrite_print_calls(context, body, {"data", "input"});
}

void rewrite_prints(CompileContext& context, Rule& rule) {
  if (!has_prints(rule.body)) return;
  VarSet globals = vars_of(rule.head->args);
  globals.insert({"data", "input"});
  rewrite_print_calls(context, rule.body, globals);
}

}  // namespace igp::rego
