// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Arena: the bump allocator that owns the memory of Rego values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

namespace igp::rego {

/// Memory that is freed all at once. Nothing in it is destroyed, so only trivially destructible
/// objects live there. One arena holds base documents and program constants and is shared, read
/// only, by evaluations; each evaluation has its own and resets it.
/// Not thread-safe; sealed arenas may be read from any thread.
class Arena {
 public:
  explicit Arena(std::size_t first_chunk_bytes = kFirstChunkBytes);
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;

  /// `bytes` of uninitialized memory aligned for any value. Never null.
  void* allocate(std::size_t bytes) {
    bytes = (bytes + kAlignment - 1) & ~(kAlignment - 1);
    if (bytes > static_cast<std::size_t>(end_ - next_)) [[unlikely]]
      return allocate_slow(bytes);
    void* out = next_;
    next_ += bytes;
    return out;
  }

  /// Room for `count` objects of T, uninitialized.
  template <class T>
  T* allocate_array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= kAlignment);
    return static_cast<T*>(allocate(count * sizeof(T)));
  }

  /// Grows the block [begin, begin + old_bytes) in place when it is the newest one and its chunk
  /// has room; says whether it did.
  bool extend(const void* begin, std::size_t old_bytes, std::size_t new_bytes);

  /// Gives back the tail of the newest block; no effect on any other block.
  void shrink(const void* begin, std::size_t old_bytes, std::size_t new_bytes);

  /// A copy of `text` that lives as long as the arena.
  std::string_view copy(std::string_view text) {
    char* out = static_cast<char*>(allocate(text.size()));
    if (!text.empty()) std::memcpy(out, text.data(), text.size());
    return {out, text.size()};
  }

  /// Forgets everything allocated and keeps the memory for the next use. O(1).
  void reset();

  /// Bytes obtained from the system.
  [[nodiscard]] std::size_t reserved() const { return reserved_; }
  /// Bytes handed out since the last reset, with the slack at the ends of chunks.
  [[nodiscard]] std::size_t used() const;

  static constexpr std::size_t kAlignment = 8;
  static constexpr std::size_t kFirstChunkBytes = 2 * 1024;

 private:
  struct Chunk {
    std::unique_ptr<std::byte[]> memory;
    std::size_t bytes;
  };

  void* allocate_slow(std::size_t bytes);
  void enter(std::size_t chunk);

  std::vector<Chunk> chunks_;
  std::size_t current_ = 0;      // the chunk that next_ points into
  std::size_t used_before_ = 0;  // bytes of the chunks before current_
  std::size_t reserved_ = 0;
  std::size_t first_chunk_bytes_;
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
};

}  // namespace igp::rego
