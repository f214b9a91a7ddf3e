// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// From definitions to a Schema: names first, so that definitions may refer to later ones.
#include <algorithm>
#include <set>

#include "graphql/builtin_types.h"
#include "graphql/parser.h"
#include "graphql/schema.h"

namespace igp::graphql {
namespace {

Fail refuse(const Place& place, std::string message) {
  Location where;
  where.row = place.line;
  where.col = place.column;
  return Fail(error(ErrorCode::kGraphqlInvalid, "{}", message).at(std::move(where)));
}

const ast::Value* argument(const ast::Directive& directive, std::string_view name) {
  for (const ast::Argument& given : directive.arguments) {
    if (given.name.text == name) return &given.value;
  }
  return nullptr;
}

const ast::Directive* find(const std::vector<ast::Directive>& directives, std::string_view name) {
  const auto found = std::ranges::find_if(
      directives, [&](const ast::Directive& directive) { return directive.name.text == name; });
  return found == directives.end() ? nullptr : &*found;
}

std::optional<std::string> deprecation(const std::vector<ast::Directive>& directives) {
  const ast::Directive* directive = find(directives, "deprecated");
  if (directive == nullptr) return std::nullopt;
  const ast::Value* reason = argument(*directive, "reason");
  return reason != nullptr ? reason->text : "No longer supported";
}

}  // namespace

class SchemaBuilder {
 public:
  Result<Schema> build(const ast::Document& builtins, const ast::Document& document) {
    for (const ast::Document* each : {&builtins, &document}) IGP_CHECK(declare(*each));
    for (const ast::Document* each : {&builtins, &document}) IGP_CHECK(define(*each));
    link_possible_types();
    IGP_CHECK(choose_roots(document));
    IGP_CHECK(add_meta_fields());
    const std::vector<std::string> faults = check_schema(schema_);
    if (!faults.empty()) return fail(ErrorCode::kGraphqlInvalid, "{}", faults.front());
    return std::move(schema_);
  }

 private:
  Status declare(const ast::Document& document) {
    for (const ast::Definition& definition : document.definitions) {
      const auto* type = std::get_if<ast::TypeDefinition>(&definition);
      if (type == nullptr || type->is_extension) continue;
      auto& slot = schema_.types_[type->name.text];
      if (slot)
        return refuse(type->name.place, "type " + quote(type->name.text) + " is defined twice");
      slot = std::make_unique<NamedType>();
      slot->kind = type->kind;
      slot->name = type->name.text;
      slot->description = type->description;
      schema_.order_.push_back(slot.get());
    }
    return {};
  }

  Status define(const ast::Document& document) {
    for (const ast::Definition& definition : document.definitions) {
      if (const auto* type = std::get_if<ast::TypeDefinition>(&definition)) {
        IGP_CHECK(define_type(*type));
      } else if (const auto* directive = std::get_if<ast::DirectiveDefinition>(&definition)) {
        IGP_CHECK(define_directive(*directive));
      } else if (!std::holds_alternative<ast::SchemaDefinition>(definition)) {
        return fail(ErrorCode::kGraphqlInvalid, "a schema may not contain executable definitions");
      }
    }
    return {};
  }

  Status define_type(const ast::TypeDefinition& from) {
    const auto found = schema_.types_.find(from.name.text);
    if (found == schema_.types_.end() || found->second->kind != from.kind) {
      return refuse(from.name.place, "cannot extend " + quote(from.name.text));
    }
    NamedType& to = *found->second;
    if (const ast::Directive* directive = find(from.directives, "specifiedBy")) {
      if (const ast::Value* url = argument(*directive, "url")) to.specified_by = url->text;
    }
    for (const ast::Name& name : from.interfaces) {
      to.interfaces.push_back(IGP_TRY(named(name, ast::TypeKind::kInterface)));
    }
    for (const ast::Name& name : from.members) {
      to.possible_types.push_back(IGP_TRY(named(name, ast::TypeKind::kObject)));
    }
    for (const ast::FieldDefinition& field : from.fields) {
      auto arguments = IGP_TRY(inputs(field.arguments));
      auto type = IGP_TRY(resolve(field.type));
      to.fields.push_back({field.name.text, field.description, std::move(arguments),
                           std::move(type), deprecation(field.directives)});
    }
    for (const ast::EnumValueDefinition& value : from.values) {
      to.values.push_back({value.name.text, value.description, deprecation(value.directives)});
    }
    for (InputValue& input : IGP_TRY(inputs(from.input_fields))) {
      to.input_fields.push_back(std::move(input));
    }
    return {};
  }

