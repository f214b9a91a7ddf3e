// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Whether the definitions of a schema are valid, in gqlparser's order: types by name, cycles of
// input objects, directives by name. The first thing wrong is the answer.
#include "rego/gqlparser/schema_check.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "rego/gqlparser/errors.h"

namespace igp::rego::gqlparser {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

Status check_name(std::optional<Position> position, std::string_view name) {
  if (!name.starts_with("__")) return {};
  return invalid(position,
                 fmt::format("Name \"{}\" must not begin with \"__\", which is reserved by "
                             "GraphQL introspection.",
                             name));
}

// Whether an argument that must have `type` may be declared as `other`.
bool is_compatible(const Type& type, const Type& other) {
  if (type.name != other.name) return false;
  if (type.item != nullptr && (other.item == nullptr || !is_compatible(*type.item, *other.item))) {
    return false;
  }
  return !other.non_null || type.non_null;
}

/// The first two of `names` that are equal, by their places: those of the smallest first place.
std::optional<std::pair<std::size_t, std::size_t>> find_repeated(
    const std::vector<std::string_view>& names) {
  std::map<std::string_view, std::size_t> first;
  std::optional<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto [at, fresh] = first.emplace(names[i], i);
    if (!fresh && (!out || at->second < out->first)) out.emplace(at->second, i);
  }
  return out;
}

template <class T>
std::vector<std::string_view> names_of(const List<T>& list) {
  std::vector<std::string_view> out;
  for (const T* node : list) out.push_back(node->name);
  return out;
}

class SchemaCheck {
 public:
  SchemaCheck(const Schema& schema, const Limits& limits) : schema_(schema), work_(limits) {}

  Status types() {
    for (const auto& [name, definition] : schema_.types) {
      IGP_CHECK(type(*definition));
      IGP_CHECK(work_.status());
    }
    return check_input_cycles(schema_, work_);
  }

  Status directive_definitions() {
    for (const auto& [name, definition] : schema_.directives) {
      IGP_CHECK(check_name(definition->position, name));
      IGP_CHECK(arguments(definition->arguments, definition));
      IGP_CHECK(work_.status());
    }
    return {};
  }

  /// The directives at `location`; `declared` is the directive whose arguments they stand on, and
  /// `single` whether they come from one place of the source, where those that are not repeatable
  /// stand at most once.
  Status directives(const List<Directive>& list, std::string_view location, bool single = true,
                    const DirectiveDefinition* declared = nullptr) {
    std::set<std::string_view> seen;
    for (const Directive* directive : list) {
      if (!work_.spend()) return work_.status();
      IGP_CHECK(directive_at(*directive, location, declared,
                             single && !seen.insert(directive->name).second));
    }
    return {};
  }

 private:
  Status directive_at(const Directive& directive, std::string_view location,
                      const DirectiveDefinition* declared, bool repeated) {
    const auto refuse = [&](std::string_view message) {
      return invalid(directive.position, message);
    };
    IGP_CHECK(check_name(directive.position, directive.name));
    if (declared != nullptr && directive.name == declared->name) {
      return refuse(fmt::format("Directive {} cannot refer to itself.", declared->name));
    }
    const auto found = schema_.directives.find(directive.name);
    if (found == schema_.directives.end()) {
      return refuse(fmt::format("Undefined directive {}.", directive.name));
    }
    const DirectiveDefinition& definition = *found->second;
    if (repeated && !definition.is_repeatable) {
      return refuse(
          fmt::format("The directive {} can only be used once at this location.", directive.name));
    }
    if (!contains(definition.locations, location)) {
      return refuse(fmt::format("Directive {} is not applicable on {}.", directive.name, location));
    }
    return directive_arguments(directive, definition);
  }

  Status directive_arguments(const Directive& directive, const DirectiveDefinition& definition) {
    spend_product(directive.arguments.size(), definition.arguments.size());
    IGP_CHECK(work_.status());
    for (const Argument* argument : directive.arguments) {
      if (find_named(definition.arguments, argument->name) == nullptr) {
        return invalid(argument->position, fmt::format("Undefined argument {} for directive {}.",
                                                       argument->name, directive.name));
      }
    }
    for (const ArgumentDefinition* wanted : definition.arguments) {
      if (!wanted->type->non_null || wanted->default_value != nullptr) continue;
      const Argument* given = find_named(directive.arguments, wanted->name);
      if (given == nullptr || given->value->kind == ValueKind::kNull) {
        return invalid(directive.position,
                       fmt::format("Argument {} for directive {} cannot be null.", wanted->name,
                                   directive.name));
      }
    }
    return {};
  }

