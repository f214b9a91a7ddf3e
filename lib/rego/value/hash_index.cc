// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <bit>

#include "rego/value/value.h"

namespace igp::rego {
namespace {

// A key that needs more steps than this makes its index useless: whoever chooses the keys of an
// input must not choose the cost of looking them up.
constexpr std::uint32_t kLongestProbe = 32;

std::int64_t find_sorted(std::span<const Value> sorted, const Value& key) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), key, ValueLess());
  if (at == sorted.end() || !(*at == key)) return -1;
  return at - sorted.begin();
}

}  // namespace

HashIndex HashIndex::build(Arena& arena, std::span<const Value> sorted) {
  if (sorted.size() < kSmallest || sorted.size() > UINT32_MAX / 4) return {};
  const auto slot_count = static_cast<std::uint32_t>(std::bit_ceil(sorted.size() * 3 / 2));
  auto* slots = arena.allocate_array<std::uint32_t>(slot_count);
  std::fill_n(slots, slot_count, 0U);
  const std::uint32_t mask = slot_count - 1;
  for (std::uint32_t i = 0; i < sorted.size(); ++i) {
    auto slot = static_cast<std::uint32_t>(hash(sorted[i])) & mask;
    std::uint32_t steps = 0;
    while (slots[slot] != 0 && ++steps <= kLongestProbe) slot = (slot + 1) & mask;
    if (steps > kLongestProbe) {
      arena.shrink(slots, slot_count * sizeof(*slots), 0);
      return {};
    }
    slots[slot] = i + 1;
  }
  return {slots, mask};
}

std::int64_t HashIndex::find(std::span<const Value> sorted, const Value& key) const {
  if (slots == nullptr) {
    if (sorted.size() >= kSmallest) return find_sorted(sorted, key);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (sorted[i] == key) return static_cast<std::int64_t>(i);
    }
    return -1;
  }
  for (auto slot = static_cast<std::uint32_t>(hash(key)) & mask; slots[slot] != 0;
       slot = (slot + 1) & mask) {
    const std::uint32_t place = slots[slot] - 1;
    if (sorted[place] == key) return place;
  }
  return -1;
}

}  // namespace igp::rego
