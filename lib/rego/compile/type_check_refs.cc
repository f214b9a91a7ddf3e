// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// References: whether what they select can be there.
#include <algorithm>

#include "rego/compile/type_checker.h"
#include "rego/syntax/compare.h"

namespace igp::rego {

namespace {

std::vector<const Term*> keys_of(const TypeNode& node) {
  std::vector<const Term*> keys;
  for (const TypeNode* child : node.children) keys.push_back(child->key);
  return keys;
}

void add_keys(const Type* type, std::vector<const Term*>& keys) {
  if (is_a(type, TypeKind::kObject)) {
    for (const TypeProperty& property : type->properties) keys.push_back(property.key);
  } else if (is_a(type, TypeKind::kAny)) {
    for (const Type* member : type->items) add_keys(member, keys);
  }
}

/// The fixed keys of objects of the type, in order.
std::vector<const Term*> keys_of(const Type* type) {
  std::vector<const Term*> keys;
  add_keys(type, keys);
  std::ranges::sort(keys, [](const Term* a, const Term* b) { return compare(*a, *b) < 0; });
  const auto rest = std::ranges::unique(keys, [](auto a, auto b) { return equal(*a, *b); });
  keys.erase(rest.begin(), rest.end());
  return keys;
}

}  // namespace

void TypeChecker::check_ref(const Terms& ref, TypeErrors& errors) {
  const Term& head = *ref[0];
  if (!head.is(TermKind::kVar)) {
    check_path(any_type(), ref, 0, errors);  // a constant, as `some k, v in 1` makes it
  } else if (head.text == "data" || head.text == "input") {
    check_document(layers_.size(), ref, errors);
  } else {
    check_local(ref, errors);
  }
}

/// A reference into the value of a variable.
bool TypeChecker::check_local(const Terms& ref, TypeErrors& errors) {
  const Term& head = *ref[0];
  const Type* type = type_of_var(head);
  if (type != nullptr) return check_path(type, ref, 1, errors);
  const bool bound = head.slot >= 0 && vars_[static_cast<std::size_t>(head.slot)].bound;
  // OPA takes the elements of a value that it knows nothing of for names at first.
  if (bound && ref.size() > 1 && !ref[1]->is(TermKind::kVar) && !ref[1]->is(TermKind::kString)) {
    return report_element(ref, 1, type_of(*ref[1]), {.type = string_type()}, errors);
  }
  if (bound && ref.size() == 1) return true;
  return check_path(any_type(), ref, 0, errors);
}

/// Looks below the first `layers` of them, from the last one on. Base documents may be anything.
bool TypeChecker::check_document(std::size_t layers, const Terms& ref, TypeErrors& errors) {
  while (layers-- > 0) {
    const TypeNode* node = layers_[layers].root(ref);
    if (node == nullptr) continue;
    if (node->value != nullptr) return check_path(node->value, ref, 1, errors);
    return check_node(layers, *node, ref, 1, errors);
  }
  return check_path(any_type(), ref, 1, errors);
}

bool TypeChecker::check_node(std::size_t layer, const TypeNode& node, const Terms& ref,
                             std::size_t at, TypeErrors& errors) {
  if (at == ref.size()) return true;
  const Term& part = *ref[at];
  if (at <= 2 && !part.is(TermKind::kVar) && !part.is(TermKind::kString)) {
    return report_element(ref, at, type_of(part), {string_type(), keys_of(node)}, errors);
  }
  if (part.is(TermKind::kVar)) {
    const Type* keys = types_.keys(extent(types_, node));
    const Type* known = type_of_var(part);
    if (known == nullptr) {
      bind(part, keys);
    } else if (!matcher_.unifies(keys, known)) {
      return report_element(ref, at, known, {keys, keys_of(node)}, errors);
    }
  }
  const TypeNode* child = is_constant(part) ? node.child(part) : nullptr;
  if (child == nullptr) return check_document(layer, ref, errors);
  if (child->value != nullptr) return check_path(child->value, ref, at + 1, errors);
  return check_node(layer, *child, ref, at + 1, errors);
}

/// An element of a collection that is empty. Iterating over nothing is fine.
bool TypeChecker::check_empty(const Type* type, const Terms& ref, std::size_t at,
                              TypeErrors& errors) {
  const Term& part = *ref[at];
  if (part.is_scalar()) return report_element(ref, at, nullptr, {}, errors);
  if (!part.is(TermKind::kVar)) return true;
  const Type* known = type_of_var(part);
  if (known == nullptr) {
    bind(part, any_type());
    return true;
  }
  const Type* keys = types_.keys(type);
  if (keys == nullptr || matcher_.unifies(known, keys)) return true;
  return report_element(ref, at, known, {.type = keys}, errors);
}

/// The elements of `ref` from `at` on, in a value of the type.
bool TypeChecker::check_path(const Type* type, const Terms& ref, std::size_t at,
                             TypeErrors& errors) {
  for (; at < ref.size(); ++at) {
    if (is_empty_collection(type)) return check_empty(type, ref, at, errors);
    const Type* keys = types_.keys(type);
    if (keys == nullptr) return report_no_elements(ref, at - 1, type, errors);
    const Term& part = *ref[at];
    switch (part.kind) {
      case TermKind::kVar: {
        const Type* known = type_of_var(part);
        if (known == nullptr) {
          bind(part, keys);
        } else if (!matcher_.unifies(known, keys)) {
          return report_element(ref, at, known, {keys, keys_of(type)}, errors);
        }
        break;
      }
      case TermKind::kRef: {
        const Type* known = type_of_ref(part.items);
        if (known != nullptr && !matcher_.unifies(known, keys)) {
          return report_element(ref, at, known, {keys, keys_of(type)}, errors);
        }
        break;
      }
      case TermKind::kArray:
      case TermKind::kObject:
      case TermKind::kSet:
        if (unify(part, keys, false)) break;
        return report_element(ref, at, type_of(part), {.type = keys}, errors);
      default: {
        const Type* element = part.is_scalar() ? types_.select(type, part) : nullptr;
        if (element == nullptr) {
          return report_element(ref, at, nullptr, {keys, keys_of(type)}, errors);
        }
        type = element;
        continue;
      }
    }
    type = types_.values(type);
  }
  return true;
}

}  // namespace igp::rego
