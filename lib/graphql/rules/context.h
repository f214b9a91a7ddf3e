// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Context: what validation rules know about the node that is being visited, and where they report.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/request_error.h"
#include "graphql/schema.h"

namespace igp::graphql::rules {

/// A variable as it is used in a place of a known or unknown type.
struct VariableUse {
  const ast::Value* variable = nullptr;
  std::optional<TypeRef> type;
  bool place_has_default = false;  ///< the argument or input field has a default value
};

/// What one operation or fragment uses directly.
struct Uses {
  std::vector<VariableUse> variables;
  std::vector<const ast::FragmentSpread*> spreads;
};

class Context {
 public:
  Context(const Schema& schema, const ast::Document& document);

  const Schema& schema;
  const ast::Document& document;

  /// The fragment of that name, or null. Of several, which is an error, the last, as in graphql-js.
  [[nodiscard]] const ast::Fragment* fragment(std::string_view name) const;

  /// Direct uses of each operation and fragment, keyed by the definition's address. Complete only
  /// once the walk is over.
  std::map<const void*, Uses> uses;
  /// Fragments that `operation` reaches, in order of discovery.
  [[nodiscard]] std::vector<const ast::Fragment*> reachable(const ast::Operation& operation) const;
  /// Variables that `operation` uses itself or through fragments.
  [[nodiscard]] std::vector<VariableUse> variable_uses(const ast::Operation& operation) const;

  void report(std::string message, std::vector<Place> places);
  [[nodiscard]] bool is_full() const { return full_; }
  std::vector<RequestError> take_errors() { return std::move(errors_); }

  // --- The surroundings of the current node, kept by the walker; null where unknown.
  const NamedType* parent_type = nullptr;  ///< whose fields the current selection set selects
  const FieldType* field = nullptr;        ///< the current field's definition
  const DirectiveType* directive = nullptr;

 private:
  std::map<std::string, const ast::Fragment*, std::less<>> fragments_;
  std::vector<RequestError> errors_;
  bool full_ = false;
};

/// The type expected of a list's items where `list` is expected of the list; input coercion lets a
/// single item stand for a list (section 3.12).
std::optional<TypeRef> item_type(const TypeRef* list);

/// A rule sees the document's nodes in order, and its end. Rules keep no state between documents.
class Rule {
 public:
  explicit Rule(Context& shared) : context(shared) {}
  Rule(const Rule&) = delete;
  Rule& operator=(const Rule&) = delete;
  virtual ~Rule() = default;

  virtual void document() {}
  virtual void operation(const ast::Operation&) {}
  virtual void fragment(const ast::Fragment&) {}
  virtual void variable(const ast::VariableDefinition&) {}
  /// Of an operation, fragment or field; that of an inline fragment is part of the one around it.
  virtual void selection_set(const ast::SelectionSet&) {}
  virtual void field(const ast::Field&) {}
  virtual void spread(const ast::FragmentSpread&) {}
  /// `context.parent_type` is the type around the fragment, `type` the one inside it.
  virtual void inline_fragment(const ast::InlineFragment&, const NamedType* /*type*/) {}
  virtual void directives(const std::vector<ast::Directive>&, std::string_view /*location*/) {}
  virtual void directive(const ast::Directive&) {}
  /// Arguments of the current field or directive.
  virtual void arguments(const std::vector<ast::Argument>&) {}
  /// A whole argument or default value; `type` is null where the schema does not tell it.
  virtual void value(const ast::Value&, const TypeRef* /*type*/) {}
  virtual void finish() {}

 protected:
  Context& context;
};

/// All rules of section 5.
std::vector<std::unique_ptr<Rule>> make_rules(Context& context);

// One function a file of this folder; each adds the rules of its section.
using RuleList = std::vector<std::unique_ptr<Rule>>;
void add_operation_rules(RuleList& list, Context& context);  ///< 5.1, 5.2
void add_field_rules(RuleList& list, Context& context);      ///< 5.3.1, 5.3.3
void add_merge_rule(RuleList& list, Context& context);       ///< 5.3.2
void add_argument_rules(RuleList& list, Context& context);   ///< 5.4
void add_fragment_rules(RuleList& list, Context& context);   ///< 5.5
void add_value_rules(RuleList& list, Context& context);      ///< 5.6
void add_directive_rules(RuleList& list, Context& context);  ///< 5.7
void add_variable_rules(RuleList& list, Context& context);   ///< 5.8

}  // namespace igp::graphql::rules
