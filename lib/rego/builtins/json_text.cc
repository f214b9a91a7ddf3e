// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON as text, and what the engine says of itself.
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/value/json_read.h"
#include "rego/value/json_write.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

BuiltinResult marshal(BuiltinContext& ctx, Args args) { return ctx.string(write_json(args[0])); }

BuiltinResult marshal_with_options(BuiltinContext& ctx, Args args) {
  const Value options = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kObject));
  Value indent = ctx.string("\t");
  Value prefix = ctx.string("");
  bool pretty = false;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const Value& key = options.keys()[i];
    const Value& value = options.values()[i];
    const std::string_view name = key.is_string() ? key.as_string() : std::string_view();
    if (name == "prefix" || name == "indent") {
      if (!value.is_string()) {
        return ctx.operand(2, "key {} failed cast to string: operand {} must be string but got {}",
                           name, i, name_of(value.kind()));
      }
      (name == "prefix" ? prefix : indent) = value;
      pretty = true;
    } else if (name == "pretty") {
      if (!value.is_bool()) return ctx.operand(2, "key {} failed cast to bool", name);
    } else {
      return ctx.operand(2, "object contained unknown key {}", write_json(key));
    }
  }
  if (const Value wanted = options.get("pretty"); wanted.defined()) pretty = wanted.is_true();
  if (!pretty) return ctx.string(write_json(args[0]));
  std::string out(prefix.as_string());
  append_json(out, args[0],
              {.indent = indent.as_string(), .prefix = prefix.as_string(), .multi_line = true});
  return ctx.string(out);
}

BuiltinResult unmarshal(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const auto value = read_json(ctx.arena, text);
  if (!value) return ctx.fail("{}", value.error().message);
  return *value;
}

BuiltinResult is_valid(BuiltinContext& ctx, Args args) {
  return Value::boolean(args[0].is_string() &&
                        read_json(ctx.arena, args[0].as_string()).has_value());
}

BuiltinResult runtime(BuiltinContext& ctx, Args) {
  return ctx.runtime.defined() ? ctx.runtime : Value::empty_object();
}

// Notes are for explanations, which the evaluator does not give; the call itself always holds.
BuiltinResult trace(BuiltinContext& ctx, Args args) {
  IGP_OPERAND(string_operand(ctx, args, 1));
  return Value::boolean(true);
}

constexpr BuiltinRow kRows[] = {
    {"json.is_valid", is_valid},
    {"json.marshal", marshal},
    {"json.marshal_with_options", marshal_with_options},
    {"json.unmarshal", unmarshal},
    {"opa.runtime", runtime},
    {"trace", trace},
};

}  // namespace

constinit const BuiltinTable kJsonTextBuiltins = kRows;

}  // namespace igp::rego
