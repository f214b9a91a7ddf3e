// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// yaml.marshal; yaml.unmarshal and yaml.is_valid, on lib/yaml.
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/yaml_write.h"
#include "rego/value/json_read.h"
#include "rego/value/json_write.h"
#include "yaml/yaml_to_json.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

BuiltinResult unmarshal(BuiltinContext& ctx, Args args) {
  const auto json = yaml::yaml_to_json(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (!json) return ctx.fail("{}", json.error().message);
  const auto value = read_json(ctx.arena, *json);
  if (!value) return ctx.fail("{}", value.error().message);
  return *value;
}

BuiltinResult marshal(BuiltinContext& ctx, Args args) {
  // Sets and keys that are no text have a form in JSON.
  const auto json = read_json(ctx.arena, write_json(args[0]));
  if (!json) return ctx.fail("{}", json.error().message);
  const auto text = write_yaml(*json);
  if (text) return ctx.string(*text);
  if (text.error().code == ErrorCode::kLimitExceeded) {
    return ctx.unsupported("{}", text.error().message);
  }
  return ctx.fail("{}", text.error().message);
}

BuiltinResult is_valid(BuiltinContext&, Args args) {
  return Value::boolean(args[0].is_string() && yaml::yaml_to_json(args[0].as_string()).has_value());
}

constexpr BuiltinRow kRows[] = {
    {"yaml.is_valid", is_valid},
    {"yaml.marshal", marshal},
    {"yaml.unmarshal", unmarshal},
};

}  // namespace

constinit const BuiltinTable kYamlBuiltins = kRows;

}  // namespace igp::rego
