// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules about values, each named as in gqlparser.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "rego/gqlparser/errors.h"
#include "rego/gqlparser/rules.h"
#include "rego/gqlparser/suggestions.h"

namespace igp::rego::gqlparser {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, text) != list.end();
}

enum class Integer : std::uint8_t { kFits, kTooLarge, kNone };

template <class T>
Integer integer(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  T out;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument) {
    return Integer::kNone;
  }
  return error == std::errc() ? Integer::kFits : Integer::kTooLarge;
}

// Underflow is no error.
bool is_float(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return !text.empty() && end == text.c_str() + text.size() && std::isfinite(value);
}

/// Whether Go can turn the value, with its variables unset, into one of its own.
bool is_convertible(Work& work, const Literal& value) {
  const Work::Level level(work);
  if (!level || !work.spend()) return true;
  switch (value.kind) {
    case ValueKind::kInt:
      return integer<std::int64_t>(value.raw) == Integer::kFits;
    case ValueKind::kFloat:
      return is_float(value.raw);
    case ValueKind::kBoolean:
      return is_one_of(value.raw, {"true", "false", "1", "t", "T", "TRUE", "True", "0", "f", "F",
                                   "FALSE", "False"});
    case ValueKind::kList:
    case ValueKind::kObject:
      return std::ranges::all_of(value.children, [&](const ChildValue* child) {
        return is_convertible(work, *child->value);
      });
    case ValueKind::kVariable: {
      const Literal* value_else =
          value.variable == nullptr ? nullptr : value.variable->default_value;
      return value_else == nullptr || is_convertible(work, *value_else);
    }
    default:
      return true;
  }
}

std::string unexpected_type(const Literal& value) {
  const std::string expected = value.expected_type->text();
  const std::string text = text_of(value);
  if (is_one_of(expected, {"Int", "Int!"})) {
    const bool large = integer<std::int32_t>(value.raw) == Integer::kTooLarge;
    return fmt::format("Int cannot represent non{} value: {}",
                       large ? " 32-bit signed integer" : "-integer", text);
  }
  if (is_one_of(expected, {"String", "String!", "[String]"})) {
    return "String cannot represent a non string value: " + text;
  }
  if (is_one_of(expected, {"Boolean", "Boolean!"})) {
    return "Boolean cannot represent a non boolean value: " + text;
  }
  if (is_one_of(expected, {"Float", "Float!"})) {
    return "Float cannot represent non numeric value: " + text;
  }
  if (is_one_of(expected, {"ID", "ID!"})) {
    return "ID cannot represent a non-string and non-integer value: " + text;
  }
  if (value.definition->kind == kEnum) {
    return fmt::format("Enum \"{}\" cannot represent non-enum value: {}.", expected, text);
  }
  return fmt::format("Expected value of type \"{}\", found {}.", expected, text);
}

std::string enum_suggestion(Validation& run, const Literal& value) {
  std::vector<std::string_view> names;
  for (const EnumValueDefinition* one : value.definition->enum_values) names.push_back(one->name);
  return suggestion("Did you mean the enum value", value.raw, names, run.work);
}

void check_enum_value(Validation& run, const Literal& value) {
  const Definition& definition = *value.definition;
  run.work.spend(definition.enum_values.size() / 16);
  if (find_named(definition.enum_values, value.raw) != nullptr) return;
  run.add(fmt::format("Value \"{}\" does not exist in \"{}\" enum.{}", text_of(value),
                      value.expected_type->text(), enum_suggestion(run, value)),
          value.position);
}

// Exactly one member, which is not null. Each @oneOf on the type reports for itself.
void check_one_of(Validation& run, const Literal& value) {
  const Definition& definition = *value.definition;
  for (const Directive* directive : definition.directives) {
    if (directive->name != "oneOf") continue;
    if (value.children.size() != 1) {
      run.add(
          fmt::format("OneOf Input Object \"{}\" must specify exactly one key.", definition.name),
          value.position);
    } else if (value.children[0]->value->kind == ValueKind::kNull && !definition.fields.empty()) {
      run.add(fmt::format("Field \"{}.{}\" must be non-null.", definition.name,
                          definition.fields[0]->name),
              value.children[0]->value->position);
    }
  }
}

void check_object(Validation& run, const Literal& value) {
  const Definition& definition = *value.definition;
  run.work.spend(1 + definition.fields.size() * (1 + value.children.size()) / 16);
  for (const FieldDefinition* field : definition.fields) {
    if (run.work.exhausted()) return;
    if (!field->type->non_null || field->default_value != nullptr) continue;
    if (find_named(value.children, field->name) != nullptr) continue;
    run.add(fmt::format("Field \"{}.{}\" of required type \"{}\" was not provided.",
                        definition.name, field->name, field->type->text()),
            value.position);
  }
  check_one_of(run, value);
  for (const ChildValue* child : value.children) {
    if (run.work.exhausted()) return;
    if (find_named(definition.fields, child->name) != nullptr) continue;
    std::vector<std::string_view> names;
    for (const FieldDefinition* field : definition.fields) names.push_back(field->name);
    run.add(fmt::format("Field \"{}\" is not defined by type \"{}\".{}", child->name,
                        definition.name, suggestion("Did you mean", child->name, names, run.work)),
            child->position);
  }
}

