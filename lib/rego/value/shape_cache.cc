// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/shape_cache.h"

#include <algorithm>
#include <array>
#include <new>

#include "rego/value/builder.h"

namespace igp::rego {
namespace {

// Objects above this size are dictionaries rather than records; their key sequences do not repeat.
constexpr std::size_t kMostRecordKeys = 64;

std::uint64_t hash_keys(std::span<const SourceMember> members) {
  std::uint64_t h = members.size();
  for (const SourceMember& m : members) h = Value::mix(h ^ hash(m.key), Value::kHashSeed2);
  return h;
}

bool same_keys(std::span<const Value> keys, std::span<const SourceMember> members) {
  if (keys.size() != members.size()) return false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!(keys[i] == members[i].key)) return false;
  }
  return true;
}

// An object with room for `size` values, whose list is `list`.
std::pair<Value, Value*> allocate_object(Arena& arena, const KeyList* list, std::size_t size) {
  void* memory = arena.allocate(sizeof(ObjectRep) + size * sizeof(Value));
  auto* rep = new (memory) ObjectRep();
  rep->keys = list;
  return {Value::from_rep(rep, size), reinterpret_cast<Value*>(rep + 1)};
}

}  // namespace

Value ShapeCache::make_object(std::span<SourceMember> members) {
  if (members.empty()) return Value::empty_object();
  if (members.size() > kMostRecordKeys) return make_sorted(members);
  const std::uint64_t h = hash_keys(members);
  Shape* shape = &shapes_[h % shapes_.size()];
  if (shape->hash != h || !same_keys(shape->source_keys, members)) {
    if (++misses_ == kFirstShapes) {
      grow();
      shape = &shapes_[h % shapes_.size()];
    }
    remember(*shape, h, members);
    if (shape->list == nullptr) return make_sorted(members);
  }
  return make_cached(*shape, members);
}

void ShapeCache::grow() {
  std::vector<Shape> larger(kMostShapes);
  for (const Shape& shape : shapes_) {
    if (shape.list != nullptr) larger[shape.hash % kMostShapes] = shape;
  }
  shapes_ = std::move(larger);
}

Value ShapeCache::make_cached(const Shape& shape, std::span<const SourceMember> members) {
  const auto [object, values] = allocate_object(*arena_, shape.list, members.size());
  for (std::size_t i = 0; i < members.size(); ++i) values[shape.places[i]] = members[i].value;
  return object;
}

Value ShapeCache::kept(const Value& key) {
  return copy_keys_ ? Value::string(*arena_, key.as_string()) : key;
}

// Leaves the shape empty when there are duplicate keys.
void ShapeCache::remember(Shape& shape, std::uint64_t h, std::span<const SourceMember> members) {
  const std::size_t n = members.size();
  std::array<std::uint32_t, kMostRecordKeys> order;
  for (std::uint32_t i = 0; i < n; ++i) order[i] = i;
  const auto by_key = [&](std::uint32_t a, std::uint32_t b) {
    return members[a].key < members[b].key;
  };
  std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), by_key);
  shape = {};
  for (std::size_t i = 1; i < n; ++i) {
    if (members[order[i - 1]].key == members[order[i]].key) return;
  }
  auto* source_keys = arena_->allocate_array<Value>(n);
  auto* places = arena_->allocate_array<std::uint32_t>(n);
  std::array<Value, kMostRecordKeys> sorted;
  for (std::uint32_t i = 0; i < n; ++i) {
    sorted[i] = source_keys[order[i]] = kept(members[order[i]].key);
    places[order[i]] = i;
  }
  shape = {h, make_key_list(*arena_, std::span(sorted).first(n)), {source_keys, n}, places};
}

Value ShapeCache::make_sorted(std::span<SourceMember> members) {
  const auto by_key = [](const SourceMember& a, const SourceMember& b) { return a.key < b.key; };
  if (!std::is_sorted(members.begin(), members.end(), by_key)) {
    std::stable_sort(members.begin(), members.end(), by_key);
  }
  std::size_t n = 0;
  for (const SourceMember& member : members) {
    if (n == 0 || !(members[n - 1].key == member.key)) ++n;
    members[n - 1] = member;
  }
  void* memory = arena_->allocate(sizeof(KeyList) + n * sizeof(Value));
  auto* list = new (memory) KeyList(n);
  const auto [object, values] = allocate_object(*arena_, list, n);
  for (std::size_t i = 0; i < n; ++i) {
    list->mutable_keys()[i] = kept(members[i].key);
    values[i] = members[i].value;
  }
  list->build_index(*arena_);
  return object;
}

}  // namespace igp::rego
