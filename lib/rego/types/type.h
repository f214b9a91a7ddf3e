// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Type: what is known before evaluation about the values of a term. OPA's types, with its order
// and its unions, because they decide which policies it refuses.
//
// A null pointer stands for what nothing is known of yet. Types never change and are shared.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rego/syntax/arena.h"
#include "rego/syntax/ast.h"

namespace igp::rego {

/// In the order of types in a union.
enum class TypeKind : std::uint8_t {
  kNull,
  kBoolean,
  kNumber,
  kString,
  kArray,
  kObject,
  kSet,
  kAny,
  kFunction,
};

struct Type;

/// A fixed key of an object, and the type of its value.
struct TypeProperty {
  const Term* key = nullptr;  ///< a constant
  const Type* value = nullptr;
};

struct Type {
  TypeKind kind = TypeKind::kAny;
  /// Something within it is unknown. Sets of nothing and functions without result are, too.
  bool unknown = false;
  bool dynamic = false;     ///< kObject: there may be other keys, of type `key`
  std::uint32_t nodes = 1;  ///< of the type written as a tree
  std::uint32_t depth = 1;
  /// kArray: the first elements; kAny: the members in order, none for any value at all;
  /// kFunction: the parameters.
  List<const Type*> items;
  List<TypeProperty> properties;  ///< kObject: the fixed keys in order
  const Type* key = nullptr;      ///< kObject
  /// kArray: further elements; kObject: values of other keys; kSet: elements, null for the empty
  /// set; kFunction: the result.
  const Type* rest = nullptr;
  const Type* variadic = nullptr;  ///< kFunction: further arguments

  [[nodiscard]] bool is(TypeKind k) const { return kind == k; }
};

inline bool is_a(const Type* type, TypeKind kind) { return type != nullptr && type->is(kind); }
/// Nothing is known about it, or about something within.
inline bool is_unknown(const Type* type) { return type == nullptr || type->unknown; }
/// Any value at all.
inline bool is_anything(const Type* type) {
  return is_a(type, TypeKind::kAny) && type->items.empty();
}
/// Collections that hold nothing: `{}`, `[]` and `set()`.
bool is_empty_collection(const Type* type);

/// The order of members in a union.
std::strong_ordering compare(const Type* a, const Type* b);
inline bool equal(const Type* a, const Type* b) { return a == b || compare(a, b) == 0; }

const Type* null_type();
const Type* boolean_type();
const Type* number_type();
const Type* string_type();
const Type* any_type();

/// Makes types in an arena. What would have more than kRegoTypeNodes nodes or be deeper than
/// kRegoTypeDepth becomes `any`, about which nothing is an error.
class TypeFactory {
 public:
  explicit TypeFactory(SyntaxArena& arena) : arena_(arena) {}

  SyntaxArena& arena() { return arena_; }

  const Type* array(List<const Type*> items, const Type* rest = nullptr);
  const Type* set(const Type* of);
  /// Sorts `properties`.
  const Type* object(List<TypeProperty> properties);
  /// With keys beside the fixed ones.
  const Type* object(List<TypeProperty> properties, const Type* key, const Type* value);
  const Type* any_of(List<const Type*> sorted_members);
  const Type* function(List<const Type*> parameters, const Type* result,
                       const Type* variadic = nullptr);

  /// The type of values that are of one of the two. Null is the neutral element, and the result
  /// for a function and something else.
  const Type* either(const Type* a, const Type* b);
  /// The same for any number of them, one after the other.
  const Type* either(std::vector<const Type*> types);

  /// What `collection[key]` is for a constant; null when there is no such element.
  const Type* select(const Type* collection, const Term& key);
  /// What iteration over `collection` gives; null when there is nothing to iterate over.
  const Type* keys(const Type* collection);
  const Type* values(const Type* collection);

  /// The type of a constant as the key of an object: sets are arrays there.
  const Type* of_key(const Term& constant);

 private:
  const Type* keep(Type type);
  const Type* object(Type type);
  const Type* either_function(const Type* a, const Type* b);
  const Type* with_member(const Type* any, const Type* other);
  const Type* merged(const Type* a, const Type* b);

  SyntaxArena& arena_;
};

}  // namespace igp::rego
