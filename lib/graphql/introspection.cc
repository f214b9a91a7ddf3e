// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/introspection.h"

#include <nlohmann/json.hpp>

#include "graphql/literal.h"

namespace igp::graphql {
namespace {

FieldValue text(const std::optional<std::string>& value) {
  return value ? FieldValue::of(Json(*value)) : FieldValue::null();
}

/// Wraps each item that may be shown; deprecated ones only with includeDeprecated.
template <class Wrapper, class Item>
FieldValue wrap_all(const std::vector<Item>& items, const Json& arguments) {
  const Json* wanted = json_find(arguments, "includeDeprecated");
  const bool all = wanted != nullptr && wanted->get<bool>();
  std::vector<FieldValue> out;
  for (const Item& item : items) {
    if (all || !item.deprecation) out.push_back(FieldValue::of(std::make_shared<Wrapper>(item)));
  }
  return FieldValue::of(std::move(out));
}

Fail unknown_field(std::string_view field) {
  return fail(ErrorCode::kInternal, "introspection has no field {}", quote(field));
}

FieldValue type_value(const TypeRef& type);
FieldValue type_value(const NamedType& type) { return type_value(TypeRef{.named = &type}); }

FieldValue type_values(const std::vector<const NamedType*>& types) {
  std::vector<FieldValue> out;
  for (const NamedType* type : types) out.push_back(type_value(*type));
  return FieldValue::of(std::move(out));
}

/// The fields that all described elements share.
template <class Element>
Result<FieldValue> common_field(const Element& element, std::string_view field) {
  if (field == "name") return FieldValue::of(Json(element.name));
  if (field == "description") return text(element.description);
  if (field == "isDeprecated") return FieldValue::of(Json(element.deprecation.has_value()));
  if (field == "deprecationReason") return text(element.deprecation);
  return unknown_field(field);
}

class InputValueObject final : public Object {
 public:
  explicit InputValueObject(const InputValue& input) : input_(input) {}
  std::string_view type_name() const override { return "__InputValue"; }
  Result<FieldValue> resolve(std::string_view field, const Json&) const override {
    if (field == "type") return type_value(input_.type);
    if (field == "defaultValue") {
      if (!input_.default_value) return FieldValue::null();
      return FieldValue::of(Json(print_literal(*input_.default_value)));
    }
    return common_field(input_, field);
  }

 private:
  const InputValue& input_;
};

class FieldObject final : public Object {
 public:
  explicit FieldObject(const FieldType& field) : field_(field) {}
  std::string_view type_name() const override { return "__Field"; }
  Result<FieldValue> resolve(std::string_view field, const Json& arguments) const override {
    if (field == "type") return type_value(field_.type);
    if (field == "args") return wrap_all<InputValueObject>(field_.arguments, arguments);
    return common_field(field_, field);
  }

 private:
  const FieldType& field_;
};

class EnumValueObject final : public Object {
 public:
  explicit EnumValueObject(const EnumValue& value) : value_(value) {}
  std::string_view type_name() const override { return "__EnumValue"; }
  Result<FieldValue> resolve(std::string_view field, const Json&) const override {
    return common_field(value_, field);
  }

 private:
  const EnumValue& value_;
};

std::string_view kind_name(ast::TypeKind kind) {
  switch (kind) {
    case ast::TypeKind::kScalar:
      return "SCALAR";
    case ast::TypeKind::kObject:
      return "OBJECT";
    case ast::TypeKind::kInterface:
      return "INTERFACE";
    case ast::TypeKind::kUnion:
      return "UNION";
    case ast::TypeKind::kEnum:
      return "ENUM";
    case ast::TypeKind::kInputObject:
      return "INPUT_OBJECT";
  }
  return {};
}

/// A named type, or a list or non-null form, which has only a kind and ofType.
class TypeObject final : public Object {
 public:
  explicit TypeObject(TypeRef type) : type_(std::move(type)) {}
  std::string_view type_name() const override { return "__Type"; }

