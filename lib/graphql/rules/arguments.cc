// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Section 5.4 (arguments), of fields and of directives.
#include "base/error.h"
#include "graphql/rules/context.h"

namespace igp::graphql::rules {
namespace {

const ast::Argument* given(const std::vector<ast::Argument>& arguments, std::string_view name) {
  for (const ast::Argument& argument : arguments) {
    if (argument.name.text == name) return &argument;
  }
  return nullptr;
}

/// 5.4.1: arguments are declared; 5.4.2.1: required ones are given.
class DeclaredArguments final : public Rule {
 public:
  using Rule::Rule;
  void field(const ast::Field& field) override {
    if (context.field == nullptr) return;
    check(field.arguments, context.field->arguments, "field " + quote(field.name.text),
          field.place());
  }
  void directive(const ast::Directive& directive) override {
    if (context.directive == nullptr) return;
    check(directive.arguments, context.directive->arguments,
          "directive " + quote("@" + directive.name.text), directive.name.place);
  }

 private:
  void check(const std::vector<ast::Argument>& arguments, const std::vector<InputValue>& declared,
             const std::string& owner, const Place& place) {
    for (const ast::Argument& argument : arguments) {
      if (find_input(declared, argument.name.text) != nullptr) continue;
      context.report(owner + " has no argument " + quote(argument.name.text),
                     {argument.name.place});
    }
    for (const InputValue& wanted : declared) {
      if (!wanted.is_required() || given(arguments, wanted.name) != nullptr) continue;
      context.report(
          owner + " requires the argument " + quote(wanted.name) + " of type " + wanted.type.str(),
          {place});
    }
  }
};

/// 5.4.2: an argument is given once.
class UniqueArguments final : public Rule {
 public:
  using Rule::Rule;
  void arguments(const std::vector<ast::Argument>& arguments) override {
    std::map<std::string_view, std::vector<Place>> places;
    for (const ast::Argument& argument : arguments) {
      places[argument.name.text].push_back(argument.name.place);
    }
    for (auto& [name, where] : places) {
      if (where.size() > 1) {
        context.report("argument " + quote(name) + " is given more than once", std::move(where));
      }
    }
  }
};

}  // namespace

void add_argument_rules(RuleList& list, Context& context) {
  list.push_back(std::make_unique<DeclaredArguments>(context));
  list.push_back(std::make_unique<UniqueArguments>(context));
}

}  // namespace igp::graphql::rules
