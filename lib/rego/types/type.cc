// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/types/type.h"

#include <algorithm>

#include "base/limits.h"
#include "rego/syntax/compare.h"

namespace igp::rego {

namespace {

constexpr Type kNull{.kind = TypeKind::kNull};
constexpr Type kBoolean{.kind = TypeKind::kBoolean};
constexpr Type kNumber{.kind = TypeKind::kNumber};
constexpr Type kString{.kind = TypeKind::kString};
constexpr Type kAnything{.kind = TypeKind::kAny};

std::strong_ordering compare_lists(const List<const Type*>& a, const List<const Type*>& b) {
  return std::lexicographical_compare_three_way(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const Type* x, const Type* y) { return compare(x, y); });
}

std::strong_ordering compare_objects(const Type& a, const Type& b) {
  if (a.dynamic != b.dynamic) return a.dynamic <=> b.dynamic;
  if (a.dynamic) {
    if (const auto order = compare(a.key, b.key); order != 0) return order;
    if (const auto order = compare(a.rest, b.rest); order != 0) return order;
  }
  return std::lexicographical_compare_three_way(
      a.properties.begin(), a.properties.end(), b.properties.begin(), b.properties.end(),
      [](const TypeProperty& x, const TypeProperty& y) {
        const auto order = compare(*x.key, *y.key);
        return order != 0 ? order : compare(x.value, y.value);
      });
}

/// Counts `child` in.
void add_child(Type& type, const Type* child) {
  if (child == nullptr) return;
  type.nodes = std::min(type.nodes + child->nodes, limits::kRegoTypeNodes + 1);
  type.depth = std::max(type.depth, child->depth + 1);
}

/// The same, where not knowing the child is not knowing the whole.
void add_part(Type& type, const Type* child) {
  add_child(type, child);
  type.unknown = type.unknown || is_unknown(child);
}

}  // namespace

const Type* null_type() { return &kNull; }
const Type* boolean_type() { return &kBoolean; }
const Type* number_type() { return &kNumber; }
const Type* string_type() { return &kString; }
const Type* any_type() { return &kAnything; }

bool is_empty_collection(const Type* type) {
  if (type == nullptr) return false;
  switch (type->kind) {
    case TypeKind::kArray:
      return type->items.empty() && type->rest == nullptr;
    case TypeKind::kObject:
      return type->properties.empty() && !type->dynamic;
    case TypeKind::kSet:
      return type->rest == nullptr;
    default:
      return false;
  }
}

std::strong_ordering compare(const Type* a, const Type* b) {
  if (a == b) return std::strong_ordering::equal;
  if (a == nullptr || b == nullptr) return (a != nullptr) <=> (b != nullptr);
  if (a->kind != b->kind) return a->kind <=> b->kind;
  switch (a->kind) {
    case TypeKind::kArray: {
      const bool open = a->rest != nullptr;
      if (open != (b->rest != nullptr)) return open <=> !open;
      const auto order = compare(a->rest, b->rest);
      return order != 0 ? order : compare_lists(a->items, b->items);
    }
    case TypeKind::kObject:
      return compare_objects(*a, *b);
    case TypeKind::kSet:
      return compare(a->rest, b->rest);
    case TypeKind::kAny:
      return compare_lists(a->items, b->items);
    case TypeKind::kFunction: {
      if (a->items.size() != b->items.size()) return a->items.size() <=> b->items.size();
      if (const auto order = compare_lists(a->items, b->items); order != 0) return order;
      const auto order = compare(a->rest, b->rest);
      return order != 0 ? order : compare(a->variadic, b->variadic);
    }
    default:
      return std::strong_ordering::equal;
  }
}

const Type* TypeFactory::keep(Type type) {
  if (type.nodes > limits::kRegoTypeNodes || type.depth > limits::kRegoTypeDepth) return any_type();
  return arena_.make<Type>(type);
}

const Type* TypeFactory::array(List<const Type*> items, const Type* rest) {
  Type type{.kind = TypeKind::kArray, .items = items, .rest = rest};
  for (const Type* item : items) add_part(type, item);
  if (rest != nullptr) add_part(type, rest);
  return keep(type);
}

const Type* TypeFactory::set(const Type* of) {
  Type type{.kind = TypeKind::kSet, .rest = of};
  add_part(type, of);
  return keep(type);
}

const Type* TypeFactory::object(Type type) {
  std::ranges::stable_sort(type.properties, [](const TypeProperty& a, const TypeProperty& b) {
    return compare(*a.key, *b.key) < 0;
  });
  for (const TypeProperty& property : type.properties) add_part(type, property.value);
  if (type.dynamic) {
    add_part(type, type.key);
    add_part(type, type.rest);
  }
  return keep(type);
}

const Type* TypeFactory::object(List<TypeProperty> properties) {
  return object(Type{.kind = TypeKind::kObject, .properties = properties});
}

