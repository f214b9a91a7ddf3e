// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/arena.h"

#include <algorithm>

namespace igp::rego {
namespace {

// Chunks double up to this size, so that a large document costs few system calls and wastes little.
constexpr std::size_t kLargestChunkBytes = 32 * 1024 * 1024;

}  // namespace

Arena::Arena(std::size_t first_chunk_bytes) : first_chunk_bytes_(first_chunk_bytes) {}

void Arena::enter(std::size_t chunk) {
  current_ = chunk;
  next_ = chunks_[chunk].memory.get();
  end_ = next_ + chunks_[chunk].bytes;
}

void* Arena::allocate_slow(std::size_t bytes) {
  std::size_t following = 0;
  if (!chunks_.empty()) {
    used_before_ += chunks_[current_].bytes;
    following = current_ + 1;
  }
  // Chunks kept by reset() are used again in their order; one that is too small is passed over.
  for (; following < chunks_.size(); ++following) {
    if (chunks_[following].bytes >= bytes) break;
    used_before_ += chunks_[following].bytes;
  }
  if (following == chunks_.size()) {
    const std::size_t doubled = chunks_.empty() ? first_chunk_bytes_ : chunks_.back().bytes * 2;
    const std::size_t size = std::max(std::min(doubled, kLargestChunkBytes), bytes);
    chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
    reserved_ += size;
  }
  enter(following);
  void* out = next_;
  next_ += bytes;
  return out;
}

bool Arena::extend(const void* begin, std::size_t old_bytes, std::size_t new_bytes) {
  const auto round_up = [](std::size_t n) { return (n + kAlignment - 1) & ~(kAlignment - 1); };
  const auto* block = static_cast<const std::byte*>(begin);
  if (block + round_up(old_bytes) != next_) return false;
  const std::size_t extra = round_up(new_bytes) - round_up(old_bytes);
  if (extra > static_cast<std::size_t>(end_ - next_)) return false;
  next_ += extra;
  return true;
}

void Arena::shrink(const void* begin, std::size_t old_bytes, std::size_t new_bytes) {
  const auto round_up = [](std::size_t n) { return (n + kAlignment - 1) & ~(kAlignment - 1); };
  const auto* block = static_cast<const std::byte*>(begin);
  if (block == nullptr || block + round_up(old_bytes) != next_) return;
  next_ -= round_up(old_bytes) - round_up(new_bytes);
}

void Arena::reset() {
  used_before_ = 0;
  if (!chunks_.empty()) enter(0);
}

std::size_t Arena::used() const {
  if (chunks_.empty()) return 0;
  return used_before_ + static_cast<std::size_t>(next_ - chunks_[current_].memory.get());
}

}  // namespace igp::rego
