// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// ShapeCache: finds the key list of an object from its keys in source order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rego/value/value.h"

namespace igp::rego {

/// A key and its value, side by side as a parser leaves them.
struct SourceMember {
  Value key;
  Value value;
};
static_assert(sizeof(SourceMember) == 2 * sizeof(Value));

/// Remembers key sequences, so that the second object of a kind is neither sorted nor given keys of
/// its own. Direct mapped; a colliding sequence takes the place over. Starts small, since most
/// documents have few kinds of objects.
class ShapeCache {
 public:
  /// `copy_keys`: keys above 14 bytes are borrowed and must be copied where they are kept.
  ShapeCache(Arena& arena, bool copy_keys)
      : arena_(&arena), copy_keys_(copy_keys), shapes_(kFirstShapes) {}

  /// The object of `members`; of duplicate keys the last stands. May reorder `members`.
  Value make_object(std::span<SourceMember> members);

 private:
  struct Shape {
    std::uint64_t hash = 0;
    const KeyList* list = nullptr;
    std::span<const Value> source_keys;     // as they came
    const std::uint32_t* places = nullptr;  // of source_keys in the list
  };

  Value make_cached(const Shape& shape, std::span<const SourceMember> members);
  Value make_sorted(std::span<SourceMember> members);
  void grow();
  void remember(Shape& shape, std::uint64_t hash, std::span<const SourceMember> members);
  [[nodiscard]] Value kept(const Value& key);

  static constexpr std::size_t kFirstShapes = 8;
  static constexpr std::size_t kMostShapes = 512;
  Arena* arena_;
  bool copy_keys_;
  std::vector<Shape> shapes_;
  std::size_t misses_ = 0;
};

}  // namespace igp::rego
