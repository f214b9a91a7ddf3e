// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// object.*, and the selection of parts by paths: json.filter, json.remove.
#include <algorithm>

#include "rego/builtins/families.h"
#include "rego/builtins/json_path.h"
#include "rego/builtins/operands.h"
#include "rego/value/builder.h"
#include "rego/value/set_algebra.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

BuiltinResult object_get(BuiltinContext& ctx, Args args) {
  Value at = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  if (!args[1].is_array()) {
    at = at.lookup(args[1]);
  } else {
    for (const Value& step : args[1].items()) at = at.lookup(step);
  }
  return at.defined() ? at : args[2];
}

BuiltinResult object_keys(BuiltinContext& ctx, Args args) {
  const Value object = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  return make_sorted_set(ctx.arena, object.keys());
}

// The keys named by an array, a set, or an object's keys, as a set.
Operand<Value> keys_operand(const BuiltinContext& ctx, Args args) {
  const Value& v = args[1];
  if (v.is_set()) return v;
  if (v.is_object()) return make_sorted_set(ctx.arena, v.keys());
  if (!v.is_array()) {
    return std::unexpected(ctx.operand_type(2, v, {"object", "set", "array"}));
  }
  SetBuilder keys(ctx.arena);
  for (const Value& key : v.items()) keys.add(key);
  return keys.finish();
}

// The members whose key is (or is not) in `keys`.
Value select(Arena& arena, const Value& object, const Value& keys, bool wanted) {
  ArenaVector<Value> kept_keys(arena);
  ArenaVector<Value> kept_values(arena);
  for (std::size_t i = 0; i < object.size(); ++i) {
    if (keys.contains(object.keys()[i]) != wanted) continue;
    kept_keys.push_back(object.keys()[i]);
    kept_values.push_back(object.values()[i]);
  }
  return make_sorted_object(arena, kept_keys.span(), kept_values.span());
}

BuiltinResult object_remove(BuiltinContext& ctx, Args args) {
  const Value object = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  return select(ctx.arena, object, IGP_OPERAND(keys_operand(ctx, args)), false);
}

BuiltinResult object_filter(BuiltinContext& ctx, Args args) {
  const Value object = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  return select(ctx.arena, object, IGP_OPERAND(keys_operand(ctx, args)), true);
}

BuiltinResult object_union(BuiltinContext& ctx, Args args) {
  const Value a = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  const Value b = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kObject));
  return merge_objects(ctx.arena, a, b);
}

BuiltinResult object_union_n(BuiltinContext& ctx, Args args) {
  const Value objects = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kArray));
  for (const Value& v : objects.items()) {
    if (!v.is_object()) return ctx.operand_element(1, objects, v, {"object"});
  }
  Value merged = Value::empty_object();
  for (const Value& v : objects.items()) merged = merge_objects(ctx.arena, merged, v);
  return merged;
}

bool is_subset(const Value& super, const Value& sub);

bool object_subset(const Value& super, const Value& sub) {
  for (std::size_t i = 0; i < sub.size(); ++i) {
    const Value found = super.lookup(sub.keys()[i]);
    if (found.is_undefined() || !(found == sub.values()[i] || is_subset(found, sub.values()[i]))) {
      return false;
    }
  }
  return true;
}

// Whether `super` has the elements of `sub` somewhere, in a row.
bool array_subset(const Value& super, const Value& sub) {
  const auto all = super.items();
  const auto part = sub.items();
  return part.empty() || std::search(all.begin(), all.end(), part.begin(), part.end()) != all.end();
}

bool set_subset(const Value& super, const Value& sub) {
  const auto items = sub.items();
  return std::all_of(items.begin(), items.end(), [&](const Value& v) { return super.contains(v); });
}

// Composites of the same kind only.
bool is_subset(const Value& super, const Value& sub) {
  if (super.is_object() && sub.is_object()) return object_subset(super, sub);
  if (super.is_set() && sub.is_set()) return set_subset(super, sub);
  if (super.is_array() && sub.is_array()) return array_subset(super, sub);
  return false;
}

BuiltinResult object_is_subset(BuiltinContext& ctx, Args args) {
  const Value& super = args[0];
  const Value& sub = args[1];
  if (super.is_array() && sub.is_set()) {
    const auto all = super.items();
    const auto part = sub.items();
    return Value::boolean(std::all_of(part.begin(), part.end(), [&](const Value& v) {
      return std::find(all.begin(), all.end(), v) != all.end();
    }));
  }
  if (super.is_composite() && super.kind() == sub.kind()) {
    return Value::boolean(is_subset(super, sub));
  }
  return ctx.make_error(BuiltinFailure::kOperand,
                        "both arguments object.subset must be of the same type or array and set");
}

// `value` with only what `filter` names; null in a filter keeps everything.
Value filter_value(Arena& arena, const Value& value, const PathTree& filter) {
  if (filter.is_leaf() || !value.is_composite()) return value;
  if (value.is_array()) {
    ArrayBuilder out(arena);
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (const PathTree* child = filter.find_index(i)) {
        out.append(filter_value(arena, value.items()[i], *child));
      }
    }
    return out.finish();
  }
  if (value.is_set()) {
    SetBuilder out(arena);
    for (const Value& v : value.items()) {
      if (const PathTree* child = filter.find(v)) out.add(filter_value(arena, v, *child));
    }
    return out.finish();
  }
  ObjectBuilder out(arena);
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (const PathTree* child = filter.find(value.keys()[i])) {
      out.insert(value.keys()[i], filter_value(arena, value.values()[i], *child));
    }
  }
  return out.finish();
}

// `value` without what the leaves of `paths` name; undefined when that is the value itself.
Value remove_paths(Arena& arena, const Value& value, const PathTree* paths) {
  if (paths == nullptr) return value;
  if (paths->is_leaf()) return {};
  if (!value.is_composite()) return value;
  if (value.is_object()) {
    ObjectBuilder out(arena);
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Value kept = remove_paths(arena, value.values()[i], paths->find(value.keys()[i]));
      if (kept.defined()) out.insert(value.keys()[i], kept);
    }
    return out.finish();
  }
  if (value.is_set()) {
    SetBuilder out(arena);
    for (const Value& v : value.items()) {
      if (const Value kept = remove_paths(arena, v, paths->find(v)); kept.defined()) out.add(kept);
    }
    return out.finish();
  }
  ArrayBuilder out(arena);
  for (std::size_t i = 0; i < value.size(); ++i) {
    const Value kept = remove_paths(arena, value.items()[i], paths->find_index(i));
    if (kept.defined()) out.append(kept);
  }
  return out.finish();
}

BuiltinResult json_filter(BuiltinContext& ctx, Args args) {
  const Value object = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  const PathTree filter = IGP_OPERAND(paths_operand(ctx, args, 2));
  return filter_value(ctx.arena, object, filter);
}

BuiltinResult json_remove(BuiltinContext& ctx, Args args) {
  const Value object = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  const PathTree paths = IGP_OPERAND(paths_operand(ctx, args, 2));
  return remove_paths(ctx.arena, object, &paths);
}

constexpr BuiltinRow kRows[] = {
    {"json.filter", json_filter},        {"json.remove", json_remove},
    {"object.filter", object_filter},    {"object.get", object_get},
    {"object.keys", object_keys},        {"object.remove", object_remove},
    {"object.subset", object_is_subset}, {"object.union", object_union},
    {"object.union_n", object_union_n},
};

}  // namespace

constinit const BuiltinTable kObjectBuiltins = kRows;

}  // namespace igp::rego
