// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// glob.*
#include <string>

#include "rego/builtins/caches_state.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/text.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

// No delimiters for null, the dot for the empty array.
Operand<std::u32string> delimiters_operand(const BuiltinContext& ctx, const Value& v) {
  if (v.is_null()) return std::u32string();
  if (!v.is_array()) return std::unexpected(ctx.operand_type(2, v, {"array", "null"}));
  if (v.size() == 0) return std::u32string(U".");
  std::u32string out;
  for (const Value& item : v.items()) {
    if (!item.is_string()) return std::unexpected(ctx.operand_element(2, v, item, {"string"}));
    const std::u32string runes = to_runes(item.as_string());
    if (runes.size() != 1) return std::unexpected(ctx.operand_element(2, v, item, {"rune"}));
    out += runes;
  }
  return out;
}

BuiltinResult match(BuiltinContext& ctx, Args args) {
  const std::string_view pattern = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::u32string delimiters = IGP_OPERAND(delimiters_operand(ctx, args[1]));
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 3));
  std::string key = from_runes(delimiters);
  key.append(1, '\0').append(pattern);
  auto& cache = ctx.caches.state().globs;
  const GlobPattern* compiled = cache.find(key);
  if (compiled == nullptr) {
    auto made = GlobPattern::compile(pattern, delimiters);
    if (!made) return ctx.fail("{}", made.error().message);
    compiled = cache.put(key, *std::move(made));
  }
  return Value::boolean(compiled->matches(text));
}

BuiltinResult quote_meta(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  std::string out;
  for (const char c : text) {
    if (std::string_view("*?\\[]{}").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return ctx.string(out);
}

constexpr BuiltinRow kRows[] = {
    {"glob.match", match},
    {"glob.quote_meta", quote_meta},
};

}  // namespace

constinit const BuiltinTable kGlobBuiltins = kRows;

}  // namespace igp::rego
