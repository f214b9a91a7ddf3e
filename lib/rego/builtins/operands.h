// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Operands checked and unpacked, with OPA's words when they are wrong.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rego/builtins/builtin.h"
#include "rego/number/big_integer.h"

namespace igp::rego {

/// An operand, or the error to return.
template <class T>
using Operand = std::expected<T, const BuiltinError*>;

/// Evaluates to the operand or returns its error from this function.
#define IGP_OPERAND(...) IGP_OPERAND_IMPL(IGP_CONCAT(igp_operand_, __COUNTER__), __VA_ARGS__)
#define IGP_OPERAND_IMPL(name, ...) \
  __extension__({                   \
    auto&& name = (__VA_ARGS__);    \
    if (!name) [[unlikely]]         \
      return name.error();          \
    *std::move(name);               \
  })

/// The text of string operand `position` (counted from 1); a view into the operand itself.
inline Operand<std::string_view> string_operand(const BuiltinContext& ctx,
                                                std::span<const Value> args, int position) {
  const Value& v = args[static_cast<std::size_t>(position - 1)];
  if (v.is_string()) [[likely]]
    return v.as_string();
  return std::unexpected(ctx.operand_type(position, v, {"string"}));
}

/// The operand, if it is of `kind`.
inline Operand<Value> operand_of(const BuiltinContext& ctx, std::span<const Value> args,
                                 int position, Kind kind) {
  const Value& v = args[static_cast<std::size_t>(position - 1)];
  if (v.kind() == kind) [[likely]]
    return v;
  return std::unexpected(ctx.operand_type(position, v, {name_of(kind)}));
}

/// An integer of 64 bits (see int_value()).
Operand<std::int64_t> int_operand(const BuiltinContext& ctx, std::span<const Value> args,
                                  int position);

/// An integer of any size, in any spelling.
Operand<BigInteger> big_integer_operand(const BuiltinContext& ctx, std::span<const Value> args,
                                        int position);

/// The strings of an array or set operand; views into its elements.
Operand<std::vector<std::string_view>> strings_operand(const BuiltinContext& ctx,
                                                       std::span<const Value> args, int position);

/// `text` as Go's %q shows it.
std::string quoted(std::string_view text);

}  // namespace igp::rego
