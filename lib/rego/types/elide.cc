// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/types/elide.h"

#include <fmt/format.h>

#include <algorithm>

#include "rego/syntax/compare.h"
#include "rego/types/type_text.h"

namespace igp::rego {

namespace {

constexpr std::size_t kLineWidth = 80;
constexpr std::size_t kTypeWidth = 32;
constexpr int kDifferenceDepth = 8;
constexpr std::string_view kEllipsis = "...";

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The levels left for what is nested in a type with `depth` of them.
int below(int depth) { return depth < 0 ? depth : depth - 1; }

std::string property_text(const TypeProperty& property, const std::string& value) {
  return fmt::format("{}: {}", key_text(*property.key), value);
}

std::vector<std::string> all_elided(const List<const Type*>& types, int depth) {
  if (depth == 0 && !types.empty()) return {std::string(kEllipsis)};
  std::vector<std::string> parts;
  for (const Type* type : types) parts.push_back(elided(type, below(depth)));
  return parts;
}

std::string elided_object(const Type& object, int depth) {
  std::vector<std::string> fixed;
  if (depth == 0 && !object.properties.empty()) {
    fixed.emplace_back(kEllipsis);
  } else {
    for (const TypeProperty& property : object.properties) {
      fixed.push_back(property_text(property, elided(property.value, below(depth))));
    }
  }
  std::string rest;
  if (object.dynamic) {
    rest = depth == 0 ? std::string(kEllipsis)
                      : fmt::format("{}: {}", elided(object.key, below(depth)),
                                    elided(object.rest, below(depth)));
  }
  return composite_text("object", fixed, rest);
}

std::string elided_function(const Type& function, int depth) {
  std::vector<std::string> parameters = all_elided(function.items, depth);
  if (function.variadic != nullptr) {
    if (depth != 0) {
      parameters.push_back(elided(function.variadic, below(depth)) + "...");
    } else if (parameters.empty()) {
      parameters.emplace_back(kEllipsis);
    }
  }
  const bool hidden = depth == 0 && function.rest != nullptr;
  return function_text(parameters,
                       hidden ? std::string(kEllipsis) : elided(function.rest, below(depth)));
}

using Pair = std::pair<std::string, std::string>;
using Parts = std::vector<std::string>;

/// Finds what differs, down to a depth.
class Difference {
 public:
  Pair types(const Type* a, const Type* b, int depth);