const Type* TypeFactory::object(List<TypeProperty> properties, const Type* key, const Type* value) {
  return object(Type{.kind = TypeKind::kObject,
                     .dynamic = true,
                     .properties = properties,
                     .key = key,
                     .rest = value});
}

const Type* TypeFactory::any_of(List<const Type*> sorted_members) {
  // What is unknown within a member is only one of several possibilities.
  Type type{.kind = TypeKind::kAny, .items = sorted_members};
  for (const Type* member : sorted_members) add_child(type, member);
  return keep(type);
}

const Type* TypeFactory::function(List<const Type*> parameters, const Type* result,
                                  const Type* variadic) {
  Type type{.kind = TypeKind::kFunction, .items = parameters, .rest = result, .variadic = variadic};
  for (const Type* parameter : parameters) add_part(type, parameter);
  add_part(type, result);
  return keep(type);
}

const Type* TypeFactory::either_function(const Type* a, const Type* b) {
  const bool alike = a->is(b->kind) && a->items.size() == b->items.size() &&
                     (a->variadic == nullptr) == (b->variadic == nullptr);
  if (!alike) return nullptr;
  List<const Type*> parameters;
  parameters.reserve(arena_, a->items.size());
  for (std::size_t i = 0; i < a->items.size(); ++i) {
    parameters.push_back(arena_, either(a->items[i], b->items[i]));
  }
  return function(parameters, either(a->rest, b->rest), either(a->variadic, b->variadic));
}

/// The union `any` with `other`, which is no union.
const Type* TypeFactory::with_member(const Type* any, const Type* other) {
  if (any->items.empty()) return any;
  const auto less = [](const Type* x, const Type* y) { return compare(x, y) < 0; };
  const auto place = std::lower_bound(any->items.begin(), any->items.end(), other, less);
  if (place != any->items.end() && equal(*place, other)) return any;
  List<const Type*> members;
  members.reserve(arena_, any->items.size() + 1);
  for (auto at = any->items.begin(); at != place; ++at) members.push_back(arena_, *at);
  members.push_back(arena_, other);
  for (auto at = place; at != any->items.end(); ++at) members.push_back(arena_, *at);
  return any_of(members);
}

const Type* TypeFactory::merged(const Type* a, const Type* b) {
  if (a->items.empty()) return a;
  if (b->items.empty()) return b;
  List<const Type*> members;
  members.reserve(arena_, a->items.size() + b->items.size());
  const auto less = [](const Type* x, const Type* y) { return compare(x, y) < 0; };
  const List<const Type*>& right = b->items;
  auto next = right.begin();
  for (const Type* member : a->items) {
    for (; next != right.end() && less(*next, member); ++next) members.push_back(arena_, *next);
    if (next != right.end() && equal(*next, member)) ++next;
    members.push_back(arena_, member);
  }
  for (; next != right.end(); ++next) members.push_back(arena_, *next);
  return any_of(members);
}

const Type* TypeFactory::either(const Type* a, const Type* b) {
  if (a == nullptr || a == b) return b;
  if (b == nullptr) return a;
  if (a->is(TypeKind::kFunction) || b->is(TypeKind::kFunction)) return either_function(a, b);
  if (a->is(TypeKind::kAny)) return b->is(TypeKind::kAny) ? merged(a, b) : with_member(a, b);
  if (b->is(TypeKind::kAny)) return with_member(b, a);
  const auto order = compare(a, b);
  if (order == 0) return a;
  List<const Type*> members;
  members.reserve(arena_, 2);
  members.push_back(arena_, order < 0 ? a : b);
  members.push_back(arena_, order < 0 ? b : a);
  return any_of(members);
}

const Type* TypeFactory::either(std::vector<const Type*> types) {
  const bool has_function =
      std::ranges::any_of(types, [](const Type* type) { return is_a(type, TypeKind::kFunction); });
  if (types.size() <= 2 || has_function) {
    const Type* all = nullptr;
    for (const Type* type : types) all = either(all, type);
    return all;
  }
  // At once, for there may be thousands of them.
  std::vector<const Type*> members;
  for (const Type* type : types) {
    if (is_anything(type)) return type;
    if (is_a(type, TypeKind::kAny)) {
      members.insert(members.end(), type->items.begin(), type->items.end());
    } else if (type != nullptr && (members.empty() || members.back() != type)) {
      members.push_back(type);
    }
  }
  std::ranges::sort(members, [](const Type* a, const Type* b) { return compare(a, b) < 0; });
  const auto rest = std::ranges::unique(members, [](auto a, auto b) { return equal(a, b); });
  members.erase(rest.begin(), rest.end());
  if (members.empty()) return nullptr;
  return members.size() == 1 ? members.front() : any_of(List<const Type*>::of(arena_, members));
}

}  // namespace igp::rego
