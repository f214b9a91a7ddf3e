// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// SyntaxArena: bump allocation for syntax trees, and List, the growable array that lives in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace igp::rego {

/// Owns every node of one tree. Nodes keep their address and die together with the arena, whose
/// objects are never destroyed one by one: they must be trivially destructible.
class SyntaxArena {
 public:
  SyntaxArena() = default;
  SyntaxArena(SyntaxArena&&) noexcept = default;
  SyntaxArena& operator=(SyntaxArena&&) noexcept = default;

  /// Raw memory, valid as long as the arena or until reset().
  void* allocate(std::size_t bytes, std::size_t alignment) {
    std::size_t at = (used_ + alignment - 1) & ~(alignment - 1);
    if (blocks_.empty() || at + bytes > capacity_) [[unlikely]] {
      grow(bytes + alignment);
      at = 0;
    }
    used_ = at + bytes;
    return blocks_.back().get() + at;
  }

  /// A new `T`, aggregate-initialised from `args`.
  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// A copy of `text` that lives as long as the arena.
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* to = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  /// Forgets all nodes; the newest block, which is the largest, serves the next ones.
  void reset() {
    if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
    used_ = 0;
  }

 private:
  void grow(std::size_t at_least) {
    capacity_ = blocks_.empty() ? kFirstBlock : capacity_ * 2;
    if (capacity_ > kLargestBlock) capacity_ = kLargestBlock;
    if (capacity_ < at_least) capacity_ = at_least;
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(capacity_));
    used_ = 0;
  }

  static constexpr std::size_t kFirstBlock = 16 * 1024;
  static constexpr std::size_t kLargestBlock = 1024 * 1024;

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t used_ = 0;
  std::size_t capacity_ = 0;
};

/// A growable array whose storage belongs to an SyntaxArena; a view that is cheap to copy. Copies
/// share their elements, and growing one of them leaves the others as they were.
template <class T>
class List {
 public:
  static_assert(std::is_trivially_copyable_v<T>);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  [[nodiscard]] const T* begin() const { return data_; }
  [[nodiscard]] const T* end() const { return data_ + size_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  T& front() { return data_[0]; }
  [[nodiscard]] const T& front() const { return data_[0]; }
  T& back() { return data_[size_ - 1]; }
  [[nodiscard]] const T& back() const { return data_[size_ - 1]; }

  void push_back(SyntaxArena& arena, const T& value) {
    if (size_ == capacity_) reserve(arena, capacity_ == 0 ? 4 : 2 * capacity_);
    data_[size_++] = value;
  }

  void reserve(SyntaxArena& arena, std::size_t capacity) {
    if (capacity <= capacity_) return;
    T* grown = static_cast<T*>(arena.allocate(capacity * sizeof(T), alignof(T)));
    for (std::size_t i = 0; i < size_; ++i) ::new (grown + i) T(data_[i]);
    data_ = grown;
    capacity_ = static_cast<std::uint32_t>(capacity);
  }

  /// The first `count` elements, sharing storage.
  [[nodiscard]] List prefix(std::size_t count) const {
    List list = *this;
    list.size_ = list.capacity_ = static_cast<std::uint32_t>(count);
    return list;
  }

  /// The elements from `start` on, sharing storage.
  [[nodiscard]] List suffix(std::size_t start) const {
    List list = *this;
    list.data_ += start;
    list.size_ = list.capacity_ = size_ - static_cast<std::uint32_t>(start);
    return list;
  }

  /// Copies `values` into the arena; there is no room for more.
  template <class Range>
  static List of(SyntaxArena& arena, const Range& values) {
    List list;
    list.reserve(arena, std::size(values));
    for (const T& value : values) list.push_back(arena, value);
    return list;
  }

 private:
  T* data_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

}  // namespace igp::rego
