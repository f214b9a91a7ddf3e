// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The trees of queries. See ast.h. Where `kOwnDecoder` is set, JSON names count in exactly this
// spelling and comments are not taken back.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "rego/gqlparser/ast.h"

namespace igp::rego::gqlparser {

struct Definition;
struct FieldDefinition;

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
