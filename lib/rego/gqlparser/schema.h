// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Schema: the types and directives that queries are checked against.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rego/gqlparser/ast_schema.h"
#include "rego/gqlparser/parser.h"

namespace igp::rego::gqlparser {

template <class T>
using ByName = std::map<std::string, T, std::less<>>;

/// A document's definitions with its extensions merged into them, and the built-in ones. Only
/// build_schema() makes one, from a document that it found valid.
struct Schema {
  /// The type of this name, or nullptr.
  [[nodiscard]] Definition* type(std::string_view name) const {
    const auto at = types.find(name);
    return at == types.end() ? nullptr : at->second;
  }
  /// The types that a value of the type of this name may have, with repetitions.
  [[nodiscard]] const std::vector<Definition*>& possible_types(std::string_view name) const;

  Definition* query = nullptr;
  Definition* mutation = nullptr;
  Definition* subscription = nullptr;
  ByName<Definition*> types;
  ByName<DirectiveDefinition*> directives;
  ByName<std::vector<Definition*>> possible;
  Nodes nodes;                                     ///< what differs from the document's
  std::shared_ptr<const SchemaDocument> document;  ///< owns the rest
};

/// Validates `document`, which stays as it is. Fails with kGraphqlInvalid, whose message is
/// gqlparser's ("input:1:2: Undefined type X."), or with kLimitExceeded.
Result<std::shared_ptr<const Schema>> build_schema(std::shared_ptr<const SchemaDocument> document,
                                                   const Limits& limits = {});

/// The built-in scalars, directives and introspection types.
const SchemaDocument& prelude();

}  // namespace igp::rego::gqlparser
