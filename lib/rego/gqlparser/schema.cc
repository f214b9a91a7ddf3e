// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/schema.h"

#include <algorithm>
#include <array>

#include "rego/gqlparser/errors.h"
#include "rego/gqlparser/schema_check.h"

namespace igp::rego::gqlparser {
namespace {

// Documents may define these anew; the last definition counts.
constexpr std::array<std::string_view, 6> kBuiltInDirectives = {
    "include", "skip", "deprecated", "specifiedBy", "defer", "oneOf"};

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

class SchemaBuilder {
 public:
  SchemaBuilder(std::shared_ptr<const SchemaDocument> document, const Limits& limits)
      : limits_(limits), schema_(std::make_shared<Schema>()) {
    schema_->document = std::move(document);
  }

  Result<std::shared_ptr<const Schema>> build() {
    const SchemaDocument& document = *schema_->document;
    IGP_CHECK(define_types(prelude()));
    IGP_CHECK(define_types(document));
    for (const Definition* extension : document.extensions) IGP_CHECK(extend(*extension));
    for (Definition* definition : definitions_) collect_possible_types(*definition);
    for (const SchemaDocument* from : {&prelude(), &document}) {
      for (DirectiveDefinition* directive : from->directives) IGP_CHECK(define(*directive));
    }
    if (document.schema.size() > 1) {
      return invalid(
          document.schema[1]->position,
          "Cannot have multiple schema entry points, consider schema extensions instead.");
    }
    for (const SchemaDefinition* definition : document.schema) IGP_CHECK(add_roots(*definition));
    for (const SchemaDefinition* extension : document.schema_extensions) {
      IGP_CHECK(add_roots(*extension));
    }
    IGP_CHECK(check_type_definitions(*schema_, limits_));
    if (document.schema.empty()) infer_roots();
    add_introspection();
    return std::shared_ptr<const Schema>(schema_);
  }

 private:
  Status define_types(const SchemaDocument& document) {
    for (const Definition* given : document.definitions) {
      auto& entry = schema_->types[given->name];
      if (entry != nullptr) {
        return invalid(given->position, fmt::format("Cannot redeclare type {}.", given->name));
      }
      // A copy, because extensions change it.
      entry = schema_->nodes.make<Definition>(*given);
      definitions_.push_back(entry);
    }
    return {};
  }

  Status extend(const Definition& extension) {
    Definition*& type = schema_->types[extension.name];
    if (type == nullptr) {
      type = schema_->nodes.make<Definition>();
      type->kind = extension.kind;
      type->name = extension.name;
      type->position = extension.position;
      definitions_.push_back(type);
    }
    if (type->kind != extension.kind) {
      return invalid(extension.position,
                     fmt::format("Cannot extend type {} because the base type is a {}, not {}.",
                                 extension.name, type->kind, extension.kind));
    }
    append(type->directives, extension.directives);
    append(type->interfaces, extension.interfaces);
    append(type->fields, extension.fields);
    append(type->types, extension.types);
    append(type->type_positions, extension.type_positions);
    append(type->enum_values, extension.enum_values);
    return {};
  }

  void collect_possible_types(Definition& definition) {
    if (definition.kind == kUnion) {
      for (const std::string& member : definition.types) {
        // One that does not exist is reported later.
        if (Definition* type = schema_->type(member)) {
          schema_->possible[definition.name].push_back(type);
        }
      }
      return;
    }
    const bool concrete = definition.kind == kObject || definition.kind == kInputObject;
    if (!concrete && definition.kind != kInterface) return;
    for (const std::string& interface : definition.interfaces) {
      schema_->possible[interface].push_back(&definition);
    }
    if (concrete) schema_->possible[definition.name].push_back(&definition);
  }

  Status define(DirectiveDefinition& directive) {
    auto& entry = schema_->directives[directive.name];
    const bool built_in =
        std::ranges::find(kBuiltInDirectives, directive.name) != kBuiltInDirectives.end();
    if (entry != nullptr && !built_in) {
      return invalid(directive.position,
                     fmt::format("Cannot redeclare directive {}.", directive.name));
    }
    entry = &directive;
    return {};
  }

  Status add_roots(const SchemaDefinition& definition) {
    for (const OperationTypeDefinition* root : definition.operation_types) {
      Definition* type = schema_->type(root->type);
      if (type == nullptr) {
        return invalid(root->position,
                       fmt::format("Schema root {} refers to a type {} that does not exist.",
                                   root->operation, root->type));
      }
      if (root->operation == "query") schema_->query = type;
      if (root->operation == "mutation") schema_->mutation = type;
      if (root->operation == "subscription") schema_->subscription = type;
    }
    return check_schema_directives(*schema_, definition.directives);
  }

  void infer_roots() {
    if (schema_->query == nullptr) schema_->query = schema_->type("Query");
    if (schema_->mutation == nullptr) schema_->mutation = schema_->type("Mutation");
    if (schema_->subscription == nullptr) schema_->subscription = schema_->type("Subscription");
  }

  void add_introspection() {
    if (schema_->query == nullptr) return;
    Nodes& nodes = schema_->nodes;
    const auto field = [&](std::string_view name, std::string_view type, bool non_null) {
      auto* out = nodes.make<FieldDefinition>();
      out->name = name;
      out->type = nodes.make<Type>();
      out->type->name = type;
      out->type->non_null = non_null;
      schema_->query->fields.push_back(out);
      return out;
    };
    field("__schema", "__Schema", true);
    auto* name = nodes.make<ArgumentDefinition>();
    name->name = "name";
    name->type = nodes.make<Type>();
    name->type->name = "String";
    name->type->non_null = true;
    field("__type", "__Type", false)->arguments.push_back(name);
  }

  Limits limits_;
  std::shared_ptr<Schema> schema_;
  List<Definition> definitions_;  ///< in the order of declaration
};

}  // namespace

const std::vector<Definition*>& Schema::possible_types(std::string_view name) const {
  static const std::vector<Definition*> kNone;
  const auto at = possible.find(name);
  return at == possible.end() ? kNone : at->second;
}

Result<std::shared_ptr<const Schema>> build_schema(std::shared_ptr<const SchemaDocument> document,
                                                   const Limits& limits) {
  return SchemaBuilder(std::move(document), limits).build();
}

}  // namespace igp::rego::gqlparser