  Result<FieldValue> resolve(std::string_view field, const Json& arguments) const override {
    if (type_.inner) {
      if (field == "kind") {
        return FieldValue::of(Json(type_.is_list() ? "LIST" : "NON_NULL"));
      }
      return field == "ofType" ? type_value(*type_.inner) : FieldValue::null();
    }
    const NamedType& type = *type_.named;
    if (field == "kind") return FieldValue::of(Json(kind_name(type.kind)));
    if (field == "name") return FieldValue::of(Json(type.name));
    if (field == "description") return text(type.description);
    if (field == "specifiedByURL") return text(type.specified_by);
    return members(type, field, arguments);
  }

 private:
  /// Lists are null, not empty, on types that cannot have them.
  static Result<FieldValue> members(const NamedType& type, std::string_view field,
                                    const Json& arguments) {
    if (field == "fields" && type.has_fields()) {
      return wrap_all<FieldObject>(type.fields, arguments);
    }
    if (field == "interfaces" && type.has_fields()) return type_values(type.interfaces);
    if (field == "possibleTypes" && type.is_abstract()) return type_values(type.possible_types);
    if (field == "enumValues" && type.kind == ast::TypeKind::kEnum) {
      return wrap_all<EnumValueObject>(type.values, arguments);
    }
    if (field == "inputFields" && type.kind == ast::TypeKind::kInputObject) {
      return wrap_all<InputValueObject>(type.input_fields, arguments);
    }
    return FieldValue::null();
  }

  TypeRef type_;
};

class DirectiveObject final : public Object {
 public:
  explicit DirectiveObject(const DirectiveType& directive) : directive_(directive) {}
  std::string_view type_name() const override { return "__Directive"; }
  Result<FieldValue> resolve(std::string_view field, const Json& arguments) const override {
    if (field == "name") return FieldValue::of(Json(directive_.name));
    if (field == "description") return text(directive_.description);
    if (field == "isRepeatable") return FieldValue::of(Json(directive_.is_repeatable));
    if (field == "locations") return FieldValue::of(Json(directive_.locations));
    if (field == "args") return wrap_all<InputValueObject>(directive_.arguments, arguments);
    return unknown_field(field);
  }

 private:
  const DirectiveType& directive_;
};

class SchemaObject final : public Object {
 public:
  explicit SchemaObject(const Schema& schema) : schema_(schema) {}
  std::string_view type_name() const override { return "__Schema"; }
  Result<FieldValue> resolve(std::string_view field, const Json&) const override {
    if (field == "description") return text(schema_.description());
    if (field == "types") return type_values(schema_.types());
    if (field == "queryType") return root(ast::OperationKind::kQuery);
    if (field == "mutationType") return root(ast::OperationKind::kMutation);
    if (field == "subscriptionType") return root(ast::OperationKind::kSubscription);
    if (field == "directives") {
      std::vector<FieldValue> out;
      for (const DirectiveType& directive : schema_.directives()) {
        out.push_back(FieldValue::of(std::make_shared<DirectiveObject>(directive)));
      }
      return FieldValue::of(std::move(out));
    }
    return unknown_field(field);
  }

 private:
  FieldValue root(ast::OperationKind kind) const {
    const NamedType* type = schema_.root(kind);
    return type != nullptr ? type_value(*type) : FieldValue::null();
  }

  const Schema& schema_;
};

FieldValue type_value(const TypeRef& type) {
  return FieldValue::of(std::make_shared<TypeObject>(type));
}

}  // namespace

FieldValue introspect_schema(const Schema& schema) {
  return FieldValue::of(std::make_shared<SchemaObject>(schema));
}

FieldValue introspect_type(const Schema& schema, std::string_view name) {
  const NamedType* type = schema.type(name);
  return type != nullptr ? type_value(*type) : FieldValue::null();
}

}  // namespace igp::graphql
