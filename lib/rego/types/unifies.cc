// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/types/unifies.h"

#include <algorithm>

namespace igp::rego {

namespace {

/// The element at a place beyond what is fixed is of the type of further elements.
const Type* item_at(const Type& array, std::size_t at) {
  return at < array.items.size() ? array.items[at] : array.rest;
}

}  // namespace

bool TypeMatcher::any_unifies(const Type& any, const Type* other) {
  if (other->is(TypeKind::kFunction)) return false;
  return any.items.empty() ||
         std::ranges::any_of(any.items, [&](const Type* type) { return unifies(type, other); });
}

bool TypeMatcher::array_items(const Type& a, const Type& b) {
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!unifies(a.items[i], item_at(b, i))) return false;
  }
  return true;
}

bool TypeMatcher::arrays(const Type& a, const Type& b) {
  return array_items(a, b) && array_items(b, a) &&
         (a.rest == nullptr || b.rest == nullptr || unifies(a.rest, b.rest));
}

bool TypeMatcher::object_properties(const Type& a, const Type& b) {
  for (const TypeProperty& property : a.properties) {
    const Type* other = types_.select(&b, *property.key);
    if (other == nullptr) {
      const bool open = (a.dynamic && a.rest != nullptr) || (b.dynamic && b.rest != nullptr);
      if (open) continue;
      return false;
    }
    if (!unifies(property.value, other)) return false;
  }
  return true;
}

bool TypeMatcher::objects(const Type& a, const Type& b) {
  if (!object_properties(a, b) || !object_properties(b, a)) return false;
  const Type* rest_a = a.dynamic ? a.rest : nullptr;
  const Type* rest_b = b.dynamic ? b.rest : nullptr;
  return rest_a == nullptr || rest_b == nullptr || unifies(rest_a, rest_b);
}

bool TypeMatcher::functions(const Type& a, const Type& b) {
  if (!b.is(TypeKind::kFunction) || a.items.size() != b.items.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!unifies(a.items[i], b.items[i])) return false;
  }
  return true;
}

bool TypeMatcher::unifies(const Type* a, const Type* b) {
  if (!step()) return true;
  if (a == nullptr || b == nullptr) return false;
  if (is_anything(a)) return !b->is(TypeKind::kFunction);
  if (a->is(TypeKind::kAny) && any_unifies(*a, b)) return true;
  if (b->is(TypeKind::kAny)) return any_unifies(*b, a);
  if (a->is(TypeKind::kAny)) return false;
  if (a->is(TypeKind::kFunction)) return functions(*a, *b);
  if (a->kind != b->kind) return false;
  switch (a->kind) {
    case TypeKind::kArray:
      return arrays(*a, *b);
    case TypeKind::kObject:
      return objects(*a, *b);
    case TypeKind::kSet:
      // The empty set is of every set type.
      return a->rest == nullptr || b->rest == nullptr || unifies(a->rest, b->rest);
    default:
      return true;
  }
}

}  // namespace igp::rego
