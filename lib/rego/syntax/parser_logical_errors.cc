// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What can be wrong with the operands of `and`, `or` and `not`, and how to write them instead.
#include "rego/compile/builtin_decls.h"
#include "rego/syntax/parser_impl.h"
#include "rego/syntax/print.h"

namespace igp::rego {

namespace {

/// The term that the leading `{` of `term` opens: operators have it in their left operand.
const Term& brace_led(const Term& term) {
  if (!term.is(TermKind::kCall)) return term;
  const BuiltinDecl* builtin = find_builtin(*term.items[0]);
  const bool infix =
      builtin != nullptr && !builtin->infix.empty() && term.items.size() == builtin->arity + 1U;
  return infix ? brace_led(*term.items[1]) : term;
}

std::string_view trim_left(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view{} : text.substr(at);
}

}  // namespace

void Parser::error_with_on_operand(const Loc& loc, std::string_view op) {
  hint(fmt::format(
      "Wrap the operand in `(...)` or `{{...}}` to scope, or move `with` after the `{}` "
      "expression to apply it to the whole expression",
      op));
  error(loc, fmt::format("`with` modifier is not allowed on operand of `{}`", op));
}

void Parser::error_brace_led_operand(const Loc& loc, std::string_view operand,
                                     std::string_view op) {
  hint(fmt::format("wrap the operand to keep the value: `({}) {} ...`", operand, op));
  error(loc,
        fmt::format("operand of `{}` cannot begin with `{{` unless the braces hold a body", op));
}

void Parser::error_value_in_braces(const Loc& loc, std::string_view operand, const Term& term) {
  hint(fmt::format("write `not ({0})` to negate the value, or `not {{{0}}}` for a body holding it",
                   operand));
  error(loc, fmt::format("`{{...}}` in an operand position must contain expression(s), got: {}",
                         kind_name(brace_led(term).kind)));
}

void Parser::error_body_in_parens(const Loc& loc, std::string_view braces,
                                  std::string_view prefix) {
  hint(fmt::format("drop the parens to keep the body: `{}{}`", prefix, braces));
  error(loc, "`(...)` in an operand position cannot contain a body");
}

/// A body whose first expression is an infix `|` reads like a comprehension.
bool Parser::is_ambiguous_union(const Body& body) {
  if (body.empty() || !body[0]->is(ExprKind::kCall)) return false;
  const Term& op = *body[0]->terms[0];
  if (operator_name(op) != "or" || op.loc.text() != "|") return false;
  return !trim_left(body[0]->loc.text()).starts_with('(');
}

void Parser::error_ambiguous_union(const Loc& loc, std::uint32_t offset, const Body& body,
                                   std::string_view prefix) {
  const std::string_view braces = source_text(offset, s_.last_end);
  std::string wrapped(braces);
  const Loc& first = body[0]->loc;
  if (first.offset > offset && first.offset - offset + first.length <= braces.size()) {
    const std::size_t at = first.offset - offset;
    wrapped = fmt::format("{}({}){}", braces.substr(0, at), first.text(),
                          braces.substr(at + first.length));
  }
  hint(fmt::format("write `{0}({1})` for the comprehension, or `{0}{2}` for the set union", prefix,
                   braces, wrapped));
  error(loc,
        "ambiguous `{ ... | ... }` operand: read as a body holding a set-union expression, not "
        "as a comprehension");
}

/// An operand that only calls builtins without a result (`print`) could never fail.
void Parser::check_void_operand(const Body& body, std::string_view op) {
  const Expr* first = nullptr;
  for (const Expr* expr : body) {
    if (expr->negated || !expr->is(ExprKind::kCall)) return;
    const BuiltinDecl* builtin = find_builtin(*expr->op());
    if (builtin == nullptr || !builtin->has(BuiltinDecl::kNoResult)) return;
    if (first == nullptr) first = expr;
  }
  if (first == nullptr) return;
  const std::string name = operator_name(*first->op());
  hint(
      fmt::format("`{}` produces no value and always succeeds, so the operand can never fail; move "
                  "it out of the operand, or add an expression that can fail",
                  name));
  error(first->loc, fmt::format("operand of `{}` cannot consist only of calls to `{}`", op, name));
}

}  // namespace igp::rego
