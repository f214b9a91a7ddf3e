// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Types of operands, of equations, and of what `with` puts in place of functions.
#include <algorithm>

#include "rego/compile/type_checker.h"
#include "rego/syntax/compare.h"
#include "rego/types/type_text.h"

namespace igp::rego {

bool TypeChecker::check_withs(const Expr& expr, TypeErrors& errors) {
  for (const With* with : expr.with) {
    const Term& replaced = *with->target;
    if (replaced.is(TermKind::kRef) && replaced.items[0]->is_var("input")) continue;
    const Type* target = type_of(replaced);
    if (!is_a(target, TypeKind::kFunction)) continue;
    const Type* value = type_of(*with->value);
    if (!is_a(value, TypeKind::kFunction) || matcher_.unifies(target, value)) continue;
    const std::vector<const Type*> have(value->items.begin(), value->items.end());
    Signature want;
    if (const BuiltinDecl* builtin = find_builtin(*with->target)) {
      want = parse_signature(builtin->signature, types_);
    } else {
      for (const Type* parameter : target->items) want.parameters.push_back({.type = parameter});
    }
    return report(
        with->loc, fmt::format("{}: arity mismatch", context_.text_of(with->target->items)),
        argument_lines(matcher_, have, want, false), std::ranges::any_of(have, is_unknown), errors);
  }
  return true;
}

bool TypeChecker::check_call(const Expr& expr, TypeErrors& errors) {
  const BuiltinDecl* builtin = expr.op()->builtin;
  if (builtin == nullptr) return check_function(expr, errors);
  if (builtin->name == "eq") return check_equation(expr, errors);
  const bool with_key = builtin->name == "internal.member_3";
  if (with_key || builtin->name == "internal.member_2") {
    if (!check_member(expr, with_key, errors)) return false;
  }
  return check_function(expr, errors);
}

/// `value in collection`, `key, value in collection`: whether there could be such a member. What
/// cannot be searched has none, which is no error.
bool TypeChecker::check_member(const Expr& expr, bool with_key, TypeErrors& errors) {
  const std::size_t arity = with_key ? 3 : 2;
  if (expr.terms.size() <= arity) return true;
  const Type* collection = type_of(*expr.terms[arity]);
  const Type* values = types_.values(collection);
  if (values == nullptr) return true;
  if (with_key && !check_member_operand(expr, *expr.terms[1], types_.keys(collection), errors)) {
    return false;
  }
  return check_member_operand(expr, *expr.terms[arity - 1], values, errors);
}

bool TypeChecker::check_member_operand(const Expr& expr, const Term& term, const Type* type,
                                       TypeErrors& errors) {
  if (is_unknown(type)) return true;
  const Type* have = type_of(term);
  const bool fits = (is_unknown(have) || matcher_.unifies(have, type)) && unify(term, type, false);
  return fits || report_match(expr, have, type, errors);
}

List<const Type*> TypeChecker::types_of(const Terms& terms) {
  List<const Type*> types;
  types.reserve(types_.arena(), terms.size());
  for (const Term* term : terms) types.push_back(types_.arena(), type_of(*term));
  return types;
}

bool TypeChecker::check_function(const Expr& expr, TypeErrors& errors) {
  const Term& op = *expr.op();
  const Type* type = op.builtin != nullptr ? builtin_type(*op.builtin) : type_of_ref(op.items);
  if (is_anything(type)) return true;
  if (!is_a(type, TypeKind::kFunction)) {
    return report(expr.loc, fmt::format("undefined function {}", context_.text_of(op.items)), {},
                  false, errors);
  }
  const std::size_t parameters = type->items.size();
  const std::size_t most = parameters + (type->rest == nullptr ? 0 : 1);
  const Terms operands = expr.terms.suffix(1);
  const List<const Type*> have = types_of(operands);
  if (operands.size() > most && type->variadic == nullptr) {
    return report_arguments(expr, "too many arguments", have, errors);
  }
  if (operands.size() < parameters) {
    return report_arguments(expr, "too few arguments", have, errors);
  }
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Type* want = i < parameters ? type->items[i] : i < most ? type->rest : type->variadic;
    if (!is_unknown(have[i]) && !matcher_.unifies(have[i], want)) {
      return report_arguments(expr, "invalid argument(s)", have, errors);
    }
    if (!unify(*operands[i], want, false)) {
      return report_arguments(expr, "invalid argument(s)", types_of(operands), errors);
    }
  }
  return true;
}

bool TypeChecker::check_equation(const Expr& expr, TypeErrors& errors) {
  if (expr.terms.size() != 3) {
    return report_arguments(expr,
                            expr.terms.size() < 3 ? "too few arguments" : "too many arguments",
                            types_of(expr.terms.suffix(1)), errors);
  }
  const Term& a = *expr.terms[1];
  const Term& b = *expr.terms[2];
  const Type* type_a = type_of(a);
  const Type* type_b = type_of(b);
  return unify_terms(a, type_a, b, type_b) || report_match(expr, type_a, type_b, errors);
}

