// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The trees of schemas. See ast.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rego/gqlparser/ast.h"

namespace igp::rego::gqlparser {

struct ArgumentDefinition : Node {
  std::string description;
  std::string name;
  Literal* default_value = nullptr;
  Type* type = nullptr;
  List<Directive> directives;
  CommentGroup* before_description = nullptr;
  CommentGroup* after_description = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Description", self.description);
    visit("Name", self.name);
    visit("DefaultValue", self.default_value);
    visit.required("Type", self.type);
    visit("Directives", self.directives);
    visit("BeforeDescriptionComment", self.before_description);
    visit("AfterDescriptionComment", self.after_description);
  }
};

/// Of an object, interface or input object.
struct FieldDefinition : ArgumentDefinition {
  List<ArgumentDefinition> arguments;  ///< not of input objects

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    ArgumentDefinition::members(self, visit);
    visit("Arguments", self.arguments);
  }
};

struct EnumValueDefinition : Node {
  std::string description;
  std::string name;
  List<Directive> directives;
  CommentGroup* before_description = nullptr;
  CommentGroup* after_description = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Description", self.description);
    visit("Name", self.name);
    visit("Directives", self.directives);
    visit("BeforeDescriptionComment", self.before_description);
    visit("AfterDescriptionComment", self.after_description);
  }
};

inline constexpr std::string_view kScalar = "SCALAR";
inline constexpr std::string_view kObject = "OBJECT";
inline constexpr std::string_view kInterface = "INTERFACE";
inline constexpr std::string_view kUnion = "UNION";
inline constexpr std::string_view kEnum = "ENUM";
inline constexpr std::string_view kInputObject = "INPUT_OBJECT";

/// A type or the extension of one.
struct Definition : Node {
  std::string kind;
  std::string description;
  std::string name;
  List<Directive> directives;
  std::vector<std::string> interfaces;
  List<FieldDefinition> fields;
  std::vector<std::string> types;        ///< members of a union
  std::vector<Position> type_positions;  ///< of `types`; empty in decoded trees
  List<EnumValueDefinition> enum_values;
  bool built_in = false;
  CommentGroup* before_description = nullptr;
  CommentGroup* after_description = nullptr;
  CommentGroup* end_of_definition = nullptr;

  [[nodiscard]] bool is_leaf() const { return kind == kEnum || kind == kScalar; }
  [[nodiscard]] bool is_abstract() const { return kind == kInterface || kind == kUnion; }
  [[nodiscard]] bool is_composite() const { return kind == kObject || is_abstract(); }
  [[nodiscard]] bool is_input() const { return is_leaf() || kind == kInputObject; }

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Kind", self.kind);
    visit("Description", self.description);
    visit("Name", self.name);
    visit("Directives", self.directives);
    visit("Interfaces", self.interfaces);
    visit("Fields", self.fields);
    visit("Types", self.types);
    visit("EnumValues", self.enum_values);
    visit("BuiltIn", self.built_in);
    visit("BeforeDescriptionComment", self.before_description);
    visit("AfterDescriptionComment", self.after_description);
    visit("EndOfDefinitionComment", self.end_of_definition);
  }
};

struct DirectiveDefinition : Node {
  std::string description;
  std::string name;
  List<ArgumentDefinition> arguments;
  std::vector<std::string> locations;
  bool is_repeatable = false;
  CommentGroup* before_description = nullptr;
  CommentGroup* after_description = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Description", self.description);
    visit("Name", self.name);
    visit("Arguments", self.arguments);
    visit("Locations", self.locations);
    visit("IsRepeatable", self.is_repeatable);
    visit("BeforeDescriptionComment", self.before_description);
    visit("AfterDescriptionComment", self.after_description);
  }
};

struct OperationTypeDefinition : Node {
  std::string operation;
  std::string type;
  CommentGroup* comment = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Operation", self.operation);
    visit("Type", self.type);
    visit("Comment", self.comment);
  }
};

struct SchemaDefinition : Node {
  std::string description;
  List<Directive> directives;
  List<OperationTypeDefinition> operation_types;
  CommentGroup* before_description = nullptr;
  CommentGroup* after_description = nullptr;
  CommentGroup* end_of_definition = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Description", self.description);
    visit("Directives", self.directives);
    visit("OperationTypes", self.operation_types);
    visit("BeforeDescriptionComment", self.before_description);
    visit("AfterDescriptionComment", self.after_description);
    visit("EndOfDefinitionComment", self.end_of_definition);
  }
};

struct SchemaDocument {
  Nodes nodes;
  List<SchemaDefinition> schema;
  List<SchemaDefinition> schema_extensions;
  List<DirectiveDefinition> directives;
  List<Definition> definitions;
  List<Definition> extensions;
  CommentGroup* comment = nullptr;  ///< at the end

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Schema", self.schema);
    visit("SchemaExtension", self.schema_extensions);
    visit("Directives", self.directives);
    visit("Definitions", self.definitions);
    visit("Extensions", self.extensions);
    visit("Comment", self.comment);
  }
};

}  // namespace igp::rego::gqlparser
