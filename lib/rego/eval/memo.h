// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Memo: results already computed under one set of documents.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rego/value/value.h"

namespace igp::rego {

/// Remembers whole virtual documents by their group's number, and single keys of documents and
/// results of functions by group and arguments. Emptied in constant time.
class Memo {
 public:
  /// Forgets everything and makes room for `groups` documents.
  void clear(std::size_t groups);

  /// The remembered document; null when it has not been computed. Undefined is a result.
  [[nodiscard]] const Value* document(std::int32_t group) const {
    const Document& entry = documents_[static_cast<std::size_t>(group)];
    return entry.epoch == epoch_ ? &entry.value : nullptr;
  }
  void remember(std::int32_t group, const Value& value) {
    documents_[static_cast<std::size_t>(group)] = {value, epoch_};
  }

  /// The remembered result of `group` for `arguments`, or null.
  [[nodiscard]] const Value* call(std::int32_t group, std::span<const Value> arguments,
                                  std::uint64_t hash) const;
  /// Copies `arguments` into `arena`. Does nothing once the memo is full.
  void remember_call(std::int32_t group, std::span<const Value> arguments, std::uint64_t hash,
                     const Value& result, Arena& arena);

  static std::uint64_t hash_of(std::int32_t group, std::span<const Value> arguments);

 private:
  struct Document {
    Value value;
    std::uint64_t epoch = 0;
  };
  struct Call {
    std::uint64_t epoch = 0;
    std::uint64_t hash = 0;
    const Value* arguments = nullptr;
    std::int32_t group = 0;
    std::uint32_t count = 0;
    Value result;
  };
  void grow();

  static constexpr std::size_t kFirstCalls = 64;
  static constexpr std::size_t kMostCalls = std::size_t{1} << 18;

  std::vector<Document> documents_;
  std::vector<Call> calls_;
  std::size_t used_calls_ = 0;
  std::uint64_t epoch_ = 0;
};

}  // namespace igp::rego