// By the kind of the literal: whether the wanted type takes one.
void check_kind(Validation& run, const Literal& value) {
  const Definition& definition = *value.definition;
  const auto demand = [&](bool met) {
    if (!met) run.add(unexpected_type(value), value.position);
  };
  switch (value.kind) {
    case ValueKind::kNull:
    case ValueKind::kVariable:
      return;
    case ValueKind::kList:
      return demand(value.expected_type->item != nullptr);
    case ValueKind::kInt:
      return demand(is_one_of(definition.name, {"Int", "Float", "ID"}));
    case ValueKind::kFloat:
      return demand(definition.name == "Float");
    case ValueKind::kBoolean:
      return demand(definition.name == "Boolean");
    case ValueKind::kString:
    case ValueKind::kBlock:
      if (definition.kind != kEnum) {
        return demand(is_one_of(definition.name, {"String", "ID"}));
      }
      return run.add(
          fmt::format("Enum \"{}\" cannot represent non-enum value: {}.{}",
                      value.expected_type->text(), text_of(value), enum_suggestion(run, value)),
          value.position);
    case ValueKind::kEnum:
      if (definition.kind != kEnum) return demand(false);
      return check_enum_value(run, value);
    case ValueKind::kObject:
      return check_object(run, value);
  }
}

void values_of_correct_type(Validation& run, const Literal& value) {
  if (value.definition == nullptr || value.expected_type == nullptr) return;
  if (value.kind == ValueKind::kNull && value.expected_type->non_null) {
    run.add(fmt::format("Expected value of type \"{}\", found {}.", value.expected_type->text(),
                        text_of(value)),
            value.position);
  }
  const bool custom =
      value.definition->kind == kScalar &&
      !is_one_of(value.definition->name, {"Int", "Float", "String", "Boolean", "ID"});
  if (custom) return;
  if (!is_convertible(run.work, value)) run.add(unexpected_type(value), value.position);
  check_kind(run, value);
}

void no_undefined_variables(Validation& run, const Literal& value) {
  if (run.operation == nullptr || value.kind != ValueKind::kVariable || value.variable != nullptr) {
    return;
  }
  const std::string where =
      run.operation->name.empty() ? "" : fmt::format(" by operation \"{}\"", run.operation->name);
  run.add(fmt::format("Variable \"{}\" is not defined{}.", text_of(value), where), value.position);
}

void unique_input_field_names(Validation& run, const Literal& value) {
  if (value.kind != ValueKind::kObject) return;
  std::set<std::string_view> seen;
  for (const ChildValue* child : value.children) {
    if (seen.insert(child->name).second) continue;
    run.add(fmt::format("There can be only one input field named \"{}\".", child->name),
            child->position);
  }
}

// Whether a variable of `type` can stand where `other`, which may be null if `nullable`, is wanted.
bool is_compatible(const Type& type, const Type& other, bool nullable) {
  if (type.name != other.name) return false;
  if (type.item != nullptr &&
      (other.item == nullptr || !is_compatible(*type.item, *other.item, false))) {
    return false;
  }
  return nullable || !other.non_null || type.non_null;
}

void variables_in_allowed_position(Validation& run, const Literal& value) {
  if (value.kind != ValueKind::kVariable || value.expected_type == nullptr ||
      value.variable == nullptr || run.operation == nullptr) {
    return;
  }
  const Literal* value_else = value.variable->default_value;
  const bool nullable = (value_else != nullptr && value_else->kind != ValueKind::kNull) ||
                        value.expected_type_has_default;
  if (is_compatible(*value.variable->type, *value.expected_type, nullable)) return;
  run.add(fmt::format("Variable \"{}\" of type \"{}\" used in position expecting type \"{}\".",
                      text_of(value), value.variable->type->text(), value.expected_type->text()),
          value.position);
}

void one_of_variables_may_not_be_null(Validation& run, const Literal& value) {
  if (value.kind != ValueKind::kObject || value.definition == nullptr ||
      find_named(value.definition->directives, "oneOf") == nullptr) {
    return;
  }
  for (const ChildValue* child : value.children) {
    const Literal& given = *child->value;
    if (given.kind != ValueKind::kVariable || given.variable == nullptr ||
        given.variable->type->non_null) {
      continue;
    }
    run.add(fmt::format("Variable \"{}\" is of type \"{}\" but must be non-nullable to be used for "
                        "OneOf Input Object \"{}\".",
                        text_of(given), given.variable->type->text(), value.definition->name),
            given.variable->position ? given.variable->position : given.position);
  }
}

}  // namespace

std::string text_of(const Literal& value) {
  std::string out;
  switch (value.kind) {
    case ValueKind::kVariable:
      return fmt::format("${}", value.raw);
    case ValueKind::kString:
    case ValueKind::kBlock:
      return quoted(value.raw);
    case ValueKind::kList:
      for (const ChildValue* child : value.children) {
        if (!out.empty()) out += ',';
        out += text_of(*child->value);
      }
      return fmt::format("[{}]", out);
    case ValueKind::kObject:
      for (const ChildValue* child : value.children) {
        if (!out.empty()) out += ',';
        out.append(child->name).append(1, ':').append(text_of(*child->value));
      }
      return fmt::format("{{{}}}", out);
    default:
      return value.raw;
  }
}

// In the order of the names; see rules.cc.
void check_value(Validation& run, const Literal& value) {
  no_undefined_variables(run, value);
  unique_input_field_names(run, value);
  values_of_correct_type(run, value);
  variables_in_allowed_position(run, value);
  one_of_variables_may_not_be_null(run, value);
}

}  // namespace igp::rego::gqlparser
