// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Aggregates, arrays and sets.
#include <algorithm>

#include "base/utf8.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/text.h"
#include "rego/number/arithmetic.h"
#include "rego/number/number.h"
#include "rego/value/builder.h"
#include "rego/value/set_algebra.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

bool is_sequence(const Value& v) { return v.is_array() || v.is_set(); }

BuiltinResult count(BuiltinContext& ctx, Args args) {
  const Value& v = args[0];
  if (v.is_composite()) return Value::integer(static_cast<std::int64_t>(v.size()));
  if (v.is_string()) return Value::integer(static_cast<std::int64_t>(count_runes(v.as_string())));
  return ctx.operand_type(1, v, {"array", "object", "set", "string"});
}

// Folds integers exactly; as soon as one element is none, everything is computed with floats.
template <ArithmeticResult (*exact)(Arena&, const Value&, const Value&), class Real>
BuiltinResult fold(BuiltinContext& ctx, const Value& v, std::int64_t initial, Real real) {
  if (!is_sequence(v)) return ctx.operand_type(1, v, {"set", "array"});
  const auto items = v.items();
  const auto stray =
      std::find_if(items.begin(), items.end(), [](const Value& item) { return !item.is_number(); });
  if (stray != items.end()) return ctx.operand_element(1, v, *stray, {"number"});
  if (std::all_of(items.begin(), items.end(), is_integral)) {
    Value total = Value::integer(initial);
    for (const Value& item : items) total = exact(ctx.arena, total, item).value;
    if (total.defined()) return total;
  }
  auto total = static_cast<long double>(initial);
  for (const Value& item : items) total = real(total, to_real(item));
  const ArithmeticResult result = number_from_real(total);
  if (!result.error.empty()) return ctx.fail("{}", result.error);
  return result.value;
}

BuiltinResult sum(BuiltinContext& ctx, Args args) {
  return fold<add>(ctx, args[0], 0, [](long double a, long double b) { return a + b; });
}

BuiltinResult product(BuiltinContext& ctx, Args args) {
  return fold<multiply>(ctx, args[0], 1, [](long double a, long double b) { return a * b; });
}

// Of equal numbers of different spelling the last one of an array is the extreme, as in OPA.
template <int direction>
BuiltinResult extreme(BuiltinContext& ctx, Args args) {
  if (!is_sequence(args[0])) return ctx.operand_type(1, args[0], {"set", "array"});
  const auto items = args[0].items();
  if (items.empty()) return {};
  if (args[0].is_set()) return direction > 0 ? items.back() : items.front();
  Value best = items[0];
  for (const Value& item : items) {
    if (compare(item, best) * direction >= 0) best = item;
  }
  return best;
}

BuiltinResult sort(BuiltinContext& ctx, Args args) {
  if (!is_sequence(args[0])) return ctx.operand_type(1, args[0], {"set", "array"});
  const Value out = make_array(ctx.arena, args[0].items());
  if (args[0].is_set() || out.size() == 0) return out;
  // The copy is not shared yet.
  auto* items = const_cast<Value*>(out.items().data());
  std::stable_sort(items, items + out.size(), ValueLess());
  return out;
}

BuiltinResult all(BuiltinContext& ctx, Args args) {
  if (!is_sequence(args[0])) return ctx.operand_type(1, args[0], {"array", "set"});
  const auto items = args[0].items();
  return Value::boolean(
      std::all_of(items.begin(), items.end(), [](const Value& v) { return v.is_true(); }));
}

BuiltinResult any(BuiltinContext& ctx, Args args) {
  if (!is_sequence(args[0])) return ctx.operand_type(1, args[0], {"array", "set"});
  const auto items = args[0].items();
  return Value::boolean(
      std::any_of(items.begin(), items.end(), [](const Value& v) { return v.is_true(); }));
}

BuiltinResult array_concat(BuiltinContext& ctx, Args args) {
  const Value a = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kArray));
  const Value b = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kArray));
  if (a.size() == 0) return b;
  if (b.size() == 0) return a;
  ArrayBuilder out(ctx.arena);
  out.reserve(a.size() + b.size());
  for (const Value& v : a.items()) out.append(v);
  for (const Value& v : b.items()) out.append(v);
  return out.finish();
}

BuiltinResult array_flatten(BuiltinContext& ctx, Args args) {
  const Value a = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kArray));
  ArrayBuilder out(ctx.arena);
  for (const Value& v : a.items()) {
    if (v.is_array()) {
      for (const Value& nested : v.items()) out.append(nested);
    } else {
      out.append(v);
    }
  }
  return out.finish();
}

BuiltinResult array_reverse(BuiltinContext& ctx, Args args) {
  const Value a = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kArray));
  ArrayBuilder out(ctx.arena);
  out.reserve(a.size());
  for (std::size_t i = a.size(); i > 0; --i) out.append(a.items()[i - 1]);
  return out.finish();
}

BuiltinResult array_slice(BuiltinContext& ctx, Args args) {
  const Value a = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kArray));
  const std::int64_t start = IGP_OPERAND(int_operand(ctx, args, 2));
  const std::int64_t stop = IGP_OPERAND(int_operand(ctx, args, 3));
  const auto size = static_cast<std::int64_t>(a.size());
  const std::int64_t end = std::clamp<std::int64_t>(stop, 0, size);
  const std::int64_t begin = std::clamp<std::int64_t>(start, 0, end);
  if (begin == 0 && end == size) return a;
  return make_array(ctx.arena, a.items().subspan(static_cast<std::size_t>(begin),
                                                 static_cast<std::size_t>(end - begin)));
}

template <Value (*operation)(Arena&, const Value&, const Value&)>
BuiltinResult set_binary(BuiltinContext& ctx, Args args) {
  const Value a = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kSet));
  const Value b = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kSet));
  return operation(ctx.arena, a, b);
}

BuiltinResult intersection(BuiltinContext& ctx, Args args) {
  const Value sets = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kSet));
  Value out;
  for (const Value& set : sets.items()) {
    if (!set.is_set()) return ctx.operand_type(1, set, {"set"});
    out = out.is_undefined() ? set : set_intersection(ctx.arena, out, set);
  }
  return out.is_undefined() ? Value::empty_set() : out;
}

BuiltinResult union_of(BuiltinContext& ctx, Args args) {
  const Value sets = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kSet));
  SetBuilder out(ctx.arena);
  for (const Value& set : sets.items()) {
    if (!set.is_set()) return ctx.operand_type(1, set, {"set"});
    for (const Value& v : set.items()) out.add(v);
  }
  return out.finish();
}

constexpr BuiltinRow kRows[] = {
    {"all", all},
    {"and", set_binary<set_intersection>},
    {"any", any},
    {"array.concat", array_concat},
    {"array.flatten", array_flatten},
    {"array.reverse", array_reverse},
    {"array.slice", array_slice},
    {"count", count},
    {"intersection", intersection},
    {"max", extreme<1>},
    {"min", extreme<-1>},
    {"or", set_binary<set_union>},
    {"product", product},
    {"set_diff", set_binary<set_difference>},
    {"sort", sort},
    {"sum", sum},
    {"union", union_of},
};

}  // namespace

constinit const BuiltinTable kAggregateBuiltins = kRows;

}  // namespace igp::rego
