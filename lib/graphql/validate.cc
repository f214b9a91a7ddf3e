// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// One walk over the document that shows every node to every rule.
#include "graphql/validate.h"

#include "graphql/rules/context.h"

namespace igp::graphql {
namespace {

using rules::Context;
using rules::Rule;

class Walker {
 public:
  Walker(Context& context, std::vector<std::unique_ptr<Rule>>& rules)
      : context_(context), rules_(rules) {}

  void walk() {
    each([](Rule& rule) { rule.document(); });
    for (const ast::Definition& definition : context_.document.definitions) {
      if (const auto* operation = std::get_if<ast::Operation>(&definition)) walk(*operation);
      if (const auto* fragment = std::get_if<ast::Fragment>(&definition)) walk(*fragment);
    }
    each([](Rule& rule) { rule.finish(); });
  }

 private:
  template <class Call>
  void each(Call call) {
    for (const auto& rule : rules_) {
      if (context_.is_full()) return;
      call(*rule);
    }
  }

  /// The named type if the schema has it and it can carry selections.
  const NamedType* composite(const std::string& name) const {
    const NamedType* type = context_.schema.type(name);
    return type != nullptr && type->is_composite() ? type : nullptr;
  }

  void walk(const ast::Operation& operation) {
    uses_ = &context_.uses[&operation];
    each([&](Rule& rule) { rule.operation(operation); });
    for (const ast::VariableDefinition& variable : operation.variables) walk(variable);
    walk(operation.directives, location_of(operation.kind));
    context_.parent_type = context_.schema.root(operation.kind);
    walk(operation.selection_set);
  }

  static std::string_view location_of(ast::OperationKind kind) {
    switch (kind) {
      case ast::OperationKind::kQuery:
        return "QUERY";
      case ast::OperationKind::kMutation:
        return "MUTATION";
      case ast::OperationKind::kSubscription:
        return "SUBSCRIPTION";
    }
    return {};
  }

  void walk(const ast::Fragment& fragment) {
    uses_ = &context_.uses[&fragment];
    context_.parent_type = composite(fragment.type_condition.text);
    each([&](Rule& rule) { rule.fragment(fragment); });
    walk(fragment.directives, "FRAGMENT_DEFINITION");
    walk(fragment.selection_set);
  }

  void walk(const ast::VariableDefinition& variable) {
    each([&](Rule& rule) { rule.variable(variable); });
    if (variable.default_value) {
      std::optional<TypeRef> type = context_.schema.resolve(variable.type);
      if (type && !type->base().is_input()) type.reset();
      walk(*variable.default_value, type, /*has_default=*/false);
    }
    walk(variable.directives, "VARIABLE_DEFINITION");
  }

  void walk(const ast::SelectionSet& set) {
    each([&](Rule& rule) { rule.selection_set(set); });
    walk_selections(set);
  }

  void walk_selections(const ast::SelectionSet& set) {
    for (const ast::Selection& selection : set.selections) {
      if (context_.is_full()) return;
      std::visit([&](const auto& node) { walk(node); }, selection);
    }
  }

  void walk(const ast::Field& field) {
    const NamedType* const outer = context_.parent_type;
    context_.field = outer != nullptr ? context_.schema.field(*outer, field.name.text) : nullptr;
    const FieldType* const own = context_.field;
    each([&](Rule& rule) { rule.field(field); });
    walk_arguments(field.arguments, own != nullptr ? &own->arguments : nullptr);
    walk(field.directives, "FIELD");
    if (field.selection_set) {
      const NamedType* inner = own != nullptr ? &own->type.base() : nullptr;
      context_.parent_type = inner != nullptr && inner->is_composite() ? inner : nullptr;
      walk(*field.selection_set);
      context_.parent_type = outer;
    }
    context_.field = nullptr;
  }

  void walk(const ast::FragmentSpread& spread) {
    uses_->spreads.push_back(&spread);
    each([&](Rule& rule) { rule.spread(spread); });
    walk(spread.directives, "FRAGMENT_SPREAD");
  }

  void walk(const ast::InlineFragment& fragment) {
    const NamedType* const outer = context_.parent_type;
    const NamedType* const inner =
        fragment.type_condition ? composite(fragment.type_condition->text) : outer;
    each([&](Rule& rule) { rule.inline_fragment(fragment, inner); });
    walk(fragment.directives, "INLINE_FRAGMENT");
    context_.parent_type = inner;
    walk_selections(fragment.selection_set);
    context_.parent_type = outer;
  }

  void walk(const std::vector<ast::Directive>& directives, std::string_view location) {
    each([&](Rule& rule) { rule.directives(directives, location); });
    for (const ast::Directive& directive : directives) {
      context_.directive = context_.schema.directive(directive.name.text);
      const DirectiveType* const own = context_.directive;
      each([&](Rule& rule) { rule.directive(directive); });
      walk_arguments(directive.arguments, own != nullptr ? &own->arguments : nullptr);
      context_.directive = nullptr;
    }
  }

  void walk_arguments(const std::vector<ast::Argument>& arguments,
                      const std::vector<InputValue>* wanted) {
    each([&](Rule& rule) { rule.arguments(arguments); });
    for (const ast::Argument& argument : arguments) {
      const InputValue* input =
          wanted != nullptr ? find_input(*wanted, argument.name.text) : nullptr;
      walk(argument.value, type_of(input), input != nullptr && input->default_value);
    }
  }

  /// Shows a whole value to the rules, and records the variables in it with their expected types.
  void walk(const ast::Value& value, const std::optional<TypeRef>& type, bool has_default) {
    each([&](Rule& rule) { rule.value(value, type ? &*type : nullptr); });
    record_variables(value, type, has_default);
  }

  void record_variables(const ast::Value& value, const std::optional<TypeRef>& type,
                        bool has_default) {
    if (value.kind == ast::Value::Kind::kVariable) {
      uses_->variables.push_back({&value, type, has_default});
    }
    for (const ast::Value& item : value.items) {
      record_variables(item, rules::item_type(type ? &*type : nullptr), false);
    }
    for (const ast::ObjectField& field : value.fields) {
      const InputValue* input = type ? type->base().input_field(field.name.text) : nullptr;
      record_variables(field.value, type_of(input), input != nullptr && input->default_value);
    }
  }

  static std::optional<TypeRef> type_of(const InputValue* input) {
    if (input == nullptr) return std::nullopt;
    return input->type;
  }

  Context& context_;
  std::vector<std::unique_ptr<Rule>>& rules_;
  rules::Uses* uses_ = nullptr;
};

}  // namespace

std::vector<RequestError> validate(const Schema& schema, const ast::Document& document) {
  Context context(schema, document);
  auto rules = rules::make_rules(context);
  Walker(context, rules).walk();
  return context.take_errors();
}

}  // namespace igp::graphql
