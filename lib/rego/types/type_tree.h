// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TypeNode: the types of documents by their path below `data` or `input`.
#pragma once

#include <span>

#include "rego/types/type.h"

namespace igp::rego {

/// A place in the tree. Where `value` is known the document is of that type, even if there are more
/// places below; else it is an object of what is below.
struct TypeNode {
  const Term* key = nullptr;  ///< a constant; null for the root
  const Type* value = nullptr;
  List<TypeNode*> children;  ///< sorted by key

  [[nodiscard]] const TypeNode* child(const Term& constant) const;
  /// The node at `path`, made where there was none.
  TypeNode& at(SyntaxArena& arena, std::span<const Term* const> path);
  /// The child, made where there was none.
  TypeNode& at(SyntaxArena& arena, const Term& part);
};

/// The type of the whole document at `node`. Beside what is known there may be base documents.
const Type* extent(TypeFactory& types, const TypeNode& node);

/// Adds to the documents at `path` those of type `type`, which one more rule makes.
void insert(TypeFactory& types, TypeNode& root, std::span<const Term* const> path,
            const Type* type);

}  // namespace igp::rego
