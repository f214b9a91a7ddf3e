// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/types/type_tree.h"

#include <algorithm>
#include <vector>

#include "rego/syntax/compare.h"

namespace igp::rego {

namespace {

using Path = std::span<const Term* const>;

/// So few names are compared one by one.
constexpr std::size_t kFewChildren = 16;

struct KeyOrder {
  bool operator()(const TypeNode* node, const Term& key) const {
    return compare(*node->key, key) < 0;
  }
};

TypeNode* find(const List<TypeNode*>& children, const Term& constant) {
  if (children.size() <= kFewChildren && constant.is(TermKind::kString)) {
    for (TypeNode* node : children) {
      if (node->key->is(TermKind::kString) && node->key->text == constant.text) return node;
    }
    return nullptr;
  }
  const auto found = std::lower_bound(children.begin(), children.end(), constant, KeyOrder{});
  return found != children.end() && equal(*(*found)->key, constant) ? *found : nullptr;
}

/// `object` with documents of type `type` at `path` below it.
const Type* with_document(TypeFactory& types, const Type* object, Path path, const Type* type) {
  if (path.empty() || !is_a(object, TypeKind::kObject)) return object;
  const Type* key = types.of_key(*path.front());
  if (path.size() > 1)
    type = with_document(types, types.object(List<TypeProperty>{}), path.subspan(1), type);
  if (!object->dynamic) return types.object(object->properties, key, type);
  return types.object(object->properties, types.either(object->key, key),
                      types.either(object->rest, type));
}

bool is_open_object(const Type* type) {
  return is_a(type, TypeKind::kObject) && type->properties.empty();
}

/// Unites the object with the first such object in the union; null where there is none.
const Type* within_union(TypeFactory& types, const Type* object, const Type* any) {
  for (std::size_t i = 0; i < any->items.size(); ++i) {
    const Type* member = any->items[i];
    if (!is_open_object(member) || !member->dynamic) continue;
    List<const Type*> members = List<const Type*>::of(types.arena(), any->items);
    members[i] = types.object(List<TypeProperty>{}, types.either(member->key, object->key),
                              types.either(member->rest, object->rest));
    std::ranges::sort(members, [](const Type* a, const Type* b) { return compare(a, b) < 0; });
    return types.any_of(members);
  }
  return nullptr;
}

/// What several rules at one place make. Partial objects and sets grow together.
const Type* grown(TypeFactory& types, const Type* a, const Type* b) {
  if (a == nullptr) return b;
  if (b == nullptr) return a;
  if (is_open_object(a) && is_open_object(b)) {
    if (!a->dynamic) return b;
    if (!b->dynamic) return a;
    return types.object(List<TypeProperty>{}, types.either(a->key, b->key),
                        grown(types, a->rest, b->rest));
  }
  if (is_open_object(a) && a->dynamic && b->is(TypeKind::kAny)) {
    if (const Type* type = within_union(types, a, b)) return type;
  }
  if (a->is(TypeKind::kSet) && b->is(TypeKind::kSet)) {
    return types.set(types.either(a->rest, b->rest));
  }
  if (a->is(TypeKind::kAny) && !b->is(TypeKind::kAny)) return grown(types, b, a);
  return types.either(a, b);
}

struct Leaf {
  std::vector<const Term*> path;
  const Type* type;
};

void collect_leaves(const TypeNode& node, std::vector<const Term*>& path, std::vector<Leaf>& out) {
  path.push_back(node.key);
  if (node.value != nullptr) {
    out.push_back({.path = path, .type = node.value});
  } else {
    for (const TypeNode* child : node.children) collect_leaves(*child, path, out);
  }
  path.pop_back();
}

}  // namespace

const TypeNode* TypeNode::child(const Term& constant) const { return find(children, constant); }

TypeNode& TypeNode::at(SyntaxArena& arena, const Term& part) {
  if (TypeNode* known = find(children, part)) return *known;
  const auto place =
      std::lower_bound(children.begin(), children.end(), part, KeyOrder{}) - children.begin();
  TypeNode* node = arena.make<TypeNode>();
  node->key = &part;
  children.push_back(arena, node);
  std::rotate(children.begin() + place, children.end() - 1, children.end());
  return *node;
}

TypeNode& TypeNode::at(SyntaxArena& arena, Path path) {
  TypeNode* node = this;
  for (const Term* part : path) node = &node->at(arena, *part);
  return *node;
}

const Type* extent(TypeFactory& types, const TypeNode& node) {
  if (node.value != nullptr) return node.value;
  List<TypeProperty> properties;
  for (const TypeNode* child : node.children) {
    const bool shown = child->key->is_scalar() && !child->key->is(TermKind::kNull);
    if (!shown) continue;
    properties.push_back(types.arena(), {.key = child->key, .value = extent(types, *child)});
  }
  return types.object(properties, string_type(), any_type());
}

void insert(TypeFactory& types, TypeNode& root, Path path, const Type* type) {
  TypeNode* node = &root;
  for (std::size_t i = 0; i < path.size(); ++i) {
    node = &node->at(types.arena(), *path[i]);
    const Path below = path.subspan(i + 1);
    if (!below.empty() && is_a(node->value, TypeKind::kObject)) {
      node->value = with_document(types, node->value, below, type);
    }
  }
  node->value = grown(types, node->value, type);
  if (!type->is(TypeKind::kObject) || node->children.empty()) return;
  std::vector<Leaf> leaves;
  std::vector<const Term*> start;
  for (const TypeNode* child : node->children) collect_leaves(*child, start, leaves);
  for (const Leaf& leaf : leaves) {
    node->value = with_document(types, node->value, leaf.path, leaf.type);
  }
}

}  // namespace igp::rego
