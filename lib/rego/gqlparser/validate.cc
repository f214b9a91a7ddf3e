// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/validate.h"

#include "rego/gqlparser/rules.h"

namespace igp::rego::gqlparser {

void Validation::add(std::string_view message, const std::optional<Position>& position) {
  if (work.exhausted()) return;  // rules that had to stop may see wrong where nothing is
  work.spend(1 + message.size() / 16);
  const std::string where =
      position ? fmt::format("input:{}:{}", position->row, position->column) : "input";
  errors += fmt::format("{}: {}\n", where, message);
  if (report == Report::kFirst) work.stop();
}

namespace {

/// Goes through a document, fills in what each node refers to, and calls the rules. Fragments are
/// walked where an operation spreads them, once for each operation, and by themselves.
class Walk {
 public:
  explicit Walk(Validation& run) : run_(run), schema_(run.schema) {}

  void document() {
    for (OperationDefinition* operation : run_.document.operations) {
      spread_.clear();
      this->operation(*operation);
    }
    for (FragmentDefinition* fragment : run_.document.fragments) {
      spread_.clear();
      this->fragment(*fragment);
    }
  }

 private:
  void operation(OperationDefinition& operation) {
    run_.operation = &operation;
    for (VariableDefinition* variable : operation.variables) {
      variable->definition = schema_.type(variable->type->named());
      check_variable(run_, *variable);
      if (Literal* value = variable->default_value) {
        value->expected_type = variable->type;
        value->definition = variable->definition;
      }
    }
    Definition* root = schema_.query;
    std::string_view location = "QUERY";
    if (operation.operation == "mutation") {
      root = schema_.mutation;
      location = "MUTATION";
    } else if (operation.operation == "subscription") {
      root = schema_.subscription;
      location = "SUBSCRIPTION";
    }
    for (VariableDefinition* variable : operation.variables) {
      if (variable->default_value != nullptr) value(*variable->default_value);
      directives(variable->definition, variable->directives, "VARIABLE_DEFINITION");
    }
    directives(root, operation.directives, location);
    selections(root, operation.selection_set);
    check_operation(run_, operation);
    run_.operation = nullptr;
  }

  void fragment(FragmentDefinition& fragment) {
    Definition* type = schema_.type(fragment.type_condition);
    fragment.definition = type;
    directives(type, fragment.directives, "FRAGMENT_DEFINITION");
    selections(type, fragment.selection_set);
    check_fragment(run_, fragment);
  }

  void directives(Definition* parent, const List<Directive>& list, std::string_view location) {
    for (Directive* directive : list) {
      const auto found = schema_.directives.find(directive->name);
      DirectiveDefinition* definition = found == schema_.directives.end() ? nullptr : found->second;
      directive->definition = definition;
      directive->parent = parent;
      directive->location = location;
      arguments(directive->arguments, definition == nullptr ? nullptr : &definition->arguments);
      check_directive(run_, *directive);
    }
    check_directives(run_, list);
  }

  void arguments(const List<Argument>& list, const List<ArgumentDefinition>* definitions) {
    for (Argument* argument : list) {
      if (definitions != nullptr) {
        run_.work.spend(definitions->size() / 16);
        const ArgumentDefinition* definition = find_named(*definitions, argument->name);
        if (definition != nullptr) expect(*argument->value, *definition);
      }
      value(*argument->value);
    }
  }

  void expect(Literal& value, const ArgumentDefinition& definition) {
    value.expected_type = definition.type;
    value.expected_type_has_default =
        definition.default_value != nullptr && definition.default_value->kind != ValueKind::kNull;
    value.definition = schema_.type(definition.type->named());
  }

  void value(Literal& value) {
    const Work::Level level(run_.work);
    if (!level || !run_.work.spend()) return;
    if (value.kind == ValueKind::kVariable && run_.operation != nullptr) {
      run_.work.spend(run_.operation->variables.size() / 16);
      value.variable = find_named(run_.operation->variables, value.raw);
      if (value.variable != nullptr) value.variable->used = true;
    }
    for (ChildValue* child : value.children) {
      if (value.kind == ValueKind::kObject && value.definition != nullptr) {
        run_.work.spend(value.definition->fields.size() / 16);
        const FieldDefinition* field = find_named(value.definition->fields, child->name);
        if (field != nullptr) expect(*child->value, *field);
      }
      if (value.kind == ValueKind::kList && value.expected_type != nullptr &&
          value.expected_type->item != nullptr) {
        child->value->expected_type = value.expected_type->item;
        child->value->definition = value.definition;
      }
      if (value.kind == ValueKind::kObject || value.kind == ValueKind::kList) {
        this->value(*child->value);
      }
    }
    check_value(run_, value);
  }

  void selections(Definition* parent, const SelectionSet& set) {
    const Work::Level level(run_.work);
    if (!level) return;
    for (const Selection& selection : set) {
      if (!run_.work.spend()) return;
      std::visit([&](auto* node) { this->selection(parent, *node); }, selection);
    }
  }

  void selection(Definition* parent, Field& field) {
    FieldDefinition* definition = nullptr;
    if (field.name == "__typename") {
      definition = type_name();
    } else if (parent != nullptr) {
      run_.work.spend(parent->fields.size() / 16);
      definition = find_named(parent->fields, field.name);
    }
    field.definition = definition;
    field.object = parent;
    Definition* type = definition == nullptr ? nullptr : schema_.type(definition->type->named());
    arguments(field.arguments, definition == nullptr ? nullptr : &definition->arguments);
    directives(type, field.directives, "FIELD");
    selections(type, field.selection_set);
    check_field(run_, field);
  }

  FieldDefinition* type_name() {
    Nodes& nodes = run_.document.nodes;
    if (type_name_ == nullptr) {
      type_name_ = nodes.make<FieldDefinition>();
      type_name_->name = "__typename";
      type_name_->type = nodes.make<Type>();
      type_name_->type->name = "String";
    }
    return type_name_;
  }

  void selection(Definition* parent, InlineFragment& fragment) {
    fragment.object = parent;
    Definition* type =
        fragment.type_condition.empty() ? parent : schema_.type(fragment.type_condition);
    directives(type, fragment.directives, "INLINE_FRAGMENT");
    selections(type, fragment.selection_set);
    check_inline_fragment(run_, fragment);
  }

  void selection(Definition* parent, FragmentSpread& spread) {
    run_.work.spend(run_.document.fragments.size() / 16);
    FragmentDefinition* definition = find_named(run_.document.fragments, spread.name);
    spread.definition = definition;
    spread.object = parent;
    Definition* type = definition == nullptr ? nullptr : schema_.type(definition->type_condition);
    directives(type, spread.directives, "FRAGMENT_SPREAD");
    if (definition != nullptr && spread_.insert(definition->name).second) {
      directives(type, definition->directives, "FRAGMENT_DEFINITION");
      selections(type, definition->selection_set);
    }
    check_spread(run_, spread);
  }

  Validation& run_;
  const Schema& schema_;
  std::set<std::string_view> spread_;  ///< the fragments walked in this definition
  FieldDefinition* type_name_ = nullptr;
};

}  // namespace

Status validate_query(const Schema& schema, QueryDocument& document, Report report,
                      const Limits& limits) {
  Validation run(schema, document, report, limits);
  Walk(run).document();
  if (!run.errors.empty()) return fail(ErrorCode::kGraphqlInvalid, "{}", run.errors);
  return run.work.status();
}

}  // namespace igp::rego::gqlparser
