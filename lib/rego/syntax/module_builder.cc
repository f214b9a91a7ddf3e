// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/module_builder.h"

#include <expected>
#include <string>

#include "rego/compile/builtin_decls.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// Why an expression is no rule.
using Refused = std::unexpected<std::string>;

Refused invalid_head(const Terms& ref) { return Refused("invalid rule head: " + ref_to_text(ref)); }

/// Reads expressions at the top level as rules without body.
class RuleFromExpr {
 public:
  explicit RuleFromExpr(SyntaxArena& arena) : arena_(arena) {}

  std::expected<Rule*, std::string> read(const Body& body) {
    if (body.size() != 1) return Refused("multiple expressions cannot be used for rule head");
    const Expr& expr = *body[0];
    if (!expr.with.empty()) {
      return Refused("expressions using with keyword cannot be used for rule head");
    }
    if (expr.negated) return Refused("negated expressions cannot be used for rule head");
    switch (expr.kind) {
      case ExprKind::kSome:
        return Refused("'some' declarations cannot be used for rule head");
      case ExprKind::kTerm:
        return from_term(*expr.term);
      case ExprKind::kCall:
        return from_call_expr(expr);
      default:
        return Refused("expression cannot be used for rule head");
    }
  }

 private:
  Head* make_head(const Terms& ref, Term* value, const Loc& loc) {
    Head* head = arena_.make<Head>();
    head->ref = ref;
    if (ref.size() == 1) head->name = ref[0]->text;
    head->value = value;
    head->loc = loc;
    return head;
  }

  Term* make_true(const Loc& loc) {
    Term* term = arena_.make<Term>();
    term->kind = TermKind::kBoolean;
    term->boolean = true;
    term->loc = loc;
    return term;
  }

  Rule* make_rule(Head* head, const Loc& loc, const Loc& body_loc) {
    Expr* expr = arena_.make<Expr>();
    expr->term = make_true(body_loc);
    expr->generated = true;
    expr->loc = body_loc;
    Rule* rule = arena_.make<Rule>();
    rule->head = head;
    rule->loc = loc;
    rule->body.push_back(arena_, expr);
    rule->generated_body = true;
    return rule;
  }

  /// `a.b.c` is the value true, `p[x]` an element of a set.
  std::expected<Rule*, std::string> from_term(const Term& term) {
    if (!term.is(TermKind::kRef)) {
      return Refused(fmt::format("{} cannot be used for rule name", kind_name(term.kind)));
    }
    const Terms& ref = term.items;
    if (ref.size() == 1) return Refused("refs cannot be used for rule head");
    if (!ref[0]->is(TermKind::kVar)) return invalid_head(ref);
    Head* head = nullptr;
    if (ref.size() > 2) {
      head = make_head(ref, make_true(term.loc), term.loc);
      head->generated_value = true;
    } else {
      head = make_head(ref.prefix(1), nullptr, term.loc);
      head->key = ref[1];
    }
    return make_rule(head, term.loc, term.loc);
  }

  std::expected<Rule*, std::string> from_call_expr(const Expr& expr) {
    const std::string op = operator_name(*expr.op());
    if (op == "eq" || op == "assign") {
      if (expr.terms.size() < 3) return Refused("assignment requires two operands");
      auto rule = from_equation(*expr.terms[1], expr.terms[2]);
      if (!rule) return rule;
      (*rule)->head->assign = op == "assign";
      (*rule)->loc = (*rule)->head->loc = expr.loc;
      return rule;
    }
    if (find_builtin(op) != nullptr) return Refused("rule name conflicts with built-in function");
    if (expr.terms.size() < 2) {
      return Refused("rule argument list must take at least one argument");
    }
    const Term& name = *expr.op();
    if (!name.items[0]->is(TermKind::kVar)) return invalid_head(name.items);
    Head* head = make_head(name.items, make_true(name.loc), name.loc);
    head->args = expr.terms.suffix(1);
    return make_rule(head, name.loc, name.loc);
  }

  /// `f(x) = y`, `p[x] = y`, `p = y`.
  std::expected<Rule*, std::string> from_equation(Term& lhs, Term* rhs) {
    if (lhs.is(TermKind::kVar)) {
      Terms ref;
      ref.push_back(arena_, &lhs);
      return make_rule(make_head(ref, rhs, lhs.loc), lhs.loc, rhs->loc);
    }
    if (lhs.is(TermKind::kCall) && lhs.items[0]->items[0]->is(TermKind::kVar)) {
      Head* head = make_head(lhs.items[0]->items, rhs, lhs.loc);
      head->args = lhs.items.suffix(1);
      return make_rule(head, lhs.loc, rhs->loc);
    }
    if (!lhs.is(TermKind::kRef)) {
      return Refused(fmt::format("{} cannot be used for rule name", kind_name(lhs.kind)));
    }
    const Terms& ref = lhs.items;
    if (!ref[0]->is(TermKind::kVar)) return invalid_head(ref);
    Head* head = make_head(ref, rhs, rhs->loc);
    if (ref.size() == 2) {
      head->name = ref[0]->text;
      head->key = ref[1];
    }
    return make_rule(head, rhs->loc, rhs->loc);
  }

