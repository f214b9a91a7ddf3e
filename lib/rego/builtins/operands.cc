// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/operands.h"

#include "rego/number/number.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

const Value& at(std::span<const Value> args, int position) {
  return args[static_cast<std::size_t>(position - 1)];
}

}  // namespace

Operand<std::int64_t> int_operand(const BuiltinContext& ctx, std::span<const Value> args,
                                  int position) {
  const Value& v = at(args, position);
  if (!v.is_number()) return std::unexpected(ctx.operand_type(position, v, {"number"}));
  if (const auto i = int_value(v)) return *i;
  return std::unexpected(
      ctx.operand(position, "must be integer number but got floating-point number"));
}

Operand<BigInteger> big_integer_operand(const BuiltinContext& ctx, std::span<const Value> args,
                                        int position) {
  const Value& v = at(args, position);
  if (!v.is_number()) return std::unexpected(ctx.operand_type(position, v, {"integer"}));
  if (auto i = BigInteger::from_number(v)) return *std::move(i);
  return std::unexpected(
      ctx.operand(position, "must be integer number but got floating-point number"));
}

Operand<std::vector<std::string_view>> strings_operand(const BuiltinContext& ctx,
                                                       std::span<const Value> args, int position) {
  const Value& v = at(args, position);
  if (!v.is_array() && !v.is_set()) {
    return std::unexpected(ctx.operand_type(position, v, {"array", "set"}));
  }
  std::vector<std::string_view> out;
  out.reserve(v.size());
  for (const Value& item : v.items()) {
    if (!item.is_string()) {
      return std::unexpected(ctx.operand_element(position, v, item, {"string"}));
    }
    out.push_back(item.as_string());
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out;
  append_go_quoted(out, text);
  return out;
}

}  // namespace igp::rego
