// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The syntax trees of gqlparser v2, which OPA's graphql builtins show to policies as JSON and take
// back from them. Each node says in members() under which name a member stands in that JSON, so
// that encoder, decoder and the check for completeness cannot differ about it.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace igp::rego::gqlparser {

/// Row and column (in characters) from 1. Behind a "\r\n" columns are one too high, and in a block
/// string of several lines they can be negative: policies see these numbers in error texts.
struct Position {
  int row = 0;
  int column = 0;
};

/// A node of a tree. Trees are plain pointers into the Nodes that own them.
struct Node {
  Node() = default;
  Node(const Node&) = default;
  Node& operator=(const Node&) = default;
  virtual ~Node() = default;
  std::optional<Position> position;  ///< absent in trees that were decoded from JSON
};

/// Owns nodes, flat: no tree is destroyed recursively, and nodes may be shared within it.
class Nodes {
 public:
  template <class T>
  T* make(T node = {}) {
    auto owned = std::make_unique<T>(std::move(node));
    T* out = owned.get();
    nodes_.push_back(std::move(owned));
    return out;
  }

 private:
  std::deque<std::unique_ptr<Node>> nodes_;
};

template <class T>
using List = std::vector<T*>;

// A visitor of members() has `visit(name, member)`, `visit.required(name, pointer)` for what every
// use dereferences, and `visit.annotation(name, pointer)` for what only validation fills in.

struct Comment : Node {
  std::string text;  ///< with its '#'

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Value", self.text);
  }
};

struct CommentGroup : Node {
  List<Comment> comments;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("List", self.comments);
  }
};

struct Definition;
struct DirectiveDefinition;
struct FieldDefinition;
struct FragmentDefinition;
struct VariableDefinition;

/// Name, [Type] or either with '!'.
struct Type : Node {
  std::string name;      ///< empty for a list
  Type* item = nullptr;  ///< of a list
  bool non_null = false;

  /// The name inside all lists.
  [[nodiscard]] const std::string& named() const { return name.empty() ? item->named() : name; }
  [[nodiscard]] std::string text() const {
    return (name.empty() ? "[" + item->text() + "]" : name) + (non_null ? "!" : "");
  }

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("NamedType", self.name);
    if (self.name.empty()) {
      visit.required("Elem", self.item);
    } else {
      visit("Elem", self.item);
    }
    visit("NonNull", self.non_null);
  }
};

/// The numbers are those in the JSON.
enum class ValueKind : std::int64_t {
  kVariable,
  kInt,
  kFloat,
  kString,
  kBlock,
  kBoolean,
  kNull,
  kEnum,
  kList,
  kObject,
};

struct Literal;

/// A member of an object, or with an empty name the element of a list.
struct ChildValue : Node {
  std::string name;
  Literal* value = nullptr;
  CommentGroup* comment = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Name", self.name);
    visit.required("Value", self.value);
    visit("Comment", self.comment);
  }
};

/// A value or a variable as written ("Value" in gqlparser).
struct Literal : Node {
  std::string raw;  ///< scalars as written, strings decoded, variables without '$'
  List<ChildValue> children;
  ValueKind kind = ValueKind::kVariable;
  CommentGroup* comment = nullptr;
  Definition* definition = nullptr;
  VariableDefinition* variable = nullptr;
  Type* expected_type = nullptr;
  bool expected_type_has_default = false;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Raw", self.raw);
    visit("Children", self.children);
    visit("Kind", self.kind);
    visit("Comment", self.comment);
    visit.annotation("Definition", self.definition);
    visit.annotation("VariableDefinition", self.variable);
    visit.annotation("ExpectedType", self.expected_type);
    visit("ExpectedTypeHasDefault", self.expected_type_has_default);
  }
};

struct Argument : Node {
  std::string name;
  Literal* value = nullptr;
  CommentGroup* comment = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Name", self.name);
    visit.required("Value", self.value);
    visit("Comment", self.comment);
  }
};

struct Directive : Node {
  std::string name;
  List<Argument> arguments;
  Definition* parent = nullptr;
  DirectiveDefinition* definition = nullptr;
  std::string location;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Name", self.name);
    visit("Arguments", self.arguments);
    visit.annotation("ParentDefinition", self.parent);
    visit.annotation("Definition", self.definition);
    visit("Location", self.location);
  }
};

