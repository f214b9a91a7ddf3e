// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What is in collections of known types.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

#include "rego/syntax/compare.h"
#include "rego/types/type.h"

namespace igp::rego {

namespace {

bool contains(const Type* type, const Type* other) {
  if (!is_a(type, TypeKind::kAny)) return equal(type, other);
  return type->items.empty() ||
         std::ranges::any_of(type->items, [&](const Type* member) { return equal(member, other); });
}

const Type* array_element(const Type& array, const Term& key) {
  if (!key.is(TermKind::kNumber)) return nullptr;
  std::int64_t place = -1;
  const char* end = key.text.data() + key.text.size();
  const auto read = std::from_chars(key.text.data(), end, place);
  if (read.ec != std::errc{} || read.ptr != end || place < 0) return nullptr;
  const auto at = static_cast<std::size_t>(place);
  return at < array.items.size() ? array.items[at] : array.rest;
}

}  // namespace

const Type* TypeFactory::of_key(const Term& constant) {
  switch (constant.kind) {
    case TermKind::kNull:
      return null_type();
    case TermKind::kBoolean:
      return boolean_type();
    case TermKind::kNumber:
      return number_type();
    case TermKind::kString:
      return string_type();
    case TermKind::kArray:
    case TermKind::kSet: {
      List<const Type*> items;
      items.reserve(arena_, constant.items.size());
      for (const Term* item : constant.items) items.push_back(arena_, of_key(*item));
      return array(items);
    }
    case TermKind::kObject: {
      List<TypeProperty> properties;
      properties.reserve(arena_, constant.object->size());
      for (const ObjectItem& item : *constant.object) {
        properties.push_back(arena_, {.key = item.key, .value = of_key(*item.value)});
      }
      return object(properties);
    }
    default:
      return any_type();
  }
}

const Type* TypeFactory::select(const Type* collection, const Term& key) {
  if (collection == nullptr) return nullptr;
  switch (collection->kind) {
    case TypeKind::kArray:
      return array_element(*collection, key);
    case TypeKind::kObject: {
      const auto found = std::ranges::lower_bound(
          collection->properties, key,
          [](const Term& a, const Term& b) { return compare(a, b) < 0; },
          [](const TypeProperty& p) -> const Term& { return *p.key; });
      if (found != collection->properties.end() && equal(*found->key, key)) return found->value;
      const bool other = collection->dynamic && contains(collection->key, of_key(key));
      return other ? collection->rest : nullptr;
    }
    case TypeKind::kSet: {
      const Type* type = of_key(key);
      return collection->rest != nullptr && contains(collection->rest, type) ? type : nullptr;
    }
    case TypeKind::kAny: {
      if (collection->items.empty()) return collection;
      const Type* type = nullptr;
      for (const Type* member : collection->items) type = either(select(member, key), type);
      return type;
    }
    default:
      return nullptr;
  }
}

const Type* TypeFactory::keys(const Type* collection) {
  if (collection == nullptr) return nullptr;
  std::vector<const Type*> types;
  switch (collection->kind) {
    case TypeKind::kArray:
      return number_type();
    case TypeKind::kObject:
      for (const TypeProperty& property : collection->properties) {
        types.push_back(of_key(*property.key));
      }
      if (collection->dynamic) types.push_back(collection->key);
      return either(std::move(types));
    case TypeKind::kSet:
      return collection->rest;
    case TypeKind::kAny:
      if (collection->items.empty()) return collection;
      for (const Type* member : collection->items) types.push_back(keys(member));
      return either(std::move(types));
    default:
      return nullptr;
  }
}

const Type* TypeFactory::values(const Type* collection) {
  if (collection == nullptr) return nullptr;
  std::vector<const Type*> types;
  switch (collection->kind) {
    case TypeKind::kArray:
      types.assign(collection->items.begin(), collection->items.end());
      types.push_back(collection->rest);
      return either(std::move(types));
    case TypeKind::kObject:
      for (const TypeProperty& property : collection->properties) types.push_back(property.value);
      if (collection->dynamic) types.push_back(collection->rest);
      return either(std::move(types));
    case TypeKind::kSet:
      return collection->rest;
    case TypeKind::kAny:
      if (collection->items.empty()) return collection;
      for (const Type* member : collection->items) types.push_back(values(member));
      return either(std::move(types));
    default:
      return nullptr;
  }
}

}  // namespace igp::rego
