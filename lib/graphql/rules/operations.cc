// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Sections 5.1 (documents) and 5.2 (operations).
#include "base/error.h"
#include "graphql/rules/context.h"

namespace igp::graphql::rules {
namespace {

/// 5.1.1: only executable definitions.
class ExecutableDefinitions final : public Rule {
 public:
  using Rule::Rule;
  void document() override {
    for (const ast::Definition& definition : context.document.definitions) {
      if (const auto* type = std::get_if<ast::TypeDefinition>(&definition)) refuse(type->place);
      if (const auto* schema = std::get_if<ast::SchemaDefinition>(&definition)) {
        refuse(schema->place);
      }
      if (const auto* directive = std::get_if<ast::DirectiveDefinition>(&definition)) {
        refuse(directive->place);
      }
    }
  }

 private:
  void refuse(const Place& place) {
    context.report("a type system definition is not executable", {place});
  }
};

/// 5.2.1.1: operation names are unique; 5.2.2.1: an operation without name is alone.
class OperationNames final : public Rule {
 public:
  using Rule::Rule;
  void document() override {
    for (const ast::Definition& definition : context.document.definitions) {
      if (std::holds_alternative<ast::Operation>(definition)) ++count_;
    }
  }
  void operation(const ast::Operation& operation) override {
    if (!operation.name) {
      if (count_ > 1) {
        context.report("an operation without name must be the only one", {operation.place});
      }
      return;
    }
    const auto [first, fresh] = seen_.emplace(operation.name->text, operation.name->place);
    if (!fresh) {
      context.report("there is more than one operation " + quote(operation.name->text),
                     {first->second, operation.name->place});
    }
  }

 private:
  std::size_t count_ = 0;
  std::map<std::string, Place> seen_;
};

/// 5.2.3.1: a subscription selects one field, and no introspection field.
class SingleFieldSubscriptions final : public Rule {
 public:
  using Rule::Rule;
  void operation(const ast::Operation& operation) override {
    const NamedType* root = context.schema.root(ast::OperationKind::kSubscription);
    if (operation.kind != ast::OperationKind::kSubscription || root == nullptr) return;
    fields_.clear();
    entered_.clear();
    collect(operation.selection_set, *root);
    if (fields_.size() > 1) {
      context.report("a subscription must select only one field", {operation.place});
    }
    for (const auto& [name, uses] : fields_) {
      if (!uses.front()->name.text.starts_with("__")) continue;
      context.report("a subscription must not select an introspection field",
                     {uses.front()->place()});
    }
  }

 private:
  void collect(const ast::SelectionSet& set, const NamedType& root) {
    for (const ast::Selection& selection : set.selections) {
      const auto directives = [](const auto& node) -> const auto& { return node.directives; };
      if (left_out(std::visit(directives, selection))) continue;
      if (const auto* field = std::get_if<ast::Field>(&selection)) {
        fields_[field->response_name()].push_back(field);
      } else if (const auto* inlined = std::get_if<ast::InlineFragment>(&selection)) {
        const bool open = !inlined->type_condition || applies(*inlined->type_condition, root);
        if (open) collect(inlined->selection_set, root);
      } else {
        const auto& spread = std::get<ast::FragmentSpread>(selection);
        const ast::Fragment* fragment = context.fragment(spread.name.text);
        if (fragment == nullptr || !entered_.insert(fragment).second) continue;
        if (applies(fragment->type_condition, root)) collect(fragment->selection_set, root);
      }
    }
  }

  /// As CollectFields() decides without variables: only a literal is true.
  static bool left_out(const std::vector<ast::Directive>& directives) {
    for (const ast::Directive& directive : directives) {
      bool is_true = false;
      for (const ast::Argument& argument : directive.arguments) {
        if (argument.name.text == "if") {
          is_true =
              argument.value.kind == ast::Value::Kind::kBoolean && argument.value.text == "true";
        }
      }
      if (directive.name.text == (is_true ? "skip" : "include")) return true;
    }
    return false;
  }

  bool applies(const ast::Name& condition, const NamedType& root) const {
    const NamedType* type = context.schema.type(condition.text);
    return type != nullptr && context.schema.is_possible(*type, root);
  }

  std::map<std::string, std::vector<const ast::Field*>> fields_;
  std::set<const ast::Fragment*> entered_;
};

}  // namespace

void add_operation_rules(RuleList& list, Context& context) {
  list.push_back(std::make_unique<ExecutableDefinitions>(context));
  list.push_back(std::make_unique<OperationNames>(context));
  list.push_back(std::make_unique<SingleFieldSubscriptions>(context));
}

}  // namespace igp::graphql::rules
