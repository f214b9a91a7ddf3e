// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/memo.h"

#include <algorithm>

namespace igp::rego {

void Memo::clear(std::size_t groups) {
  ++epoch_;
  used_calls_ = 0;
  if (documents_.size() < groups) documents_.resize(groups);
}

std::uint64_t Memo::hash_of(std::int32_t group, std::span<const Value> arguments) {
  std::uint64_t out = static_cast<std::uint64_t>(group) + Value::kHashSeed;
  for (const Value& argument : arguments) out = Value::mix(out ^ hash(argument), Value::kHashSeed2);
  return out;
}

const Value* Memo::call(std::int32_t group, std::span<const Value> arguments,
                        std::uint64_t hash) const {
  if (used_calls_ == 0) return nullptr;
  const std::size_t mask = calls_.size() - 1;
  for (std::size_t at = hash & mask; calls_[at].epoch == epoch_; at = (at + 1) & mask) {
    const Call& entry = calls_[at];
    if (entry.hash == hash && entry.group == group && entry.count == arguments.size() &&
        std::equal(arguments.begin(), arguments.end(), entry.arguments)) {
      return &entry.result;
    }
  }
  return nullptr;
}

void Memo::remember_call(std::int32_t group, std::span<const Value> arguments, std::uint64_t hash,
                         const Value& result, Arena& arena) {
  if (calls_.empty()) calls_.resize(kFirstCalls);
  if (used_calls_ * 2 >= calls_.size()) {
    if (calls_.size() >= kMostCalls) return;
    grow();
  }
  Value* copy = arena.allocate_array<Value>(arguments.size());
  std::copy(arguments.begin(), arguments.end(), copy);
  const std::size_t mask = calls_.size() - 1;
  std::size_t at = hash & mask;
  while (calls_[at].epoch == epoch_) at = (at + 1) & mask;
  calls_[at] = {epoch_, hash, copy, group, static_cast<std::uint32_t>(arguments.size()), result};
  ++used_calls_;
}

void Memo::grow() {
  std::vector<Call> larger(calls_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Call& entry : calls_) {
    if (entry.epoch != epoch_) continue;
    std::size_t at = entry.hash & mask;
    while (larger[at].epoch == epoch_) at = (at + 1) & mask;
    larger[at] = entry;
  }
  calls_ = std::move(larger);
}

}  // namespace igp::rego
