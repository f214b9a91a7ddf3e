// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/var_set.h"

#include <algorithm>
#include <iterator>

namespace igp::rego {

namespace {

// What a set has room for once it holds anything.
constexpr std::size_t kFewVars = 8;

}  // namespace

bool VarSet::contains(std::string_view var) const { return std::ranges::binary_search(vars_, var); }

bool VarSet::insert(std::string_view var) {
  if (vars_.empty()) vars_.reserve(kFewVars);
  const auto at = std::ranges::lower_bound(vars_, var);
  if (at != vars_.end() && *at == var) return false;
  vars_.insert(at, var);
  return true;
}

void VarSet::merge(const VarSet& other) {
  if (is_subset(other, *this)) return;
  std::vector<std::string_view> all;
  all.reserve(vars_.size() + std::max(other.size(), kFewVars));
  std::ranges::set_union(vars_, other.vars_, std::back_inserter(all));
  vars_ = std::move(all);
}

bool VarSet::erase(std::string_view var) {
  const auto at = std::ranges::lower_bound(vars_, var);
  if (at == vars_.end() || *at != var) return false;
  vars_.erase(at);
  return true;
}

bool is_subset(const VarSet& part, const VarSet& whole) {
  return std::ranges::includes(whole, part);
}

VarSet minus(const VarSet& a, const VarSet& b) {
  VarSet out;
  std::ranges::set_difference(a, b, std::back_inserter(out.vars_));
  return out;
}

VarSet intersection(const VarSet& a, const VarSet& b) {
  VarSet out;
  std::ranges::set_intersection(a, b, std::back_inserter(out.vars_));
  return out;
}

}  // namespace igp::rego