  Status type_reference(const Type& type) {
    if (schema_.type(type.named()) != nullptr) return {};
    return invalid(type.position, fmt::format("Undefined type {}.", type.named()));
  }

  Status arguments(const List<ArgumentDefinition>& list, const DirectiveDefinition* declared) {
    for (const ArgumentDefinition* argument : list) {
      if (!work_.spend()) return work_.status();
      IGP_CHECK(check_name(argument->position, argument->name));
      IGP_CHECK(type_reference(*argument->type));
      const Definition& type = *schema_.type(argument->type->named());
      if (!type.is_input()) {
        return invalid(
            argument->position,
            fmt::format("cannot use {} as argument {} because {} is not a valid input type",
                        argument->type->text(), argument->name, type.kind));
      }
      IGP_CHECK(directives(argument->directives, "ARGUMENT_DEFINITION", true, declared));
    }
    return {};
  }

  Status type(const Definition& definition) {
    const bool input = definition.kind == kInputObject;
    for (const FieldDefinition* field : definition.fields) {
      if (!work_.spend()) return work_.status();
      IGP_CHECK(check_name(field->position, field->name));
      IGP_CHECK(type_reference(*field->type));
      IGP_CHECK(arguments(field->arguments, nullptr));
      IGP_CHECK(
          directives(field->directives, input ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION"));
    }
    IGP_CHECK(union_members(definition));
    for (const std::string& interface : definition.interfaces) {
      IGP_CHECK(implements(definition, interface));
    }
    if (definition.kind == kObject || definition.kind == kInterface || input) {
      IGP_CHECK(field_kinds(definition, input));
    }
    if (definition.kind == kEnum) IGP_CHECK(enum_values(definition));
    IGP_CHECK(repetitions(definition));
    if (!definition.built_in) IGP_CHECK(check_name(definition.position, definition.name));
    return directives(definition.directives, definition.kind, /*single=*/false);
  }

  Status union_members(const Definition& definition) {
    for (const std::string& member : definition.types) {
      const Definition* type = schema_.type(member);
      if (type == nullptr) {
        return invalid(definition.position, fmt::format("Undefined type {}.", quoted(member)));
      }
      if (type->kind != kObject) {
        return invalid(definition.position,
                       fmt::format("{} type {} must be OBJECT.", definition.kind, quoted(member)));
      }
    }
    return {};
  }

  Status field_kinds(const Definition& definition, bool input) {
    if (definition.fields.empty()) {
      return invalid(definition.position,
                     fmt::format("{} {}: must define one or more {}fields.", definition.kind,
                                 definition.name, input ? "input " : ""));
    }
    for (const FieldDefinition* field : definition.fields) {
      const Definition& type = *schema_.type(field->type->named());
      if (input && !type.is_input()) {
        return invalid(field->position,
                       fmt::format("{} {}: field must be one of SCALAR, ENUM, INPUT_OBJECT.",
                                   type.kind, field->name));
      }
      if (!input && type.kind == kInputObject) {
        return invalid(
            field->position,
            fmt::format("{} {}: field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.",
                        definition.kind, definition.name));
      }
    }
    return {};
  }

  Status enum_values(const Definition& definition) {
    if (definition.enum_values.empty()) {
      return invalid(definition.position,
                     fmt::format("{} {}: must define one or more unique enum values.",
                                 definition.kind, definition.name));
    }
    for (const EnumValueDefinition* value : definition.enum_values) {
      if (value->name == "true" || value->name == "false" || value->name == "null") {
        return invalid(definition.position,
                       fmt::format("{} {}: non-enum value {}.", definition.kind, definition.name,
                                   value->name));
      }
      IGP_CHECK(directives(value->directives, "ENUM_VALUE"));
    }
    return {};
  }

  Status repetitions(const Definition& definition) {
    if (const auto found = find_repeated(names_of(definition.fields))) {
      const FieldDefinition& field = *definition.fields[found->second];
      return invalid(field.position, fmt::format("Field {}.{} can only be defined once.",
                                                 definition.name, field.name));
    }
    if (const auto found = find_repeated(names_of(definition.enum_values))) {
      const EnumValueDefinition& value = *definition.enum_values[found->second];
      return invalid(value.position, fmt::format("Enum value {}.{} can only be defined once.",
                                                 definition.name, value.name));
    }
    const std::vector<std::string_view> members(definition.types.begin(), definition.types.end());
    if (const auto found = find_repeated(members)) {
      const bool known = definition.type_positions.size() == definition.types.size();
      return invalid(known ? definition.type_positions[found->second] : definition.position,
                     fmt::format("Union type {} can only include type {} once.", definition.name,
                                 members[found->second]));
    }
    return {};
  }

  Status implements(const Definition& definition, const std::string& name) {
    const Definition* interface = schema_.type(name);
    if (interface == nullptr) {
      return invalid(definition.position, fmt::format("Undefined type {}.", quoted(name)));
    }
    if (interface->kind != kInterface) {
      return invalid(definition.position,
                     fmt::format("{} is a non interface type {}.", quoted(name), interface->kind));
    }
    spend_product(interface->fields.size(), definition.fields.size());
    IGP_CHECK(work_.status());
    for (const FieldDefinition* required : interface->fields) {
      IGP_CHECK(implements_field(definition, *interface, *required));
    }
    spend_product(interface->interfaces.size(), definition.interfaces.size());
    for (const std::string& inherited : interface->interfaces) {
      if (contains(definition.interfaces, inherited)) continue;
      if (inherited == definition.name) {
        return invalid(
            definition.position,
            fmt::format("Type {} cannot implement {} because it would create a circular reference.",
                        definition.name, name));
      }
      return invalid(definition.position,
                     fmt::format("Type {} must implement {} because it is implemented by {}.",
                                 definition.name, inherited, name));
    }
    return {};
  }

  Status implements_field(const Definition& definition, const Definition& interface,
                          const FieldDefinition& required) {
    const std::string clause =
        fmt::format("For {} to implement {}", definition.name, interface.name);
    const FieldDefinition* found = find_named(definition.fields, required.name);
    if (found == nullptr) {
      return invalid(definition.position,
                     fmt::format("{} it must have a field called {}.", clause, required.name));
    }
    if (!is_covariant(*required.type, *found->type)) {
      return invalid(found->position, fmt::format("{} the field {} must have type {}.", clause,
                                                  required.name, required.type->text()));
    }
    spend_product(required.arguments.size(), found->arguments.size());
    IGP_CHECK(work_.status());
    const std::string same =
        fmt::format("{} the field {} must have the same arguments but", clause, required.name);
    for (const ArgumentDefinition* wanted : required.arguments) {
      const ArgumentDefinition* given = find_named(found->arguments, wanted->name);
      if (given == nullptr) {
        return invalid(found->position, fmt::format("{} it is missing {}.", same, wanted->name));
      }
      if (!is_compatible(*wanted->type, *given->type)) {
        return invalid(given->position,
                       fmt::format("{} {} has the wrong type.", same, wanted->name));
      }
    }
    for (const ArgumentDefinition* given : found->arguments) {
      const bool optional = !given->type->non_null || given->default_value != nullptr;
      if (optional || find_named(required.arguments, given->name) != nullptr) continue;
      return invalid(given->position,
                     fmt::format("{} any additional arguments on {} must be optional or have a "
                                 "default value but {} is required.",
                                 clause, found->name, given->name));
    }
    return {};
  }

  bool is_covariant(const Type& required, const Type& actual) {
    if (required.non_null && !actual.non_null) return false;
    if (!required.name.empty()) {
      if (required.name == actual.name) return true;
      const auto& possible = schema_.possible_types(required.name);
      work_.spend(possible.size());
      return std::ranges::find(possible, actual.name, &Definition::name) != possible.end();
    }
    return actual.item != nullptr && is_covariant(*required.item, *actual.item);
  }

  // For searching one list for each element of another; comparing names is little work.
  void spend_product(std::size_t a, std::size_t b) { work_.spend(1 + a * b / 16); }

  const Schema& schema_;
  Work work_;
};

}  // namespace

Status check_schema_directives(const Schema& schema, const List<Directive>& directives) {
  return SchemaCheck(schema, {}).directives(directives, "SCHEMA");
}

Status check_type_definitions(const Schema& schema, const Limits& limits) {
  SchemaCheck check(schema, limits);
  IGP_CHECK(check.types());
  return check.directive_definitions();
}

}  // namespace igp::rego::gqlparser