  Status define_directive(const ast::DirectiveDefinition& from) {
    if (schema_.directive(from.name.text) != nullptr) {
      return refuse(from.name.place, "directive " + quote(from.name.text) + " is defined twice");
    }
    auto arguments = IGP_TRY(inputs(from.arguments));
    DirectiveType to{
        from.name.text, from.description, std::move(arguments), {}, from.is_repeatable};
    for (const ast::Name& location : from.locations) to.locations.push_back(location.text);
    schema_.directives_.push_back(std::move(to));
    return {};
  }

  Result<const NamedType*> named(const ast::Name& name, ast::TypeKind kind) {
    const NamedType* found = schema_.type(name.text);
    if (found == nullptr) return refuse(name.place, "unknown type " + quote(name.text));
    if (found->kind != kind) {
      return refuse(name.place, quote(name.text) + " is not the kind of type that is needed here");
    }
    return found;
  }

  Result<TypeRef> resolve(const ast::Type& type) {
    auto found = schema_.resolve(type);
    if (found) return *std::move(found);
    const ast::Type* innermost = &type;
    while (innermost->items) innermost = innermost->items.get();
    return refuse(innermost->place, "unknown type " + quote(innermost->name));
  }

  Result<std::vector<InputValue>> inputs(const std::vector<ast::InputValueDefinition>& from) {
    std::vector<InputValue> out;
    for (const ast::InputValueDefinition& input : from) {
      auto type = IGP_TRY(resolve(input.type));
      out.push_back({input.name.text, input.description, std::move(type), input.default_value,
                     deprecation(input.directives)});
    }
    return out;
  }

  void link_possible_types() {
    for (const NamedType* object : schema_.order_) {
      if (object->kind != ast::TypeKind::kObject) continue;
      for (const NamedType* interface : object->interfaces) {
        schema_.types_.find(interface->name)->second->possible_types.push_back(object);
      }
    }
  }

  Status choose_roots(const ast::Document& document) {
    bool explicit_roots = false;
    for (const ast::Definition& definition : document.definitions) {
      const auto* schema = std::get_if<ast::SchemaDefinition>(&definition);
      if (schema == nullptr) continue;
      if (explicit_roots && !schema->is_extension) {
        return refuse(schema->place, "there is more than one schema definition");
      }
      explicit_roots = explicit_roots || !schema->is_extension;
      if (schema->description) schema_.description_ = schema->description;
      for (const ast::OperationTypeDefinition& operation : schema->operations) {
        const NamedType* root = IGP_TRY(named(operation.type, ast::TypeKind::kObject));
        if (!schema_.roots_.emplace(operation.operation, root).second) {
          return refuse(operation.type.place, "an operation has more than one root type");
        }
      }
    }
    if (!explicit_roots) default_roots();
    if (schema_.root(ast::OperationKind::kQuery) != nullptr) return {};
    return fail(ErrorCode::kGraphqlInvalid, "the schema has no query type");
  }

  void default_roots() {
    const std::pair<ast::OperationKind, std::string_view> names[] = {
        {ast::OperationKind::kQuery, "Query"},
        {ast::OperationKind::kMutation, "Mutation"},
        {ast::OperationKind::kSubscription, "Subscription"}};
    for (const auto& [kind, name] : names) {
      const NamedType* type = schema_.type(name);
      if (type != nullptr && type->kind == ast::TypeKind::kObject)
        schema_.roots_.emplace(kind, type);
    }
  }

  Status add_meta_fields() {
    static constexpr std::string_view kFields =
        "type Meta { "
        "\"The name of the object's type.\" __typename: String! "
        "\"The schema itself.\" __schema: __Schema! "
        "\"A type of the schema by its name.\" __type(name: String!): __Type }";
    const ast::Document document = IGP_TRY(parse_document(kFields));
    const auto& meta = std::get<ast::TypeDefinition>(document.definitions.front());
    FieldType* const targets[] = {&schema_.typename_field_, &schema_.schema_field_,
                                  &schema_.type_field_};
    for (std::size_t i = 0; i < std::size(targets); ++i) {
      const ast::FieldDefinition& from = meta.fields[i];
      auto arguments = IGP_TRY(inputs(from.arguments));
      auto type = IGP_TRY(resolve(from.type));
      *targets[i] = {from.name.text, from.description, std::move(arguments), std::move(type), {}};
    }
    return {};
  }

  Schema schema_;
};

Result<Schema> Schema::build(const ast::Document& document) {
  const ast::Document builtins = IGP_TRY(parse_document(kBuiltinTypes));
  return SchemaBuilder().build(builtins, document);
}

}  // namespace igp::graphql
