// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Section 5.8 (variables).
#include <algorithm>

#include "base/error.h"
#include "graphql/rules/context.h"

namespace igp::graphql::rules {
namespace {

/// 5.8.1: variable names are unique in an operation.
class UniqueVariables final : public Rule {
 public:
  using Rule::Rule;
  void operation(const ast::Operation& operation) override {
    std::map<std::string_view, std::vector<Place>> places;
    for (const ast::VariableDefinition& variable : operation.variables) {
      places[variable.name.text].push_back(variable.name.place);
    }
    for (auto& [name, where] : places) {
      if (where.size() > 1) {
        context.report("variable " + quote(name) + " is defined more than once", std::move(where));
      }
    }
  }
};

/// 5.8.2: variables are of input types.
class InputVariables final : public Rule {
 public:
  using Rule::Rule;
  void variable(const ast::VariableDefinition& variable) override {
    const ast::Type* innermost = &variable.type;
    while (innermost->items) innermost = innermost->items.get();
    const NamedType* type = context.schema.type(innermost->name);
    if (type == nullptr) {
      context.report("unknown type " + quote(innermost->name), {innermost->place});
    } else if (!type->is_input()) {
      context.report("variable " + quote(variable.name.text) + " cannot be of type " +
                         quote(innermost->name) + ", which is no input type",
                     {variable.type.place});
    }
  }
};

/// 5.8.3: used variables are defined; 5.8.4: defined ones are used; 5.8.5: both types fit.
class VariableUses final : public Rule {
 public:
  using Rule::Rule;
  void finish() override {
    for (const ast::Definition& definition : context.document.definitions) {
      const auto* operation = std::get_if<ast::Operation>(&definition);
      if (operation != nullptr) check(*operation);
    }
  }

 private:
  void check(const ast::Operation& operation) {
    std::map<std::string_view, const ast::VariableDefinition*> defined;
    for (const ast::VariableDefinition& variable : operation.variables) {
      defined[variable.name.text] = &variable;
    }
    std::set<std::string_view> used;
    for (const VariableUse& use : context.variable_uses(operation)) {
      used.insert(use.variable->text);
      const auto found = defined.find(use.variable->text);
      if (found == defined.end()) {
        context.report("variable " + quote("$" + use.variable->text) + " is not defined",
                       {use.variable->place, operation.place});
      } else {
        check_type(*found->second, use);
      }
    }
    for (const ast::VariableDefinition& variable : operation.variables) {
      if (used.contains(variable.name.text)) continue;
      context.report("variable " + quote("$" + variable.name.text) + " is never used",
                     {variable.name.place});
    }
  }

  void check_type(const ast::VariableDefinition& variable, const VariableUse& use) {
    const std::optional<TypeRef> type = context.schema.resolve(variable.type);
    if (!type || !use.type || fits(*type, variable, use)) return;
    context.report("variable " + quote("$" + variable.name.text) + " of type " + type->str() +
                       " is used where " + use.type->str() + " is expected",
                   {variable.name.place, use.variable->place});
  }

  /// IsVariableUsageAllowed(): a default value can stand in for a nullable variable.
  bool fits(const TypeRef& type, const ast::VariableDefinition& variable,
            const VariableUse& use) const {
    if (!use.type->is_non_null() || type.is_non_null()) {
      return context.schema.is_subtype(type, *use.type);
    }
    const bool has_value =
        variable.default_value && variable.default_value->kind != ast::Value::Kind::kNull;
    if (!has_value && !use.place_has_default) return false;
    return context.schema.is_subtype(type, use.type->nullable());
  }
};

}  // namespace

void add_variable_rules(RuleList& list, Context& context) {
  list.push_back(std::make_unique<UniqueVariables>(context));
  list.push_back(std::make_unique<InputVariables>(context));
  list.push_back(std::make_unique<VariableUses>(context));
}

}  // namespace igp::graphql::rules
