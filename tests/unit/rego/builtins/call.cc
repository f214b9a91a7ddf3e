// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "call.h"

#include <doctest/doctest.h>

#include "rego/builtins/caches.h"
#include "rego/builtins/memo.h"
#include "rego/builtins/registry.h"
#include "rego/value/builder.h"
#include "rego/value/json_read.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

Value with_sets(Arena& arena, const Value& v) {
  if (v.is_array()) {
    ArrayBuilder out(arena);
    for (const Value& item : v.items()) out.append(with_sets(arena, item));
    return out.finish();
  }
  if (!v.is_object()) return v;
  if (const Value elements = v.get("$set"); elements.is_array()) {
    SetBuilder out(arena);
    for (const Value& item : elements.items()) out.add(with_sets(arena, item));
    return out.finish();
  }
  ObjectBuilder out(arena);
  for (std::size_t i = 0; i < v.size(); ++i) {
    out.insert(v.keys()[i], with_sets(arena, v.values()[i]));
  }
  return out.finish();
}

std::string_view code_of(BuiltinFailure failure) {
  switch (failure) {
    case BuiltinFailure::kOperand:
      return "eval_type_error: ";
    case BuiltinFailure::kBuiltin:
      return "eval_builtin_error: ";
    case BuiltinFailure::kUnsupported:
      return "rego_unsupported: ";
  }
  return "";
}

class CountingRng final : public Rng {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 1;
};

}  // namespace

std::string call(std::string_view builtin, std::string_view args) {
  const BuiltinFunction function = find_builtin_function(builtin);
  if (function == nullptr) return "no such builtin";
  Arena arena;
  const auto operands = read_json(arena, args);
  if (!operands) return "bad operands: " + operands.error().message;
  BuiltinCaches caches;
  BuiltinMemo memo;
  CountingRng rng;
  // 2026-11-22T15:36:16.5Z
  BuiltinContext context{arena, caches, memo, 1795361776500000000, &rng, nullptr, Value()};
  const BuiltinResult result = function(context, with_sets(arena, *operands).items());
  if (result.error != nullptr) {
    return std::string(code_of(result.error->failure)) + std::string(result.error->message);
  }
  return result.value.defined() ? term_text(result.value) : "undefined";
}

void check_calls(std::initializer_list<Call> rows) {
  for (const Call& row : rows) {
    CAPTURE(row.builtin);
    CAPTURE(row.args);
    CHECK(call(row.builtin, row.args) == row.want);
  }
}

}  // namespace igp::rego
