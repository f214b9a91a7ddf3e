// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// json.patch (RFC 6902), on documents that may also hold sets.
#include <algorithm>
#include <charconv>
#include <expected>
#include <optional>
#include <string>

#include "rego/builtins/families.h"
#include "rego/builtins/json_path.h"
#include "rego/builtins/operands.h"
#include "rego/number/number.h"
#include "rego/value/builder.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;
using Steps = std::span<const Value>;
/// A changed document, or what is wrong.
using Edited = std::expected<Value, std::string>;

constexpr std::string_view kOutOfBounds = "index for array insertion out of bounds";

Edited wrong(std::string_view message) { return std::unexpected(std::string(message)); }

// The place that `step` names in an array of `size`: a number, its digits, or "-" for the end.
std::optional<std::size_t> array_place(const Value& step, std::size_t size) {
  if (step.is_string()) {
    const std::string_view text = step.as_string();
    if (text == "-") return size;
    const bool leading_zero = text.size() > 1 && text[0] == '0';
    if (text.empty() || leading_zero || text.find_first_not_of("0123456789") != text.npos ||
        text.size() > 9) {
      return std::nullopt;
    }
    std::size_t place = 0;
    std::from_chars(text.data(), text.data() + text.size(), place);
    return place;
  }
  const auto index = int_value(step);
  if (!index || *index < 0) return std::nullopt;
  return static_cast<std::size_t>(*index);
}

Value child_of(const Value& document, const Value& step) {
  if (!document.is_array()) return document.lookup(step);
  const auto place = array_place(step, document.size());
  return place && *place < document.size() ? document.items()[*place] : Value();
}

Value find(Value document, Steps path) {
  for (const Value& step : path) document = child_of(document, step);
  return document;
}

// `document` with `value` for what `step` names; undefined takes it away.
Value with_child(Arena& arena, const Value& document, const Value& step, const Value& value) {
  if (document.is_object()) {
    ObjectBuilder out(arena);
    for (std::size_t i = 0; i < document.size(); ++i) {
      if (!(document.keys()[i] == step)) out.insert(document.keys()[i], document.values()[i]);
    }
    if (value.defined()) out.insert(step, value);
    return out.finish();
  }
  if (document.is_set()) {
    SetBuilder out(arena);
    for (const Value& v : document.items()) {
      if (!(v == step)) out.add(v);
    }
    if (value.defined()) out.add(value);
    return out.finish();
  }
  const auto place = array_place(step, document.size());
  ArrayBuilder out(arena);
  for (std::size_t i = 0; i < document.size(); ++i) {
    if (i != *place) {
      out.append(document.items()[i]);
    } else if (value.defined()) {
      out.append(value);
    }
  }
  return out.finish();
}

Edited insert_here(Arena& arena, const Value& document, const Value& step, const Value& value) {
  if (document.is_object()) return with_child(arena, document, step, value);
  if (document.is_set()) {
    if (step == value) return with_child(arena, document, step, value);
    return wrong(fmt::format("set key {} does not equal value to be inserted {}", term_text(step),
                             term_text(value)));
  }
  if (!document.is_array()) {
    return wrong("expected composite type, found value: " + term_text(document));
  }
  const auto place = array_place(step, document.size());
  if (!place || *place > document.size()) return wrong(kOutOfBounds);
  ArrayBuilder out(arena);
  const auto items = document.items();
  for (std::size_t i = 0; i < *place; ++i) out.append(items[i]);
  out.append(value);
  for (std::size_t i = *place; i < items.size(); ++i) out.append(items[i]);
  return out.finish();
}

// Applies `edit` to the composite that holds the last step of `path`.
template <class Edit>
Edited edit_parent(Arena& arena, const Value& document, Steps path, Edit edit) {
  if (path.size() == 1) return edit(document, path[0]);
  const Value child = child_of(document, path[0]);
  if (child.is_undefined()) {
    return wrong(fmt::format("path {} does not exist in object term {}", term_text(path[0]),
                             term_text(document)));
  }
  const Edited changed = edit_parent(arena, child, path.subspan(1), edit);
  if (!changed) return changed;
  return with_child(arena, document, path[0], *changed);
}