/// The node named `name`, or nullptr.
template <class T>
T* find_named(const List<T>& list, std::string_view name) {
  for (T* node : list) {
    if (node->name == name) return node;
  }
  return nullptr;
}

// --- Type system

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

// --- Queries. Where `kOwnDecoder` is set, JSON names count in exactly this spelling and comments
// are not taken back.

struct Field;
struct FragmentSpread;
struct InlineFragment;
using Selection = std::variant<Field*, FragmentSpread*, InlineFragment*>;
using SelectionSet = std::vector<Selection>;

struct Field : Node {
  static constexpr bool kOwnDecoder = true;
  std::string alias;  ///< the name, where there is no alias
  std::string name;
  List<Argument> arguments;
  List<Directive> directives;
  SelectionSet selection_set;
  CommentGroup* comment = nullptr;
  FieldDefinition* definition = nullptr;
  Definition* object = nullptr;

  [[nodiscard]] const std::string& response_name() const { return alias.empty() ? name : alias; }

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Alias", self.alias);
    visit("Name", self.name);
    visit("Arguments", self.arguments);
    visit("Directives", self.directives);
    visit("SelectionSet", self.selection_set);
    visit("Comment", self.comment);
    visit.annotation("Definition", self.definition);
    visit.annotation("ObjectDefinition", self.object);
  }
};

struct FragmentSpread : Node {
  std::string name;
  List<Directive> directives;
  Definition* object = nullptr;
  FragmentDefinition* definition = nullptr;
  CommentGroup* comment = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Name", self.name);
    visit("Directives", self.directives);
    visit.annotation("ObjectDefinition", self.object);
    visit.annotation("Definition", self.definition);
    visit("Comment", self.comment);
  }
};

struct InlineFragment : Node {
  static constexpr bool kOwnDecoder = true;
  std::string type_condition;
  List<Directive> directives;
  SelectionSet selection_set;
  Definition* object = nullptr;
  CommentGroup* comment = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("TypeCondition", self.type_condition);
    visit("Directives", self.directives);
    visit("SelectionSet", self.selection_set);
    visit.annotation("ObjectDefinition", self.object);
    visit("Comment", self.comment);
  }
};

struct VariableDefinition : Node {
  std::string name;  ///< without '$'
  Type* type = nullptr;
  Literal* default_value = nullptr;
  List<Directive> directives;
  CommentGroup* comment = nullptr;
  Definition* definition = nullptr;
  bool used = false;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Variable", self.name);
    visit.required("Type", self.type);
    visit("DefaultValue", self.default_value);
    visit("Directives", self.directives);
    visit("Comment", self.comment);
    visit.annotation("Definition", self.definition);
    visit("Used", self.used);
  }
};

struct FragmentDefinition : Node {
  static constexpr bool kOwnDecoder = true;
  std::string name;
  List<VariableDefinition> variables;
  std::string type_condition;
  List<Directive> directives;
  SelectionSet selection_set;
  Definition* definition = nullptr;
  CommentGroup* comment = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Name", self.name);
    visit("VariableDefinition", self.variables);
    visit("TypeCondition", self.type_condition);
    visit("Directives", self.directives);
    visit("SelectionSet", self.selection_set);
    visit.annotation("Definition", self.definition);
    visit("Comment", self.comment);
  }
};

struct OperationDefinition : Node {
  static constexpr bool kOwnDecoder = true;
  std::string operation;  ///< "query", "mutation" or "subscription"
  std::string name;
  List<VariableDefinition> variables;
  List<Directive> directives;
  SelectionSet selection_set;
  CommentGroup* comment = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Operation", self.operation);
    visit("Name", self.name);
    visit("VariableDefinitions", self.variables);
    visit("Directives", self.directives);
    visit("SelectionSet", self.selection_set);
    visit("Comment", self.comment);
  }
};

struct QueryDocument {
  Nodes nodes;
  List<OperationDefinition> operations;
  List<FragmentDefinition> fragments;
  CommentGroup* comment = nullptr;

  template <class Self, class V>
  static void members(Self& self, V& visit) {
    visit("Operations", self.operations);
    visit("Fragments", self.fragments);
    visit("Comment", self.comment);
  }
};

}  // namespace igp::rego::gqlparser
