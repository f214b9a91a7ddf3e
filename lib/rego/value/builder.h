// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Builders: the only way that composite values come into being.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <utility>

#include "rego/value/value.h"

namespace igp::rego {

/// A growing sequence of trivially copyable objects in an arena, extended in place while it is the
/// arena's newest block.
template <class T>
class ArenaVector {
 public:
  explicit ArenaVector(Arena& arena) : arena_(&arena) {}

  void push_back(const T& value) {
    if (size_ == capacity_) grow();
    data_[size_++] = value;
  }
  [[nodiscard]] std::span<T> span() const { return {data_, size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Arena& arena() const { return *arena_; }
  void truncate(std::size_t size) { size_ = size; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] bool full() const { return size_ == capacity_; }
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) grow_to(capacity);
  }
  /// Gives unused memory back where that is possible; the sequence must not grow afterwards.
  void seal() { arena_->shrink(data_, capacity_ * sizeof(T), size_ * sizeof(T)); }

 private:
  void grow() { grow_to(capacity_ == 0 ? 8 : capacity_ * 2); }
  void grow_to(std::size_t capacity) {
    if (data_ == nullptr || !arena_->extend(data_, capacity_ * sizeof(T), capacity * sizeof(T))) {
      T* moved = arena_->allocate_array<T>(capacity);
      if (size_ != 0) std::memcpy(static_cast<void*>(moved), data_, size_ * sizeof(T));
      data_ = moved;
    }
    capacity_ = capacity;
  }

  Arena* arena_;
  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// An array of `items`, copied into `arena`.
Value make_array(Arena& arena, std::span<const Value> items);
inline Value make_array(Arena& arena, std::initializer_list<Value> items) {
  return make_array(arena, std::span<const Value>(items.begin(), items.size()));
}

/// A set of `items`, which are reordered in place.
Value make_set(Arena& arena, std::span<Value> items);

/// A set of `items` that are already sorted and distinct.
Value make_sorted_set(Arena& arena, std::span<const Value> items);

/// An object of `list`, whose values in its order are `values`.
Value make_object(Arena& arena, const KeyList* list, std::span<const Value> values);

/// An object of sorted distinct `keys` and their `values`, both copied.
Value make_sorted_object(Arena& arena, std::span<const Value> keys, std::span<const Value> values);

/// A list of sorted distinct `keys`, copied, for many objects to share.
const KeyList* make_key_list(Arena& arena, std::span<const Value> keys);

/// Collects the elements of an array in order.
class ArrayBuilder {
 public:
  explicit ArrayBuilder(Arena& arena) : items_(arena) {}
  void reserve(std::size_t count) { items_.reserve(count + 1); }
  void append(const Value& item) {
    if (items_.size() == 0) items_.push_back(Value());  // room for the rep
    items_.push_back(item);
  }
  [[nodiscard]] std::size_t size() const { return items_.size() == 0 ? 0 : items_.size() - 1; }
  /// The array. The builder may not be used afterwards.
  Value finish();

 private:
  ArenaVector<Value> items_;
};

/// Collects the elements of a set; equal elements count once.
class SetBuilder {
 public:
  explicit SetBuilder(Arena& arena) : items_(arena) {}
  void reserve(std::size_t count) { items_.reserve(count); }
  void add(const Value& item) {
    if (items_.full()) compact();
    items_.push_back(item);
  }
  /// The set. The builder may not be used afterwards.
  Value finish();

 private:
  void compact();
  ArenaVector<Value> items_;
};

/// Collects the members of an object.
class ObjectBuilder {
 public:
  explicit ObjectBuilder(Arena& arena) : members_(arena) {}
  void reserve(std::size_t count) { members_.reserve(count); }
  void insert(const Value& key, const Value& value) {
    if (members_.full()) compact();
    members_.push_back({key, value});
  }
  /// As insert() with a key of text, copied when it is long.
  void insert(std::string_view key, const Value& value) {
    insert(Value::string(members_.arena(), key), value);
  }
  /// The object in which the last value of a key stands.
  Value finish();
  /// As finish(), or undefined when one key had two unequal values.
  Value finish_unique();
  /// After finish_unique() returned undefined: the first such key.
  [[nodiscard]] const Value& conflict() const { return conflict_; }

 private:
  struct Member {
    Value key;
    Value value;
  };
  void compact();
  void sort_and_merge();
  ArenaVector<Member> members_;
  Value conflict_;
};

}  // namespace igp::rego