bool TypeChecker::unify_terms(const Term& a, const Type* type_a, const Term& b,
                              const Type* type_b) {
  if (is_unknown(type_a) && !is_unknown(type_b)) return unify(a, type_b, false);
  if (is_unknown(type_b) && !is_unknown(type_a)) return unify(b, type_a, false);
  if (!is_unknown(type_a)) return matcher_.unifies(type_a, type_b);
  if (a.is(TermKind::kArray)) return unify_arrays(a, b);
  if (a.is(TermKind::kObject)) return unify_objects(a, b);
  if (a.is(TermKind::kVar)) {
    if (b.is(TermKind::kVar)) return unify(a, any_type(), false) && unify(b, type_of(a), false);
    if (b.is(TermKind::kArray)) return unify_arrays(b, a);
    if (b.is(TermKind::kObject)) return unify_objects(b, a);
    if (b.is(TermKind::kRef)) return unify(a, any_type(), false);
  } else if (a.is(TermKind::kRef) && b.is(TermKind::kVar)) {
    return unify(b, any_type(), false);
  }
  // A variable becomes what is known in part, such as a comprehension of unknown elements.
  if (a.is(TermKind::kVar) && type_a == nullptr && type_b != nullptr)
    return unify(a, type_b, false);
  if (b.is(TermKind::kVar) && type_b == nullptr && type_a != nullptr)
    return unify(b, type_a, false);
  return false;
}

bool TypeChecker::unify_arrays(const Term& a, const Term& b) {
  if (b.is(TermKind::kVar)) return unify(a, any_type(), false) && unify(b, type_of(a), false);
  if (!b.is(TermKind::kArray) || a.items.size() != b.items.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    const Type* left = type_of(*a.items[i]);
    if (!unify_terms(*a.items[i], left, *b.items[i], type_of(*b.items[i]))) return false;
  }
  return true;
}

bool TypeChecker::unify_objects(const Term& a, const Term& b) {
  if (b.is(TermKind::kVar)) return unify(a, any_type(), false) && unify(b, type_of(a), false);
  if (!b.is(TermKind::kObject)) return false;
  const std::vector<ObjectItem> left = sorted_items(a);
  const std::vector<ObjectItem> right = sorted_items(b);
  const bool same_keys = std::ranges::equal(
      left, right, [](const auto& x, const auto& y) { return equal(*x.key, *y.key); });
  if (!same_keys) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Type* type = type_of(*left[i].value);
    if (!unify_terms(*left[i].value, type, *right[i].value, type_of(*right[i].value))) return false;
  }
  return true;
}

bool TypeChecker::unify_object(const Term& term, const Type& type, bool add) {
  if (term.object->size() != type.properties.size() && !(type.dynamic && type.rest != nullptr)) {
    return false;
  }
  for (const ObjectItem& item : sorted_items(term)) {
    if (!is_constant(*item.key)) {
      unify(*item.value, any_type(), add);
      continue;
    }
    const Type* value = types_.select(&type, *item.key);
    if (value == nullptr || !unify(*item.value, value, add)) return false;
  }
  return true;
}

/// An array, object or set in the source.
bool TypeChecker::unify_collection(const Term& term, const Type* type, bool add) {
  if (is_anything(type)) {
    if (term.is(TermKind::kObject)) {
      for (const ObjectItem& item : *term.object) {
        unify(*item.key, type, true);
        unify(*item.value, type, true);
      }
    } else {
      for (const Term* item : term.items) unify(*item, type, true);
    }
    return true;
  }
  if (is_a(type, TypeKind::kAny)) {
    bool unifies = false;
    for (const Type* member : type->items) unifies = unify(term, member, true) || unifies;
    return unifies;
  }
  if (term.is(TermKind::kObject)) {
    return is_a(type, TypeKind::kObject) && unify_object(term, *type, add);
  }
  if (term.is(TermKind::kSet)) {
    if (!is_a(type, TypeKind::kSet)) return false;
    return std::ranges::all_of(term.items,
                               [&](const Term* item) { return unify(*item, type->rest, add); });
  }
  if (!is_a(type, TypeKind::kArray)) return false;
  if (term.items.size() != type->items.size() && type->rest == nullptr) return false;
  for (std::size_t i = 0; i < term.items.size(); ++i) {
    const Type* item = i < type->items.size() ? type->items[i] : type->rest;
    if (!unify(*term.items[i], item, add)) return false;
  }
  return true;
}

/// Whether `term` can be of the type, and what that says about its variables. With `add` it is one
/// of several possibilities for them.
bool TypeChecker::unify(const Term& term, const Type* type, bool add) {
  if (!matcher_.step()) return true;
  switch (term.kind) {
    case TermKind::kArray:
    case TermKind::kObject:
    case TermKind::kSet:
      return unify_collection(term, type, add);
    case TermKind::kVar: {
      const Type* known = type_of_var(term);
      if (add) {
        bind(term, types_.either(known, type));
        return true;
      }
      if (known != nullptr) return matcher_.unifies(known, type);
      bind(term, type);
      return true;
    }
    default:
      return matcher_.unifies(type_of(term), type);
  }
}

}  // namespace igp::rego
