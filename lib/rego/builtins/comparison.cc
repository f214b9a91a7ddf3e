// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Comparison, membership, types and casts.
#include <algorithm>
#include <limits>
#include <string>

#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/number/number.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

BuiltinResult equal(BuiltinContext&, Args args) { return Value::boolean(args[0] == args[1]); }
BuiltinResult not_equal(BuiltinContext&, Args args) {
  return Value::boolean(!(args[0] == args[1]));
}
BuiltinResult less(BuiltinContext&, Args args) {
  return Value::boolean(compare(args[0], args[1]) < 0);
}
BuiltinResult less_or_equal(BuiltinContext&, Args args) {
  return Value::boolean(compare(args[0], args[1]) <= 0);
}
BuiltinResult greater(BuiltinContext&, Args args) {
  return Value::boolean(compare(args[0], args[1]) > 0);
}
BuiltinResult greater_or_equal(BuiltinContext&, Args args) {
  return Value::boolean(compare(args[0], args[1]) >= 0);
}

bool has_value(std::span<const Value> values, const Value& wanted) {
  for (const Value& v : values) {
    if (v == wanted) return true;
  }
  return false;
}

// `x in collection`
BuiltinResult member(BuiltinContext&, Args args) {
  const Value& collection = args[1];
  if (collection.is_set()) return Value::boolean(collection.contains(args[0]));
  if (collection.is_object()) return Value::boolean(has_value(collection.values(), args[0]));
  return Value::boolean(has_value(collection.items(), args[0]));
}

// `key, value in collection`
BuiltinResult member_with_key(BuiltinContext&, Args args) {
  const Value found = args[2].lookup(args[0]);
  return Value::boolean(found.defined() && found == args[1]);
}

template <Kind kind>
BuiltinResult is_kind(BuiltinContext&, Args args) {
  return Value::boolean(args[0].kind() == kind);
}

BuiltinResult type_name(BuiltinContext& ctx, Args args) {
  return ctx.string(name_of(args[0].kind()));
}

template <Kind kind>
BuiltinResult cast_same(BuiltinContext& ctx, Args args) {
  if (args[0].kind() == kind) return args[0];
  return ctx.operand_type(1, args[0], {name_of(kind)});
}

BuiltinResult cast_array(BuiltinContext& ctx, Args args) {
  if (args[0].is_array()) return args[0];
  if (args[0].is_set()) return make_array(ctx.arena, args[0].items());
  return ctx.operand_type(1, args[0], {"array", "set"});
}

BuiltinResult cast_set(BuiltinContext& ctx, Args args) {
  if (args[0].is_set()) return args[0];
  if (!args[0].is_array()) return ctx.operand_type(1, args[0], {"array", "set"});
  SetBuilder set(ctx.arena);
  for (const Value& v : args[0].items()) set.add(v);
  return set.finish();
}

// A decimal number as Go's ParseFloat takes it ("+5", ".5", "010", "5.") as JSON spells it; empty
// for any other text.
std::string json_spelling(std::string_view text) {
  std::string out;
  if (text.starts_with('+') || text.starts_with('-')) {
    if (text[0] == '-') out = "-";
    text.remove_prefix(1);
  }
  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, mark);
  const std::size_t dot = std::min(mantissa.find('.'), mantissa.size());
  std::string_view whole = mantissa.substr(0, dot);
  const std::string_view fraction = mantissa.substr(std::min(dot + 1, mantissa.size()));
  if (whole.empty() && fraction.empty()) return {};
  while (whole.size() > 1 && whole[0] == '0') whole.remove_prefix(1);
  out += whole.empty() ? "0" : whole;
  if (!fraction.empty()) out.append(1, '.').append(fraction);
  out += text.substr(mark);
  return is_json_number(out) ? out : std::string();
}

BuiltinResult to_number(BuiltinContext& ctx, Args args) {
  const Value& v = args[0];
  if (v.is_number()) return v;
  if (v.is_null()) return Value::integer(0);
  if (v.is_bool()) return Value::integer(v.is_true() ? 1 : 0);
  if (!v.is_string()) return ctx.operand_type(1, v, {"null", "boolean", "number", "string"});
  const std::string_view text = v.as_string();
  std::string bare(text.substr(std::min(text.find_first_not_of("+-"), text.size())));
  for (char& c : bare) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
  if (bare == "inf" || bare == "infinity" || bare == "nan") {
    return ctx.operand_type(1, v, {"valid number string"});
  }
  const std::string spelled = json_spelling(text);
  if (spelled.empty()) {
    return ctx.fail("strconv.ParseFloat: parsing {}: invalid syntax", quoted(text));
  }
  const Value number = number_from_text(ctx.arena, spelled);
  const double f = to_double(number);
  if (f > std::numeric_limits<double>::max() || f < std::numeric_limits<double>::lowest()) {
    return ctx.fail("strconv.ParseFloat: parsing {}: value out of range", quoted(text));
  }
  return number;
}

constexpr BuiltinRow kRows[] = {
    {"cast_array", cast_array},
    {"cast_boolean", cast_same<Kind::kBool>},
    {"cast_null", cast_same<Kind::kNull>},
    {"cast_object", cast_same<Kind::kObject>},
    {"cast_set", cast_set},
    {"cast_string", cast_same<Kind::kString>},
    {"equal", equal},
    {"gt", greater},
    {"gte", greater_or_equal},
    {"internal.member_2", member},
    {"internal.member_3", member_with_key},
    {"is_array", is_kind<Kind::kArray>},
    {"is_boolean", is_kind<Kind::kBool>},
    {"is_null", is_kind<Kind::kNull>},
    {"is_number", is_kind<Kind::kNumber>},
    {"is_object", is_kind<Kind::kObject>},
    {"is_set", is_kind<Kind::kSet>},
    {"is_string", is_kind<Kind::kString>},
    {"lt", less},
    {"lte", less_or_equal},
    {"neq", not_equal},
    {"to_number", to_number},
    {"type_name", type_name},
};

}  // namespace

constinit const BuiltinTable kComparisonBuiltins = kRows;

}  // namespace igp::rego
