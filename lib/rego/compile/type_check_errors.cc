// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Type errors in OPA's words.
#include <algorithm>
#include <cctype>

#include "base/join.h"
#include "rego/compile/compiler.h"
#include "rego/compile/type_checker.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"
#include "rego/types/type_text.h"

namespace igp::rego {

namespace {

/// Finds what a variable made by the compiler stands for.
struct FindSubject {
  std::string_view name;
  bool in_call;  ///< an operand of a call, all of which are shown as they were
  SyntaxArena& arena;
  Term* found = nullptr;

  bool visit(Term&) { return found == nullptr; }
  bool visit(Expr& expr) {
    const bool shown = expr.stands_in || (in_call && expr.generated);
    if (!shown || !expr.is(ExprKind::kCall)) return found == nullptr;
    if (is_equation(expr)) {
      if (expr.terms[1]->is_var(name)) found = expr.terms[2];
      if (found != nullptr && found->is(TermKind::kVar)) {
        found = arena.make<Term>(*found);
        found->text = expr.loc.text();  // a call that the compiler has answered itself
      }
    } else if (expr.terms.back()->is_var(name)) {
      found = arena.make<Term>();
      found->kind = TermKind::kCall;
      found->items = expr.terms.prefix(expr.terms.size() - 1);
    }
    return found == nullptr;
  }
};

bool is_numbered_local(const Term& term) {
  constexpr std::string_view kPrefix = "__local";
  if (!term.is(TermKind::kVar) || !term.text.starts_with(kPrefix)) return false;
  std::string_view rest = term.text.substr(kPrefix.size());
  if (!rest.ends_with("__")) return false;
  rest.remove_suffix(2);
  return !rest.empty() && std::ranges::all_of(rest, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

/// Puts what variables stand for in their place, and the user's names for the others.
void TypeChecker::show(Term& term, bool in_call) {
  if (term.is(TermKind::kVar)) {
    FindSubject subject{.name = term.text, .in_call = in_call, .arena = context_.arena};
    if (is_generated(term)) walk(subject, *body_);
    if (subject.found == nullptr) {
      term.text = context_.original(term.text);
      return;
    }
    term = *clone(context_.arena, subject.found);
  }
  const bool below_call = in_call || term.is(TermKind::kCall);
  TermVisitor visitor{[&](Term& child) {
    show(child, below_call);
    return false;
  }};
  walk_children(visitor, term);
}

/// The reference as the user wrote it.
Terms TypeChecker::shown(const Terms& ref) {
  Terms copy = clone(context_.arena, ref);
  for (Term* part : copy) show(*part, false);
  return copy;
}

/// Always false, for the callers' verdict.
bool TypeChecker::report(const Loc& loc, std::string message, std::vector<std::string> details,
                         bool from_unknown, TypeErrors& errors) {
  if (matcher_.exhausted()) return true;
  errors.push_back({.diagnostic = {.code = DiagnosticCode::kType,
                                   .message = std::move(message),
                                   .location = loc.to_location(),
                                   .details = std::move(details)},
                    .from_unknown = from_unknown});
  return false;
}

/// The parameters of the called function, with the names that builtins' have.
Signature TypeChecker::signature_of(const Expr& expr) {
  const Term& op = *expr.op();
  if (op.builtin != nullptr) return parse_signature(op.builtin->signature, types_);
  Signature signature;
  const Type* type = type_of_ref(op.items);
  if (!is_a(type, TypeKind::kFunction)) return signature;
  for (const Type* parameter : type->items) signature.parameters.push_back({.type = parameter});
  signature.result.type = type->rest;
  return signature;
}

bool TypeChecker::report_arguments(const Expr& expr, std::string_view problem,
                                   const List<const Type*>& have, TypeErrors& errors) {
  const std::vector<const Type*> types(have.begin(), have.end());
  return report(expr.loc, fmt::format("{}: {}", context_.text_of(expr.op()->items), problem),
                argument_lines(matcher_, types, signature_of(expr), true),
                std::ranges::any_of(types, is_unknown), errors);
}

bool TypeChecker::report_match(const Expr& expr, const Type* left, const Type* right,
                               TypeErrors& errors) {
  return report(expr.loc, "match error", match_lines(left, right),
                is_unknown(left) || is_unknown(right), errors);
}

bool TypeChecker::report_element(const Terms& ref, std::size_t at, const Type* have, Wanted want,
                                 TypeErrors& errors) {
  const Terms as_written = shown(ref);
  const std::string text = ref_to_text(as_written);
  const std::string pad(ref_to_text(as_written.prefix(at)).size() + 1, ' ');
  std::vector<std::string> details = {text, pad + "^"};
  details.push_back(have != nullptr ? fmt::format("{}have (type): {}", pad, to_text(have))
                                    : fmt::format("{}have: {}", pad, to_text(*as_written[at])));
  if (!want.one_of.empty() || want.type == nullptr) {
    std::vector<std::string> keys;
    for (const Term* key : want.one_of) keys.push_back(to_text(*key));
    details.push_back(fmt::format("{}want (one of): [{}]", pad, join(keys, " ")));
  } else {
    details.push_back(fmt::format("{}want (type): {}", pad, to_text(want.type)));
  }
  return report(ref[0]->loc, "undefined ref: " + text, std::move(details), false, errors);
}

/// A value without elements, or a function that is not called.
bool TypeChecker::report_no_elements(const Terms& ref, std::size_t at, const Type* have,
                                     TypeErrors& errors) {
  const Terms as_written = shown(ref);
  const std::string text = ref_to_text(as_written);
  const std::string marks(ref_to_text(as_written.prefix(at + 1)).size(), '^');
  std::vector<std::string> details = {text, marks,
                                      "have: " + (have == nullptr ? "<nil>" : to_text(have))};
  std::string message = "undefined ref: " + text;
  if (is_a(have, TypeKind::kFunction)) {
    const bool local = as_written.size() > 1 && is_numbered_local(*as_written.back());
    message = fmt::format("function {} used as reference, not called",
                          local ? ref_to_text(as_written.prefix(as_written.size() - 1)) : text);
  }
  return report(ref[0]->loc, std::move(message), std::move(details), false, errors);
}

}  // namespace igp::rego
