// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// VarSet: a set of variables' names.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace igp::rego {

/// Ordered, so that findings come in the same order every time. Contiguous: most sets hold a
/// handful of names, live for a moment, and are copied often.
class VarSet {
 public:
  using const_iterator = std::vector<std::string_view>::const_iterator;

  VarSet() = default;
  VarSet(std::initializer_list<std::string_view> vars) { insert(vars); }

  [[nodiscard]] const_iterator begin() const { return vars_.begin(); }
  [[nodiscard]] const_iterator end() const { return vars_.end(); }
  [[nodiscard]] std::size_t size() const { return vars_.size(); }
  [[nodiscard]] bool empty() const { return vars_.empty(); }
  [[nodiscard]] bool contains(std::string_view var) const;

  /// Whether `var` was not there before.
  bool insert(std::string_view var);
  void insert(std::initializer_list<std::string_view> vars) {
    for (const std::string_view var : vars) insert(var);
  }
  void merge(const VarSet& other);

  /// Whether `var` was there.
  bool erase(std::string_view var);
  template <class Predicate>
  void erase_if(Predicate predicate) {
    std::erase_if(vars_, predicate);
  }

  friend bool operator==(const VarSet&, const VarSet&) = default;
  friend VarSet minus(const VarSet& a, const VarSet& b);
  friend VarSet intersection(const VarSet& a, const VarSet& b);

 private:
  std::vector<std::string_view> vars_;  ///< sorted, distinct
};

bool is_subset(const VarSet& part, const VarSet& whole);
VarSet minus(const VarSet& a, const VarSet& b);
VarSet intersection(const VarSet& a, const VarSet& b);

}  // namespace igp::rego