  SyntaxArena& arena_;
};

/// The keyword that a statement was reduced to where it is not on: a rule or variable called `if`.
std::string_view head_keyword(const Statement& statement) {
  std::string_view name;
  if (statement.rule != nullptr) {
    name = statement.rule->head->name;
  } else if (statement.body.size() == 1 && statement.body[0]->is(ExprKind::kTerm) &&
             statement.body[0]->term->is(TermKind::kVar)) {
    name = statement.body[0]->term->text;
  }
  return name == "if" || name == "contains" ? name : std::string_view{};
}

int row_of(const Statement& statement) {
  if (statement.rule != nullptr) return statement.rule->loc.row;
  if (statement.package != nullptr) return statement.package->loc.row;
  if (statement.import != nullptr) return statement.import->loc.row;
  return statement.body[0]->loc.row;
}

Loc loc_of(const Statement& statement) {
  if (statement.rule != nullptr) return statement.rule->loc;
  if (statement.package != nullptr) return statement.package->loc;
  if (statement.import != nullptr) return statement.import->loc;
  return statement.body[0]->loc;
}

class Builder {
 public:
  Builder(Module& module, const std::vector<Statement>& statements)
      : module_(module), statements_(statements) {}

  Diagnostics build() {
    if (statements_.empty()) {
      report(Loc{.file = module_.source.get()}, "empty module");
      return std::move(errors_);
    }
    if (statements_[0].package == nullptr) {
      report(loc_of(statements_[0]), "package expected");
    } else {
      module_.package = *statements_[0].package;
    }
    for (std::size_t i = 1; i < statements_.size(); ++i) add(i);
    if (module_.language != RegoVersion::kV0) {
      for (Rule* first : module_.rules) {
        for (Rule* rule = first; rule != nullptr; rule = rule->else_rule) check_v1(*rule);
      }
    }
    return std::move(errors_);
  }

 private:
  void report(const Loc& loc, std::string message) {
    errors_.push_back({DiagnosticCode::kParse, std::move(message), loc.to_location()});
  }

  void add(std::size_t index) {
    const Statement& statement = statements_[index];
    if (statement.package != nullptr) {
      report(statement.package->loc, "unexpected package");
    } else if (statement.import != nullptr) {
      add_import(statement.import);
    } else if (statement.rule != nullptr) {
      add_rule(statement.rule);
    } else {
      auto rule = RuleFromExpr(*module_.arena).read(statement.body);
      if (rule) {
        add_rule(*rule);
      } else {
        report(statement.body[0]->loc, rule.error() + missing_keyword_hint(index));
      }
    }
  }

  void add_rule(Rule* rule) {
    module_.rules.push_back(*module_.arena, rule);
    for (; rule != nullptr; rule = rule->else_rule) rule->module = &module_;
  }

  void add_import(Import* import) {
    module_.imports.push_back(*module_.arena, import);
    const Terms& path = import->path->items;
    if (path.size() != 2 || !path[0]->is_var("rego")) return;
    const RegoVersion raised = path[1]->text == "v2" ? RegoVersion::kV2 : RegoVersion::kV1;
    if (raised > module_.language) module_.language = raised;
  }

  /// In v0 `p if { ... }` reads as `p` and a rule called `if`: tell which import is missing.
  std::string missing_keyword_hint(std::size_t index) const {
    if (module_.language != RegoVersion::kV0) return {};
    std::string_view word = head_keyword(statements_[index]);
    if (word.empty() && index + 1 < statements_.size() &&
        row_of(statements_[index + 1]) == row_of(statements_[index])) {
      word = head_keyword(statements_[index + 1]);
    }
    if (word.empty()) return {};
    return fmt::format(" (hint: `import future.keywords.{}` for `{}` rules)", word,
                       word == "if" ? "p if { ... }" : "p contains x");
  }

  void check_v1(const Rule& rule) {
    const Head& head = *rule.head;
    const std::string_view what = head.args.empty() ? "rule" : "function";
    if (head.ref.size() < 2 && is_v1_keyword(head.name)) {
      report(rule.loc, fmt::format("{} keyword cannot be used for rule name", head.name));
    }
    if (rule.generated_body && head.generated_value) {
      report(rule.loc, fmt::format("{} must have value assignment and/or body declaration", what));
    }
    if (!rule.generated_body && !head.uses_if && !rule.is_default) {
      report(rule.loc, fmt::format("`if` keyword is required before {} body", what));
    }
    if (rule.kind() == RuleKind::kMultiValue && !head.uses_contains) {
      report(rule.loc, "`contains` keyword is required for partial set rules");
    }
  }

  Module& module_;
  const std::vector<Statement>& statements_;
  Diagnostics errors_;
};

}  // namespace

Diagnostics build_module(Module& module, const std::vector<Statement>& statements) {
  return Builder(module, statements).build();
}

}  // namespace igp::rego
