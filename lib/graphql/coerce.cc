// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/coerce.h"

#include <charconv>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "graphql/literal.h"

namespace igp::graphql {
namespace {

using ast::Value;

bool fits_int32(double value) {
  return std::trunc(value) == value && value >= std::numeric_limits<std::int32_t>::min() &&
         value <= std::numeric_limits<std::int32_t>::max();
}

/// A number with an integral value of 32 bits, as an integer.
std::optional<Json> as_int32(const Json& value) {
  if (!value.is_number() || !fits_int32(value.get<double>())) return std::nullopt;
  return Json(static_cast<std::int32_t>(value.get<double>()));
}

/// IDs may come as strings or integers, and are strings.
std::optional<Json> as_id(const Json& value) {
  if (value.is_string()) return value;
  if (value.is_number_integer()) return Json(value.dump());
  return std::nullopt;
}

std::optional<Json> as_leaf(const NamedType& leaf, const Json& value) {
  const auto when = [&](bool fits) { return fits ? std::optional<Json>(value) : std::nullopt; };
  if (leaf.kind == ast::TypeKind::kEnum) {
    return when(value.is_string() && leaf.has_value(value.get_ref<const std::string&>()));
  }
  if (leaf.name == "Int") return as_int32(value);
  if (leaf.name == "ID") return as_id(value);
  if (leaf.name == "Float") return when(value.is_number() && std::isfinite(value.get<double>()));
  if (leaf.name == "String") return when(value.is_string());
  if (leaf.name == "Boolean") return when(value.is_boolean());
  return value;
}

/// Coerces one variable's JSON, collecting every fault with where it is ("$v.list[2].field").
class VariableCoercion {
 public:
  VariableCoercion(const Place& place, std::vector<RequestError>& errors)
      : place_(place), errors_(errors) {}

  Json coerce(const Json& value, const TypeRef& type, const std::string& where) {
    if (type.is_non_null()) {
      if (!value.is_null()) return coerce(value, *type.inner, where);
      return refuse(where, "must not be null");
    }
    if (value.is_null()) return nullptr;
    if (type.is_list()) return list(value, *type.inner, where);
    if (type.named->kind == ast::TypeKind::kInputObject) return object(value, *type.named, where);
    const auto leaf = as_leaf(*type.named, value);
    return leaf ? *leaf : refuse(where, "is no value of type " + quote(type.named->name));
  }

  Json refuse(const std::string& where, const std::string& what) {
    if (errors_.size() < limits::kGraphqlErrors) {
      errors_.push_back({"variable " + quote(where) + " " + what, {place_}});
    }
    return nullptr;
  }

 private:
  Json list(const Json& value, const TypeRef& item, const std::string& where) {
    Json out = Json::array();
    if (!value.is_array()) {
      out.push_back(coerce(value, item, where));
      return out;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      out.push_back(coerce(value[i], item, fmt::format("{}[{}]", where, i)));
    }
    return out;
  }

  Json object(const Json& value, const NamedType& type, const std::string& where);

