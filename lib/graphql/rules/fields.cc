// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Sections 5.3.1 (field selections) and 5.3.3 (leaf field selections).
#include "base/error.h"
#include "graphql/rules/context.h"

namespace igp::graphql::rules {
namespace {

/// 5.3.1: a selected field exists on its type.
class KnownFields final : public Rule {
 public:
  using Rule::Rule;
  void field(const ast::Field& field) override {
    if (context.parent_type == nullptr || context.field != nullptr) return;
    context.report(
        "type " + quote(context.parent_type->name) + " has no field " + quote(field.name.text),
        {field.place()});
  }
};

/// 5.3.3: leaf types have no selections, all others do.
class LeafSelections final : public Rule {
 public:
  using Rule::Rule;
  void field(const ast::Field& field) override {
    if (context.field == nullptr) return;
    const TypeRef& type = context.field->type;
    if (type.base().is_leaf() && field.selection_set) {
      context.report("field " + quote(field.name.text) + " of type " + type.str() +
                         " must not have selections",
                     {field.selection_set->place});
    } else if (!type.base().is_leaf() && !field.selection_set) {
      context.report(
          "field " + quote(field.name.text) + " of type " + type.str() + " must have selections",
          {field.place()});
    }
  }
};

}  // namespace

void add_field_rules(RuleList& list, Context& context) {
  list.push_back(std::make_unique<KnownFields>(context));
  list.push_back(std::make_unique<LeafSelections>(context));
}

}  // namespace igp::graphql::rules
