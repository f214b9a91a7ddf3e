// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/builder.h"

#include <algorithm>
#include <new>

namespace igp::rego {
namespace {

// Builders drop repetitions early only from this many elements on.
constexpr std::size_t kCompactFrom = 1024;

static_assert(sizeof(ArrayRep) == 8 && sizeof(ObjectRep) == 16);

// A rep of type Rep followed by `count` uninitialized values.
template <class Rep>
std::pair<Rep*, Value*> allocate_rep(Arena& arena, std::size_t count) {
  void* memory = arena.allocate(sizeof(Rep) + count * sizeof(Value));
  auto* rep = new (memory) Rep();
  return {rep, reinterpret_cast<Value*>(rep + 1)};
}

void copy_values(Value* to, std::span<const Value> from) {
  if (!from.empty()) std::memcpy(static_cast<void*>(to), from.data(), from.size_bytes());
}

// Whether equal values among `items` are interchangeable, which numbers of different spelling are
// not: of those the first one must win.
bool ties_are_identical(std::span<const Value> items) {
  return std::all_of(items.begin(), items.end(),
                     [](const Value& v) { return v.is_string() || v.is_int(); });
}

// Sorts and drops repetitions; returns how many distinct values are left at the front.
std::size_t sort_unique(std::span<Value> items) {
  if (!std::is_sorted(items.begin(), items.end(), ValueLess())) {
    if (ties_are_identical(items)) {
      std::sort(items.begin(), items.end(), ValueLess());
    } else {
      std::stable_sort(items.begin(), items.end(), ValueLess());
    }
  }
  return static_cast<std::size_t>(std::unique(items.begin(), items.end()) - items.begin());
}

// A stable sort that needs no memory for the few members that most objects have.
template <class T, class Less>
void sort_stably(std::span<T> items, Less less) {
  constexpr std::size_t kInsertionSortLimit = 24;
  if (items.size() > kInsertionSortLimit) {
    if (!std::is_sorted(items.begin(), items.end(), less)) {
      std::stable_sort(items.begin(), items.end(), less);
    }
    return;
  }
  for (std::size_t i = 1; i < items.size(); ++i) {
    const T moving = items[i];
    std::size_t to = i;
    for (; to > 0 && less(moving, items[to - 1]); --to) items[to] = items[to - 1];
    items[to] = moving;
  }
}

}  // namespace

Value make_array(Arena& arena, std::span<const Value> items) {
  if (items.empty()) return Value::empty_array();
  const auto [rep, values] = allocate_rep<ArrayRep>(arena, items.size());
  copy_values(values, items);
  return Value::from_rep(rep, items.size());
}

Value make_set(Arena& arena, std::span<Value> items) {
  return make_sorted_set(arena, items.first(sort_unique(items)));
}

Value make_sorted_set(Arena& arena, std::span<const Value> items) {
  if (items.empty()) return Value::empty_set();
  const auto [rep, values] = allocate_rep<SetRep>(arena, items.size());
  copy_values(values, items);
  rep->index = HashIndex::build(arena, {values, items.size()});
  return Value::from_rep(rep, items.size());
}

const KeyList* make_key_list(Arena& arena, std::span<const Value> keys) {
  void* memory = arena.allocate(sizeof(KeyList) + keys.size_bytes());
  auto* list = new (memory) KeyList(keys.size());
  copy_values(list->mutable_keys(), keys);
  list->build_index(arena);
  return list;
}

Value make_object(Arena& arena, const KeyList* list, std::span<const Value> values) {
  if (values.empty()) return Value::empty_object();
  const auto [rep, to] = allocate_rep<ObjectRep>(arena, values.size());
  rep->keys = list;
  copy_values(to, values);
  return Value::from_rep(rep, values.size());
}

Value make_sorted_object(Arena& arena, std::span<const Value> keys, std::span<const Value> values) {
  if (keys.empty()) return Value::empty_object();
  return make_object(arena, make_key_list(arena, keys), values);
}

Value ArrayBuilder::finish() {
  if (size() == 0) return Value::empty_array();
  items_.seal();
  // The first place was kept free: the rep is its second half, so that the items follow it.
  void* memory =
      reinterpret_cast<std::byte*>(items_.span().data()) + sizeof(Value) - sizeof(ArrayRep);
  return Value::from_rep(new (memory) ArrayRep(), size());
}

void SetBuilder::compact() {
  if (items_.size() < kCompactFrom) return;
  items_.truncate(sort_unique(items_.span()));
  // When little was gained the room doubles, which keeps adding n elements at O(n log n).
  if (items_.size() > items_.capacity() / 2) items_.reserve(items_.capacity() * 2);
}

Value SetBuilder::finish() { return make_set(items_.arena(), items_.span()); }

void ObjectBuilder::sort_and_merge() {
  const auto members = members_.span();
  const auto by_key = [](const Member& a, const Member& b) { return compare(a.key, b.key) < 0; };
  sort_stably(members, by_key);
  std::size_t kept = 0;
  for (const Member& member : members) {
    if (kept == 0 || !(members[kept - 1].key == member.key)) {
      members[kept++] = member;
      continue;
    }
    Member& earlier = members[kept - 1];
    if (conflict_.is_undefined() && !(earlier.value == member.value)) conflict_ = member.key;
    earlier.value = member.value;
  }
  members_.truncate(kept);
}

void ObjectBuilder::compact() {
  if (members_.size() < kCompactFrom) return;
  sort_and_merge();
  if (members_.size() > members_.capacity() / 2) members_.reserve(members_.capacity() * 2);
}

Value ObjectBuilder::finish() {
  sort_and_merge();
  if (members_.size() == 0) return Value::empty_object();
  Arena& arena = members_.arena();
  const auto members = members_.span();
  void* memory = arena.allocate(sizeof(KeyList) + members.size() * sizeof(Value));
  auto* list = new (memory) KeyList(members.size());
  const auto [rep, values] = allocate_rep<ObjectRep>(arena, members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    list->mutable_keys()[i] = members[i].key;
    values[i] = members[i].value;
  }
  list->build_index(arena);
  rep->keys = list;
  return Value::from_rep(rep, members.size());
}

Value ObjectBuilder::finish_unique() {
  const Value object = finish();
  return conflict_.defined() ? Value() : object;
}

}  // namespace igp::rego
