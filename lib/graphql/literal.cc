// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/literal.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/join.h"

namespace igp::graphql {
namespace {

using ast::Value;

bool is_int32(const std::string& text) {
  std::int32_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size();
}

bool is_finite(const std::string& text) {
  double value = 0;
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
}

std::string print_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

bool object_fits(const Value& value, const NamedType& type) {
  if (value.kind != Value::Kind::kObject) return false;
  std::set<std::string_view> seen;
  for (const ast::ObjectField& field : value.fields) {
    const InputValue* wanted = type.input_field(field.name.text);
    if (wanted == nullptr || !seen.insert(field.name.text).second) return false;
    if (!literal_fits(field.value, wanted->type)) return false;
  }
  return std::ranges::all_of(type.input_fields, [&](const InputValue& field) {
    return !field.is_required() || seen.contains(field.name);
  });
}

std::vector<const ast::ObjectField*> sorted_fields(const Value& value) {
  std::vector<const ast::ObjectField*> out;
  for (const ast::ObjectField& field : value.fields) out.push_back(&field);
  std::ranges::stable_sort(out, {}, [](const ast::ObjectField* field) { return field->name.text; });
  return out;
}

}  // namespace

bool leaf_literal_fits(const Value& value, const NamedType& leaf) {
  const Value::Kind kind = value.kind;
  if (leaf.kind == ast::TypeKind::kEnum) {
    return kind == Value::Kind::kEnum && leaf.has_value(value.text);
  }
  if (leaf.name == "Int") return kind == Value::Kind::kInt && is_int32(value.text);
  if (leaf.name == "Float") {
    return (kind == Value::Kind::kInt || kind == Value::Kind::kFloat) && is_finite(value.text);
  }
  if (leaf.name == "String") return kind == Value::Kind::kString;
  if (leaf.name == "Boolean") return kind == Value::Kind::kBoolean;
  if (leaf.name == "ID") return kind == Value::Kind::kString || kind == Value::Kind::kInt;
  return true;
}

bool literal_fits(const Value& value, const TypeRef& type) {
  if (value.kind == Value::Kind::kVariable) return false;
  if (value.kind == Value::Kind::kNull) return !type.is_non_null();
  const TypeRef& nullable = type.nullable();
  if (nullable.is_list()) {
    if (value.kind != Value::Kind::kList) return literal_fits(value, *nullable.inner);
    return std::ranges::all_of(
        value.items, [&](const Value& item) { return literal_fits(item, *nullable.inner); });
  }
  if (nullable.named->kind == ast::TypeKind::kInputObject) {
    return object_fits(value, *nullable.named);
  }
  return nullable.named->is_leaf() && leaf_literal_fits(value, *nullable.named);
}

std::string print_literal(const Value& value) {
  std::vector<std::string> parts;
  switch (value.kind) {
    case Value::Kind::kVariable:
      return "$" + value.text;
    case Value::Kind::kString:
      return print_string(value.text);
    case Value::Kind::kList:
      for (const Value& item : value.items) parts.push_back(print_literal(item));
      return fmt::format("[{}]", join(parts, ", "));
    case Value::Kind::kObject:
      for (const ast::ObjectField& field : value.fields) {
        parts.push_back(field.name.text + ": " + print_literal(field.value));
      }
      return fmt::format("{{{}}}", join(parts, ", "));
    default:
      return value.text;
  }
}

bool same_literal(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.text != b.text) return false;
  if (!std::ranges::equal(a.items, b.items, same_literal)) return false;
  return std::ranges::equal(sorted_fields(a), sorted_fields(b), [](const auto* x, const auto* y) {
    return x->name.text == y->name.text && same_literal(x->value, y->value);
  });
}

}  // namespace igp::graphql
