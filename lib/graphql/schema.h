// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Schema: a checked GraphQL type system, built from its definition language.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graphql/ast.h"

namespace igp::graphql {

struct NamedType;

/// A use of a type: a named type, a list of or a non-null form of another.
struct TypeRef {
  enum class Kind : std::uint8_t { kNamed, kList, kNonNull };
  Kind kind = Kind::kNamed;
  const NamedType* named = nullptr;      ///< kNamed
  std::shared_ptr<const TypeRef> inner;  ///< kList, kNonNull

  /// The named type below all wrappers.
  [[nodiscard]] const NamedType& base() const { return inner ? inner->base() : *named; }
  [[nodiscard]] bool is_non_null() const { return kind == Kind::kNonNull; }
  [[nodiscard]] bool is_list() const { return kind == Kind::kList; }
  /// Without an outer '!'.
  [[nodiscard]] const TypeRef& nullable() const { return is_non_null() ? *inner : *this; }
  /// As the definition language writes it: "[String!]!".
  [[nodiscard]] std::string str() const;
};

bool operator==(const TypeRef& a, const TypeRef& b);

/// An argument or an input object's field.
struct InputValue {
  std::string name;
  std::optional<std::string> description;
  TypeRef type;
  std::optional<ast::Value> default_value;
  std::optional<std::string> deprecation;
  [[nodiscard]] bool is_required() const { return type.is_non_null() && !default_value; }
};

struct FieldType {
  std::string name;
  std::optional<std::string> description;
  std::vector<InputValue> arguments;
  TypeRef type;
  std::optional<std::string> deprecation;
};

struct EnumValue {
  std::string name;
  std::optional<std::string> description;
  std::optional<std::string> deprecation;
};

/// A type with a name; only the members of its kind are filled.
struct NamedType {
  ast::TypeKind kind = ast::TypeKind::kScalar;
  std::string name;
  std::optional<std::string> description;
  std::optional<std::string> specified_by;
  std::vector<const NamedType*> interfaces;
  std::vector<FieldType> fields;
  /// Union: its members. Interface: the object types that implement it.
  std::vector<const NamedType*> possible_types;
  std::vector<EnumValue> values;
  std::vector<InputValue> input_fields;

  [[nodiscard]] bool is_leaf() const {
    return kind == ast::TypeKind::kScalar || kind == ast::TypeKind::kEnum;
  }
  [[nodiscard]] bool is_input() const { return is_leaf() || kind == ast::TypeKind::kInputObject; }
  [[nodiscard]] bool is_output() const { return kind != ast::TypeKind::kInputObject; }
  [[nodiscard]] bool is_abstract() const {
    return kind == ast::TypeKind::kInterface || kind == ast::TypeKind::kUnion;
  }
  [[nodiscard]] bool is_composite() const {
    return kind == ast::TypeKind::kObject || is_abstract();
  }
  [[nodiscard]] bool has_fields() const {
    return kind == ast::TypeKind::kObject || kind == ast::TypeKind::kInterface;
  }
  [[nodiscard]] const FieldType* field(std::string_view field_name) const;
  [[nodiscard]] const InputValue* input_field(std::string_view field_name) const;
  [[nodiscard]] bool has_value(std::string_view value) const;
};

struct DirectiveType {
  std::string name;
  std::optional<std::string> description;
  std::vector<InputValue> arguments;
  std::vector<std::string> locations;
  bool is_repeatable = false;
};

/// Finds the input value of that name, or null.
const InputValue* find_input(const std::vector<InputValue>& inputs, std::string_view name);

/// Immutable once built; types live as long as the schema and do not move with it.
class Schema {
 public:
  /// Parses and checks a type system document. The specified scalars and directives and the
  /// introspection types are added. Fails with kGraphqlSyntax, kGraphqlInvalid or kLimitExceeded.
  static Result<Schema> parse(std::string_view sdl);

  /// As parse, from a syntax tree; executable definitions in it are refused.
  static Result<Schema> build(const ast::Document& document);

  [[nodiscard]] const NamedType* type(std::string_view name) const;
  [[nodiscard]] const DirectiveType* directive(std::string_view name) const;
  /// Null when the schema has no such operation.
  [[nodiscard]] const NamedType* root(ast::OperationKind kind) const;
  [[nodiscard]] const std::optional<std::string>& description() const { return description_; }

  /// In the order of their definition, the built-in ones first.
  [[nodiscard]] const std::vector<const NamedType*>& types() const { return order_; }
  [[nodiscard]] const std::vector<DirectiveType>& directives() const { return directives_; }

  /// The field `name` of `parent`, __typename of any composite type and __schema and __type of the
  /// query type included; null when there is none.
  [[nodiscard]] const FieldType* field(const NamedType& parent, std::string_view name) const;

  /// The resolved form of a type in a document; nothing when its name is unknown.
  [[nodiscard]] std::optional<TypeRef> resolve(const ast::Type& type) const;

  /// Whether `type` (an object) is `abstract` or one of its possible types.
  [[nodiscard]] bool is_possible(const NamedType& abstract, const NamedType& type) const;
  /// Whether an object can be of both types.
  [[nodiscard]] bool overlap(const NamedType& a, const NamedType& b) const;
  /// Whether every value of `a` is a value of `b` (specification section 3.6.1).
  [[nodiscard]] bool is_subtype(const TypeRef& a, const TypeRef& b) const;

 private:
  friend class SchemaBuilder;
  std::map<std::string, std::unique_ptr<NamedType>, std::less<>> types_;
  std::vector<const NamedType*> order_;
  std::vector<DirectiveType> directives_;
  std::map<ast::OperationKind, const NamedType*> roots_;
  std::optional<std::string> description_;
  FieldType typename_field_;
  FieldType schema_field_;
  FieldType type_field_;
};

/// Every fault of a built schema that its definitions alone do not show: implemented interfaces,
/// type kinds in their places, reserved and missing names, default values (specification section
/// 3). Empty when the schema is valid.
std::vector<std::string> check_schema(const Schema& schema);

}  // namespace igp::graphql
