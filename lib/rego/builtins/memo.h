// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// BuiltinMemo: answers of builtins that must stay the same for the length of a query.
#pragma once

#include <string_view>
#include <vector>

#include "rego/value/value.h"

namespace igp::rego {

/// rand.intn("x", 10) and uuid.rfc4122("x") answer alike wherever a query asks. One for each
/// evaluation; values live in its arena.
class BuiltinMemo {
 public:
  /// What was remembered for `builtin` and `key`, or undefined.
  [[nodiscard]] Value find(std::string_view builtin, const Value& key) const {
    for (const Entry& entry : entries_) {
      if (entry.builtin == builtin && entry.key == key) return entry.answer;
    }
    return {};
  }
  /// `builtin` must be a literal.
  void remember(std::string_view builtin, const Value& key, const Value& answer) {
    entries_.push_back({builtin, key, answer});
  }
  void clear() { entries_.clear(); }

 private:
  struct Entry {
    std::string_view builtin;
    Value key;
    Value answer;
  };
  std::vector<Entry> entries_;
};

}  // namespace igp::rego
