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
    std::string out = name;
    if (name.empty()) out.append(1, '[').append(item->text()).append(1, ']');
    if (non_null) out += '!';
    return out;
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

}  // namespace igp::rego::gqlparser