Edited insert_at(Arena& arena, const Value& document, Steps path, const Value& value) {
  if (path.empty()) return value;
  return edit_parent(arena, document, path, [&](const Value& parent, const Value& step) {
    return insert_here(arena, parent, step, value);
  });
}

Edited remove_at(Arena& arena, const Value& document, Steps path) {
  if (path.empty()) return wrong("cannot remove the whole document");
  return edit_parent(arena, document, path, [&](const Value& parent, const Value& step) {
    if (child_of(parent, step).is_undefined()) {
      return wrong(fmt::format("cannot delete child key {} that does not exist", term_text(step)));
    }
    return Edited(with_child(arena, parent, step, Value()));
  });
}

struct Operation {
  std::string_view name;
  JsonPath path;
  JsonPath from;
  Value value;
};

Edited apply(Arena& arena, const Value& document, const Operation& op) {
  if (op.name == "add") return insert_at(arena, document, op.path, op.value);
  if (op.name == "remove") return remove_at(arena, document, op.path);
  if (op.name == "replace") {
    if (op.path.empty()) return op.value;
    const Edited without = remove_at(arena, document, op.path);
    return without ? insert_at(arena, *without, op.path, op.value) : without;
  }
  if (op.name == "test") {
    const Value found = find(document, op.path);
    if (found.defined() && found == op.value) return document;
    return wrong(fmt::format("value from EditTree != patch value.\n\nExpected: {}\n\nFound: {}",
                             term_text(op.value), found.defined() ? term_text(found) : "nothing"));
  }
  const Value moved = find(document, op.from);
  if (moved.is_undefined()) return wrong("'from' does not exist");
  if (op.name == "copy") return insert_at(arena, document, op.path, moved);
  const Edited without = remove_at(arena, document, op.from);
  return without ? insert_at(arena, *without, op.path, moved) : without;
}

Operand<Operation> parse_operation(const BuiltinContext& ctx, const Value& v) {
  const auto missing = [&](std::string_view name) {
    return std::unexpected(ctx.fail("missing required attribute '{}'", name));
  };
  if (!v.is_object()) {
    return std::unexpected(ctx.fail(
        "must be an array of JSON-Patch objects, but at least one element is not an object"));
  }
  const Value path = v.get("path");
  if (path.is_undefined()) return missing("path");
  const Value* const values = v.values().data();
  const std::int64_t place = v.key_list()->find(ctx.string("op"));
  if (place < 0) return missing("op");
  const Value& name = values[place];
  if (!name.is_string()) {
    return std::unexpected(
        ctx.fail("attribute 'op' must be a string but found: {}", name_of(name.kind())));
  }
  Operation out{.name = name.as_string(), .path = {}, .from = {}, .value = v.get("value")};
  auto steps = parse_json_path(ctx, path, 2);
  if (!steps) return std::unexpected(steps.error());
  out.path = *std::move(steps);
  const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), out.name) != names.end();
  };
  if (!is_one_of({"add", "remove", "replace", "move", "copy", "test"})) {
    return std::unexpected(ctx.fail("unrecognized op: '{}'", out.name));
  }
  if (is_one_of({"add", "replace", "test"}) && out.value.is_undefined()) return missing("value");
  if (is_one_of({"move", "copy"})) {
    const Value from = v.get("from");
    if (from.is_undefined()) return missing("from");
    auto from_steps = parse_json_path(ctx, from, 2);
    if (!from_steps) return std::unexpected(from_steps.error());
    out.from = *std::move(from_steps);
  }
  return out;
}

BuiltinResult patch(BuiltinContext& ctx, Args args) {
  const Value operations = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kArray));
  Value document = args[0];
  for (const Value& v : operations.items()) {
    const Operation operation = IGP_OPERAND(parse_operation(ctx, v));
    const Edited changed = apply(ctx.arena, document, operation);
    if (!changed) return ctx.fail("{}", changed.error());
    document = *changed;
  }
  return document;
}

constexpr BuiltinRow kRows[] = {
    {"json.patch", patch},
};

}  // namespace

constinit const BuiltinTable kJsonPatchBuiltins = kRows;

}  // namespace igp::rego