 private:
  Pair arrays(const Type& a, const Type& b, int depth);
  Pair objects(const Type& a, const Type& b, int depth);
  Pair unions(const Type& a, const Type& b);
  Pair functions(const Type& a, const Type& b, int depth);
};

bool same_text(const Type* a, const Type* b) { return a == b || to_text(a) == to_text(b); }

Pair Difference::arrays(const Type& a, const Type& b, int depth) {
  if (a.items.size() != b.items.size() || (a.rest == nullptr) != (b.rest == nullptr)) {
    return {elided(&a, 1), elided(&b, 1)};
  }
  Parts left;
  Parts right;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    auto [x, y] = types(a.items[i], b.items[i], depth + 1);
    left.push_back(std::move(x));
    right.push_back(std::move(y));
  }
  Pair rest;
  if (a.rest != nullptr) rest = types(a.rest, b.rest, depth + 1);
  return {composite_text("array", left, rest.first), composite_text("array", right, rest.second)};
}

Pair Difference::objects(const Type& a, const Type& b, int depth) {
  Parts left;
  Parts right;
  bool same = false;
  const auto only = [](const TypeProperty& p) { return property_text(p, elided(p.value)); };
  auto x = a.properties.begin();
  auto y = b.properties.begin();
  while (x != a.properties.end() || y != b.properties.end()) {
    const bool ended_x = x == a.properties.end();
    const bool ended_y = y == b.properties.end();
    if (ended_y || (!ended_x && compare(*x->key, *y->key) < 0)) {
      left.push_back(only(*x++));
    } else if (ended_x || compare(*x->key, *y->key) > 0) {
      right.push_back(only(*y++));
    } else {
      if (same_text(x->value, y->value)) {
        same = true;
      } else {
        const Pair values = types(x->value, y->value, depth + 1);
        left.push_back(property_text(*x, values.first));
        right.push_back(property_text(*y, values.second));
      }
      ++x;
      ++y;
    }
  }
  if (same) {
    left.emplace_back(kEllipsis);
    right.emplace_back(kEllipsis);
  }
  Pair rest;
  if (a.dynamic && b.dynamic) {
    const Pair keys = types(a.key, b.key, depth + 1);
    const Pair values = types(a.rest, b.rest, depth + 1);
    rest = {keys.first + ": " + values.first, keys.second + ": " + values.second};
  } else if (a.dynamic) {
    rest.first = elided(a.key) + ": " + elided(a.rest);
  } else if (b.dynamic) {
    rest.second = elided(b.key) + ": " + elided(b.rest);
  }
  return {composite_text("object", left, rest.first), composite_text("object", right, rest.second)};
}

Pair Difference::unions(const Type& a, const Type& b) {
  const auto has = [](const Type& any, const Type* type) {
    return std::ranges::any_of(any.items,
                               [&](const Type* member) { return same_text(member, type); });
  };
  Parts left;
  Parts right;
  bool same = false;
  for (const Type* type : a.items) {
    if (has(b, type)) {
      same = true;
    } else {
      left.push_back(elided(type));
    }
  }
  for (const Type* type : b.items) {
    if (!has(a, type)) right.push_back(elided(type));
  }
  if (same) {
    left.emplace_back(kEllipsis);
    right.emplace_back(kEllipsis);
  }
  return {any_text(left), any_text(right)};
}

Pair Difference::functions(const Type& a, const Type& b, int depth) {
  Parts left;
  Parts right;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    auto [x, y] = types(a.items[i], b.items[i], depth + 1);
    left.push_back(std::move(x));
    right.push_back(std::move(y));
  }
  if (a.variadic != nullptr && b.variadic != nullptr) {
    const auto [x, y] = types(a.variadic, b.variadic, depth + 1);
    left.push_back(x + "...");
    right.push_back(y + "...");
  } else if (a.variadic != nullptr) {
    left.push_back(elided(a.variadic) + "...");
  } else if (b.variadic != nullptr) {
    right.push_back(elided(b.variadic) + "...");
  }
  const auto [x, y] = types(a.rest, b.rest, depth + 1);
  return {function_text(left, x), function_text(right, y)};
}

Pair Difference::types(const Type* a, const Type* b, int depth) {
  const Pair shortened = {elided(a), elided(b)};
  if (depth >= kDifferenceDepth || a == nullptr || b == nullptr || a->kind != b->kind ||
      same_text(a, b)) {
    return shortened;
  }
  switch (a->kind) {
    case TypeKind::kSet: {
      if (a->rest == nullptr || b->rest == nullptr) return shortened;
      const Pair of = types(a->rest, b->rest, depth + 1);
      return {composite_text("set", {}, of.first), composite_text("set", {}, of.second)};
    }
    case TypeKind::kArray:
      return arrays(*a, *b, depth);
    case TypeKind::kObject:
      return objects(*a, *b, depth);
    case TypeKind::kAny:
      return unions(*a, *b);
    case TypeKind::kFunction:
      return a->items.size() == b->items.size() ? functions(*a, *b, depth) : shortened;
    default:
      return shortened;
  }
}

}  // namespace

bool is_wide(std::string_view line) { return width(line) > kLineWidth; }
bool is_short(std::string_view text) { return width(text) <= kTypeWidth; }

std::string elided(const Type* type, int depth) {
  if (type == nullptr) return "???";
  switch (type->kind) {
    case TypeKind::kNull:
      return "null";
    case TypeKind::kBoolean:
      return "boolean";
    case TypeKind::kNumber:
      return "number";
    case TypeKind::kString:
      return "string";
    case TypeKind::kAny:
      return any_text(all_elided(type->items, depth));
    case TypeKind::kObject:
      return elided_object(*type, depth);
    case TypeKind::kFunction:
      return elided_function(*type, depth);
    case TypeKind::kArray:
    case TypeKind::kSet:
      break;
  }
  std::string rest;
  if (type->rest != nullptr) {
    rest = depth == 0 ? std::string(kEllipsis) : elided(type->rest, below(depth));
  }
  if (type->is(TypeKind::kSet)) return composite_text("set", {}, rest);
  return composite_text("array", all_elided(type->items, depth), rest);
}

std::string elided(const Type* type) {
  std::string full = to_text(type);
  return is_short(full) ? full : elided(type, 0);
}

std::pair<std::string, std::string> difference(const Type* a, const Type* b) {
  return Difference{}.types(a, b, 0);
}

}  // namespace igp::rego