  Place place_;
  std::vector<RequestError>& errors_;
};

/// The value of a literal of the right type whose variables have been coerced; nothing when a
/// variable without value stands in it, or null where null may not be.
std::optional<Json> from_literal(const Value& value, const TypeRef& type, const Json& variables);

std::optional<Json> list_from_literal(const Value& value, const TypeRef& item,
                                      const Json& variables) {
  Json out = Json::array();
  if (value.kind != Value::Kind::kList) {
    auto only = from_literal(value, item, variables);
    if (!only) return std::nullopt;
    out.push_back(*std::move(only));
    return out;
  }
  for (const Value& each : value.items) {
    const bool absent = each.kind == Value::Kind::kVariable && !variables.contains(each.text);
    if (absent && !item.is_non_null()) {
      out.push_back(nullptr);
      continue;
    }
    auto coerced = from_literal(each, item, variables);
    if (!coerced) return std::nullopt;
    out.push_back(*std::move(coerced));
  }
  return out;
}

Json default_of(const InputValue& input) {
  return from_literal(*input.default_value, input.type, Json::object()).value_or(nullptr);
}

std::optional<Json> object_from_literal(const Value& value, const NamedType& type,
                                        const Json& variables) {
  if (value.kind != Value::Kind::kObject) return std::nullopt;
  Json out = Json::object();
  for (const InputValue& wanted : type.input_fields) {
    const Value* given = nullptr;
    for (const ast::ObjectField& field : value.fields) {
      if (field.name.text == wanted.name) given = &field.value;
    }
    const bool absent = given == nullptr ||
                        (given->kind == Value::Kind::kVariable && !variables.contains(given->text));
    if (absent) {
      if (wanted.default_value) {
        out[wanted.name] = default_of(wanted);
      } else if (wanted.type.is_non_null()) {
        return std::nullopt;
      }
      continue;
    }
    auto coerced = from_literal(*given, wanted.type, variables);
    if (!coerced) return std::nullopt;
    out[wanted.name] = *std::move(coerced);
  }
  return out;
}

/// A literal of a custom scalar keeps its structure.
Json untyped(const Value& value, const Json& variables) {
  switch (value.kind) {
    case Value::Kind::kVariable:
      return variables.value(value.text, Json());
    case Value::Kind::kNull:
      return nullptr;
    case Value::Kind::kBoolean:
      return value.text == "true";
    case Value::Kind::kInt:
    case Value::Kind::kFloat: {
      auto number = parse_json(value.text);
      return number ? *std::move(number) : Json();
    }
    case Value::Kind::kString:
    case Value::Kind::kEnum:
      return value.text;
    case Value::Kind::kList: {
      Json out = Json::array();
      for (const Value& item : value.items) out.push_back(untyped(item, variables));
      return out;
    }
    case Value::Kind::kObject: {
      Json out = Json::object();
      for (const ast::ObjectField& field : value.fields) {
        out[field.name.text] = untyped(field.value, variables);
      }
      return out;
    }
  }
  return nullptr;
}

std::optional<Json> leaf_from_literal(const Value& value, const NamedType& leaf,
                                      const Json& variables) {
  if (!leaf_literal_fits(value, leaf)) return std::nullopt;
  if (leaf.name == "ID") return Json(value.text);
  Json out = untyped(value, variables);
  if (leaf.name == "Float") out = out.get<double>();
  return out;
}

std::optional<Json> from_literal(const Value& value, const TypeRef& type, const Json& variables) {
  if (value.kind == Value::Kind::kVariable) {
    const auto found = variables.find(value.text);
    if (found == variables.end()) return std::nullopt;
    if (found->is_null() && type.is_non_null()) return std::nullopt;
    return *found;
  }
  if (type.is_non_null()) {
    if (value.kind == Value::Kind::kNull) return std::nullopt;
    return from_literal(value, *type.inner, variables);
  }
  if (value.kind == Value::Kind::kNull) return Json();
  if (type.is_list()) return list_from_literal(value, *type.inner, variables);
  if (type.named->kind == ast::TypeKind::kInputObject) {
    return object_from_literal(value, *type.named, variables);
  }
  return leaf_from_literal(value, *type.named, variables);
}

Json VariableCoercion::object(const Json& value, const NamedType& type, const std::string& where) {
  if (!value.is_object()) return refuse(where, "is no object of type " + quote(type.name));
  Json out = Json::object();
  for (const InputValue& wanted : type.input_fields) {
    const auto given = value.find(wanted.name);
    if (given != value.end()) {
      out[wanted.name] = coerce(*given, wanted.type, where + "." + wanted.name);
    } else if (wanted.default_value) {
      out[wanted.name] = default_of(wanted);
    } else if (wanted.type.is_non_null()) {
      refuse(where, "lacks the field " + quote(wanted.name));
    }
  }
  for (const auto& [name, unused] : value.items()) {
    if (type.input_field(name) == nullptr) refuse(where, "has an unknown field " + quote(name));
  }
  return out;
}

}  // namespace

Json coerce_variables(const Schema& schema, const ast::Operation& operation, const Json& given,
                      std::vector<RequestError>& errors) {
  Json out = Json::object();
  for (const ast::VariableDefinition& variable : operation.variables) {
    const std::string& name = variable.name.text;
    const std::optional<TypeRef> type = schema.resolve(variable.type);
    VariableCoercion coercion(variable.name.place, errors);
    if (!type || !type->base().is_input()) {
      coercion.refuse("$" + name, "is of no input type");
      continue;
    }
    const auto value = given.find(name);
    if (value != given.end()) {
      out[name] = coercion.coerce(*value, *type, "$" + name);
    } else if (variable.default_value) {
      auto fallback = from_literal(*variable.default_value, *type, Json::object());
      out[name] = fallback ? *std::move(fallback) : Json();
    } else if (type->is_non_null()) {
      coercion.refuse("$" + name, "of type " + type->str() + " was not provided");
    }
  }
  return out;
}

Result<Json> coerce_arguments(const std::vector<InputValue>& declared,
                              const std::vector<ast::Argument>& given, const Json& variables) {
  Json out = Json::object();
  for (const InputValue& wanted : declared) {
    const Value* value = nullptr;
    for (const ast::Argument& argument : given) {
      if (argument.name.text == wanted.name) value = &argument.value;
    }
    const bool absent = value == nullptr ||
                        (value->kind == Value::Kind::kVariable && !variables.contains(value->text));
    if (absent) {
      if (wanted.default_value) {
        out[wanted.name] = default_of(wanted);
      } else if (wanted.type.is_non_null()) {
        return fail(ErrorCode::kGraphqlInvalid, "argument {} of type {} was not provided",
                    quote(wanted.name), wanted.type.str());
      }
      continue;
    }
    auto coerced = from_literal(*value, wanted.type, variables);
    if (!coerced) {
      return fail(ErrorCode::kGraphqlInvalid, "argument {} is no value of type {}",
                  quote(wanted.name), wanted.type.str());
    }
    out[wanted.name] = *std::move(coerced);
  }
  return out;
}

Result<Json> serialize_leaf(const NamedType& leaf, const Json& value) {
  auto out = as_leaf(leaf, value);
  if (out) return *std::move(out);
  return fail(ErrorCode::kGraphqlInvalid, "the resolved value is no value of type {}",
              quote(leaf.name));
}

}  // namespace igp::graphql
