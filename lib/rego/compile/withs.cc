// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// `with`: what may be replaced, and by what.
#include <algorithm>

#include "rego/compile/compile_context.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

bool starts_with_root(const Term& term, std::string_view root) {
  return term.is(TermKind::kRef) && term.items[0]->is_var(root);
}

bool has_function(const std::vector<Rule*>& rules) {
  return std::ranges::any_of(rules, [](const Rule* rule) { return !rule->head->args.empty(); });
}

class WithRewriter {
 public:
  explicit WithRewriter(CompileContext& context) : context_(context) {}

  void body(Body& body);

  bool visit(Term& term) {
    if (term.is_comprehension()) body(term.compr->body);
    return true;
  }
  bool visit(Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kEvery:
        body(expr.every->body);
        break;
      case ExprKind::kNot:
        body(expr.not_body->body);
        break;
      case ExprKind::kAnd:
      case ExprKind::kOr:
        body(expr.logical->lhs);
        body(expr.logical->rhs);
        break;
      default:
        break;
    }
    return true;
  }

 private:
  /// Whether the value has to be evaluated first; false after an error, too.
  bool needs_eval(With& with);
  bool check_data_target(const With& with, bool& is_function);
  bool check_builtin_target(const BuiltinDecl& builtin, const Term& target);
  [[nodiscard]] bool is_function_value(const Term& value) const {
    if (value.is(TermKind::kRef) && context_.rules.find(value.items) != nullptr) return true;
    return find_builtin(value) != nullptr;
  }
  void as_ref(Term& term) {
    if (!term.is(TermKind::kVar)) return;
    Terms items;
    items.push_back(context_.arena, context_.make_var(term.text, term.loc));
    term.kind = TermKind::kRef;
    term.text = {};
    term.items = items;
  }
  bool report(DiagnosticCode code, const Loc& loc, std::string message) {
    context_.report(code, loc, std::move(message));
    ok_ = false;
    return false;
  }

  CompileContext& context_;
  bool ok_ = true;
};

bool WithRewriter::check_data_target(const With& with, bool& is_function) {
  const Terms& path = with.target->items;
  const RuleNode* node = &context_.rules.root();
  for (std::size_t i = 1; node != nullptr && i < path.size(); ++i) {
    const bool last = i + 1 == path.size();
    node = is_constant(*path[i]) ? node->child(*path[i]) : nullptr;
    if (node == nullptr) break;
    if (last) {
      is_function = has_function(node->rules);
    } else if (!node->rules.empty()) {
      return report(DiagnosticCode::kCompile, with.target->loc,
                    "with keyword cannot partially replace virtual document(s)");
    }
  }
  return true;
}

bool WithRewriter::check_builtin_target(const BuiltinDecl& builtin, const Term& target) {
  const std::string prefix = "with keyword replacing built-in function: ";
  std::string problem;
  if (builtin.name == "eq" || builtin.name == "rego.metadata.chain" ||
      builtin.name == "rego.metadata.rule") {
    problem = fmt::format("replacement of \"{}\" invalid", builtin.name);
  } else if (target.items[0]->is_var("internal")) {
    problem = fmt::format("replacement of internal function \"{}\" invalid", to_text(target));
  } else if (builtin.has(BuiltinDecl::kRelation)) {
    problem = "target must not be a relation";
  } else if (builtin.has(BuiltinDecl::kNoResult)) {
    problem = "target must not be a void function";
  } else {
    return true;
  }
  return report(DiagnosticCode::kCompile, target.loc, prefix + problem);
}

bool WithRewriter::needs_eval(With& with) {
  Term& target = *with.target;
  Term& value = *with.value;
  if (value.is(TermKind::kVar) && find_builtin(value.text) != nullptr) as_ref(value);
  if (starts_with_root(target, "data")) {
    bool is_function = false;
    if (!check_data_target(with, is_function)) return false;
    if (is_function && is_function_value(value)) return false;
    // A function as value is meant as the function.
    if (value.is(TermKind::kRef) && has_function(context_.rules.rules_at(value.items)))
      return false;
  } else if (starts_with_root(target, "input")) {
    return requires_eval(&value);
  } else if (const BuiltinDecl* builtin = find_builtin(target)) {
    as_ref(target);
    if (!check_builtin_target(*builtin, target)) return false;
    if (is_function_value(value)) return false;
  } else {
    return report(DiagnosticCode::kType, target.loc,
                  "with keyword target must reference existing input, data, or a function");
  }
  return requires_eval(&value);
}

void WithRewriter::body(Body& body) {
  Body out;
  for (Expr* expr : body) {
    for (With* with : expr->with) {
      if (!needs_eval(*with)) {
        if (!ok_) return;
        continue;
      }
      Expr* equation = context_.capture(with->value);
      with->value = equation->terms[1];
      equation->index = static_cast<std::int32_t>(out.size());
      out.push_back(context_.arena, equation);
    }
    expr->index = static_cast<std::int32_t>(out.size());
    out.push_back(context_.arena, expr);
  }
  body = out;
}

}  // namespace

void rewrite_withs(CompileContext& context, Body& body) {
  WithRewriter rewriter(context);
  rewriter.body(body);
  walk(rewriter, body);
}

void rewrite_withs(CompileContext& context, Rule& rule) {
  WithRewriter rewriter(context);
  walk(rewriter, *rule.head);
  rewriter.body(rule.body);
  walk(rewriter, rule.body);
}

}  // namespace igp::rego
