// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Paths into documents as json.filter, json.remove and json.patch take them.
#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "rego/builtins/operands.h"

namespace igp::rego {

using JsonPath = std::vector<Value>;

/// "a/b~1c", with or without slashes in front, or an array of steps. Fails unless it is one of
/// these; `position` is the operand's.
Operand<JsonPath> parse_json_path(const BuiltinContext& ctx, const Value& path, int position);

/// Paths merged into a tree. A leaf ends a path: what is below it is named as a whole.
class PathTree {
 public:
  /// Adds `path`; one below a leaf changes nothing, and the empty path neither.
  void add(std::span<const Value> path);
  [[nodiscard]] bool is_leaf() const { return leaf_; }
  /// What follows the step `key`, or nullptr.
  [[nodiscard]] const PathTree* find(const Value& key) const;
  /// As find(), for a place of an array: steps into arrays are written as strings.
  [[nodiscard]] const PathTree* find_index(std::size_t index) const;

 private:
  bool leaf_ = false;
  std::vector<Value> keys_;
  std::deque<PathTree> children_;
};

/// The paths of an array or set operand.
Operand<PathTree> paths_operand(const BuiltinContext& ctx, std::span<const Value> args,
                                int position);

}  // namespace igp::rego
