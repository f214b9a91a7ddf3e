// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/set_algebra.h"

#include "rego/value/builder.h"

namespace igp::rego {
namespace {

// Calls `only_left`, `only_right` or `both` for each step of a merge of two sorted sequences.
template <class OnlyLeft, class OnlyRight, class Both>
void merge_sorted(std::span<const Value> a, std::span<const Value> b, OnlyLeft only_left,
                  OnlyRight only_right, Both both) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const int order = compare(a[i], b[j]);
    if (order < 0) {
      only_left(i++);
    } else if (order > 0) {
      only_right(j++);
    } else {
      both(i++, j++);
    }
  }
  while (i < a.size()) only_left(i++);
  while (j < b.size()) only_right(j++);
}

constexpr auto kIgnore = [](auto...) {};

// Below this many times the size of the other side, looking elements up beats merging.
constexpr std::size_t kLookupFactor = 8;

}  // namespace

Value set_union(Arena& arena, const Value& a, const Value& b) {
  if (a.size() == 0) return b;
  if (b.size() == 0) return a;
  ArenaVector<Value> out(arena);
  out.reserve(a.size() + b.size());
  const auto left = a.items();
  const auto right = b.items();
  const auto take_left = [&](std::size_t i, auto...) { out.push_back(left[i]); };
  merge_sorted(left, right, take_left, [&](std::size_t j) { out.push_back(right[j]); }, take_left);
  return make_sorted_set(arena, out.span());
}

Value set_intersection(Arena& arena, const Value& a, const Value& b) {
  if (a.size() > b.size()) return set_intersection(arena, b, a);
  ArenaVector<Value> out(arena);
  out.reserve(a.size());
  const auto left = a.items();
  if (a.size() * kLookupFactor < b.size()) {
    for (const Value& v : left) {
      if (b.contains(v)) out.push_back(v);
    }
  } else {
    merge_sorted(left, b.items(), kIgnore, kIgnore,
                 [&](std::size_t i, std::size_t) { out.push_back(left[i]); });
  }
  return out.size() == a.size() ? a : make_sorted_set(arena, out.span());
}

Value set_difference(Arena& arena, const Value& a, const Value& b) {
  ArenaVector<Value> out(arena);
  out.reserve(a.size());
  const auto left = a.items();
  if (a.size() * kLookupFactor < b.size()) {
    for (const Value& v : left) {
      if (!b.contains(v)) out.push_back(v);
    }
  } else {
    merge_sorted(left, b.items(), [&](std::size_t i) { out.push_back(left[i]); }, kIgnore, kIgnore);
  }
  return out.size() == a.size() ? a : make_sorted_set(arena, out.span());
}

Value merge_objects(Arena& arena, const Value& a, const Value& b) {
  if (a.size() == 0) return b;
  if (b.size() == 0) return a;
  ArenaVector<Value> keys(arena);
  ArenaVector<Value> values(arena);
  keys.reserve(a.size() + b.size());
  values.reserve(a.size() + b.size());
  const auto put = [&](const Value& key, const Value& value) {
    keys.push_back(key);
    values.push_back(value);
  };
  merge_sorted(
      a.keys(), b.keys(), [&](std::size_t i) { put(a.keys()[i], a.values()[i]); },
      [&](std::size_t j) { put(b.keys()[j], b.values()[j]); },
      [&](std::size_t i, std::size_t j) {
        const Value& left = a.values()[i];
        const Value& right = b.values()[j];
        const bool merge = left.is_object() && right.is_object();
        put(a.keys()[i], merge ? merge_objects(arena, left, right) : right);
      });
  return make_sorted_object(arena, keys.span(), values.span());
}

}  // namespace igp::rego
