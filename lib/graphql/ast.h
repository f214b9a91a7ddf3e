// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The syntax tree of a GraphQL document (specification appendix B). Plain data: it owns its text
// and knows neither schema nor execution.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "graphql/token.h"

namespace igp::graphql::ast {

struct Name {
  std::string text;
  Place place;
};

struct ObjectField;

/// A value literal or a variable.
struct Value {
  enum class Kind : std::uint8_t {
    kVariable,  ///< text: the name without '$'
    kInt,
    kFloat,
    kString,
    kBoolean,  ///< text: "true" or "false"
    kNull,
    kEnum,
    kList,
    kObject,
  };
  Kind kind = Kind::kNull;
  Place place;
  std::string text;  ///< scalars: numbers as written, strings decoded
  bool is_block_string = false;
  std::vector<Value> items;
  std::vector<ObjectField> fields;
};

struct ObjectField {
  Name name;
  Value value;
};

struct Argument {
  Name name;
  Value value;
};

struct Directive {
  Name name;  ///< without '@'; its place is the '@'
  std::vector<Argument> arguments;
};

/// Name, [Type] or either with '!'.
struct Type {
  Place place;
  std::string name;             ///< empty for a list
  std::unique_ptr<Type> items;  ///< of a list
  bool non_null = false;
};

struct Field;
struct FragmentSpread;
struct InlineFragment;
using Selection = std::variant<Field, FragmentSpread, InlineFragment>;

struct SelectionSet {
  Place place;
  std::vector<Selection> selections;
};

struct Field {
  std::optional<Name> alias;
  Name name;
  std::vector<Argument> arguments;
  std::vector<Directive> directives;
  std::optional<SelectionSet> selection_set;

  [[nodiscard]] const std::string& response_name() const { return alias ? alias->text : name.text; }
  [[nodiscard]] const Place& place() const { return alias ? alias->place : name.place; }
};

struct FragmentSpread {
  Place place;
  Name name;
  std::vector<Directive> directives;
};

struct InlineFragment {
  Place place;
  std::optional<Name> type_condition;
  std::vector<Directive> directives;
  SelectionSet selection_set;
};

enum class OperationKind : std::uint8_t { kQuery, kMutation, kSubscription };

struct VariableDefinition {
  Name name;  ///< without '$'; its place is the '$'
  Type type;
  std::optional<Value> default_value;
  std::vector<Directive> directives;
};

struct Operation {
  Place place;
  OperationKind kind = OperationKind::kQuery;
  std::optional<Name> name;
  std::vector<VariableDefinition> variables;
  std::vector<Directive> directives;
  SelectionSet selection_set;
};

struct Fragment {
  Place place;
  Name name;
  Name type_condition;
  std::vector<Directive> directives;
  SelectionSet selection_set;
};

// --- Type system (specification section 3)

struct InputValueDefinition {
  std::optional<std::string> description;
  Name name;
  Type type;
  std::optional<Value> default_value;
  std::vector<Directive> directives;
};

struct FieldDefinition {
  std::optional<std::string> description;
  Name name;
  std::vector<InputValueDefinition> arguments;
  Type type;
  std::vector<Directive> directives;
};

struct EnumValueDefinition {
  std::optional<std::string> description;
  Name name;
  std::vector<Directive> directives;
};

enum class TypeKind : std::uint8_t { kScalar, kObject, kInterface, kUnion, kEnum, kInputObject };

/// A definition or extension of any kind of named type; only the members of its kind are filled.
struct TypeDefinition {
  Place place;
  TypeKind kind = TypeKind::kScalar;
  bool is_extension = false;
  std::optional<std::string> description;
  Name name;
  std::vector<Directive> directives;
  std::vector<Name> interfaces;                    ///< objects and interfaces
  std::vector<FieldDefinition> fields;             ///< objects and interfaces
  std::vector<Name> members;                       ///< unions
  std::vector<EnumValueDefinition> values;         ///< enums
  std::vector<InputValueDefinition> input_fields;  ///< input objects
};

struct OperationTypeDefinition {
  OperationKind operation = OperationKind::kQuery;
  Name type;
};

struct SchemaDefinition {
  Place place;
  bool is_extension = false;
  std::optional<std::string> description;
  std::vector<Directive> directives;
  std::vector<OperationTypeDefinition> operations;
};

struct DirectiveDefinition {
  Place place;
  std::optional<std::string> description;
  Name name;
  std::vector<InputValueDefinition> arguments;
  bool is_repeatable = false;
  std::vector<Name> locations;
};

using Definition =
    std::variant<Operation, Fragment, SchemaDefinition, TypeDefinition, DirectiveDefinition>;

struct Document {
  std::vector<Definition> definitions;
};

}  // namespace igp::graphql::ast
