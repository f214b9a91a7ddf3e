// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Section 5.6 (values).
#include <algorithm>

#include "base/error.h"
#include "graphql/literal.h"
#include "graphql/rules/context.h"

namespace igp::graphql::rules {
namespace {

using ast::Value;

/// 5.6.1: literals fit their place; 5.6.2 and 5.6.4: input object fields are known and complete.
class FittingValues final : public Rule {
 public:
  using Rule::Rule;
  void value(const Value& value, const TypeRef* type) override {
    if (type == nullptr || value.kind == Value::Kind::kVariable) return;
    switch (value.kind) {
      case Value::Kind::kNull:
        if (type->is_non_null()) refuse(value, *type);
        return;
      case Value::Kind::kList:
        return list(value, *type);
      case Value::Kind::kObject:
        return object(value, *type);
      default:
        return leaf(value, *type);
    }
  }

 private:
  void refuse(const Value& value, const TypeRef& type) {
    context.report(
        "expected a value of type " + type.str() + ", found " + quote(print_literal(value)),
        {value.place});
  }

  void leaf(const Value& value, const TypeRef& type) {
    const NamedType& base = type.base();
    if (!base.is_leaf() || !leaf_literal_fits(value, base)) refuse(value, type);
  }

  void list(const Value& value, const TypeRef& type) {
    if (!type.nullable().is_list()) return leaf(value, type);
    for (const Value& item : value.items) this->value(item, type.nullable().inner.get());
  }

  void object(const Value& value, const TypeRef& type) {
    const NamedType& base = type.base();
    if (base.kind != ast::TypeKind::kInputObject) return leaf(value, type);
    for (const InputValue& wanted : base.input_fields) {
      const bool given = std::ranges::any_of(value.fields, [&](const ast::ObjectField& field) {
        return field.name.text == wanted.name;
      });
      if (given || !wanted.is_required()) continue;
      context.report("input object " + quote(base.name) + " requires the field " +
                         quote(wanted.name) + " of type " + wanted.type.str(),
                     {value.place});
    }
    for (const ast::ObjectField& field : value.fields) {
      const InputValue* wanted = base.input_field(field.name.text);
      if (wanted != nullptr) {
        this->value(field.value, &wanted->type);
      } else {
        context.report(
            "input object " + quote(base.name) + " has no field " + quote(field.name.text),
            {field.name.place});
      }
    }
  }
};

/// 5.6.3: an input object's field is given once.
class UniqueInputFields final : public Rule {
 public:
  using Rule::Rule;
  void value(const Value& value, const TypeRef*) override { visit(value); }

 private:
  void visit(const Value& value) {
    std::set<std::string_view> seen;
    for (const Value& item : value.items) visit(item);
    for (const ast::ObjectField& field : value.fields) {
      if (!seen.insert(field.name.text).second) {
        context.report("input field " + quote(field.name.text) + " is given more than once",
                       {field.name.place});
      }
      visit(field.value);
    }
  }
};

}  // namespace

void add_value_rules(RuleList& list, Context& context) {
  list.push_back(std::make_unique<FittingValues>(context));
  list.push_back(std::make_unique<UniqueInputFields>(context));
}

}  // namespace igp::graphql::rules
