// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Which variables an equation binds.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "rego/compile/safety.h"
#include "rego/syntax/compare.h"

namespace igp::rego {

namespace {

/// Variables of a pattern, which matching gives a value.
constexpr std::uint8_t kPatternFlags = kSkipRefHead | kSkipObjectKeys | kSkipClosures;

bool is_collection_pattern(const Term& term) {
  return term.is(TermKind::kArray) || term.is(TermKind::kObject);
}

class Unifier {
 public:
  explicit Unifier(const VarSet& safe) : safe_(safe) {}

  void unify(const Term& a, const Term& b);
  VarSet take() { return std::move(unified_); }

 private:
  [[nodiscard]] bool is_safe(std::string_view var) const {
    return safe_.contains(var) || unified_.contains(var);
  }
  /// Whether the value of a reference or call is known.
  [[nodiscard]] bool is_known(const Term& term) const {
    if (term.is(TermKind::kRef)) return is_ref_safe(term, safe_);
    return is_subset(vars_of(term, kSafetyFlags), safe_);
  }

  void unify_var(const Term& var, const Term& other);
  void unify_pattern(const Term& pattern, const Term& other);
  void unify_objects(const Term& a, const Term& b);
  /// `var` equals a collection: either binds the other once one of them is known.
  void unify_collection(std::string_view var, const Term& pattern);
  void bind_pattern(const Term& pattern) {
    for (const std::string_view var : vars_of(pattern, kPatternFlags)) bind(var);
  }
  void bind(std::string_view var);

  const VarSet& safe_;
  VarSet unified_;
  std::map<std::string_view, VarSet> waiting_;  ///< bound once all of these are
};

void Unifier::bind(std::string_view var) {
  unified_.insert(var);
  const auto node = waiting_.extract(var);
  if (!node.empty()) {
    for (const std::string_view other : node.mapped()) bind(other);
  }
  std::vector<std::string_view> ready;
  for (auto& [other, needs] : waiting_) {
    if (needs.erase(var) && needs.empty()) ready.push_back(other);
  }
  for (const std::string_view other : ready) {
    if (!unified_.contains(other)) bind(other);
  }
}

void Unifier::unify_collection(std::string_view var, const Term& pattern) {
  if (is_safe(var)) {
    bind_pattern(pattern);
    return;
  }
  const VarSet open = minus(minus(vars_of(pattern, kPatternFlags), safe_), unified_);
  if (open.empty()) {
    bind(var);
  } else {
    waiting_[var].merge(open);
  }
}

void Unifier::unify_var(const Term& var, const Term& other) {
  switch (other.kind) {
    case TermKind::kVar:
      if (is_safe(other.text)) {
        bind(var.text);
      } else if (is_safe(var.text)) {
        bind(other.text);
      } else {
        waiting_[var.text].insert(other.text);
        waiting_[other.text].insert(var.text);
      }
      return;
    case TermKind::kArray:
    case TermKind::kObject:
      unify_collection(var.text, other);
      return;
    case TermKind::kRef:
    case TermKind::kCall:
      if (is_known(other)) bind(var.text);
      return;
    default:
      bind(var.text);
      return;
  }
}

void Unifier::unify_objects(const Term& a, const Term& b) {
  const auto left = sorted_items(a);
  const auto right = sorted_items(b);
  if (left.size() != right.size()) return;
  for (const ObjectItem& item : left) {
    const auto other = std::ranges::find_if(
        right, [&](const ObjectItem& candidate) { return equal(*candidate.key, *item.key); });
    if (other != right.end()) unify(*item.value, *other->value);
  }
}

/// An array or object on the left.
void Unifier::unify_pattern(const Term& pattern, const Term& other) {
  switch (other.kind) {
    case TermKind::kVar:
      unify_collection(other.text, pattern);
      return;
    case TermKind::kRef:
    case TermKind::kCall:
      if (is_known(other)) bind_pattern(pattern);
      return;
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      if (pattern.is(TermKind::kArray)) bind_pattern(pattern);
      return;
    case TermKind::kArray:
      if (!pattern.is(TermKind::kArray) || pattern.items.size() != other.items.size()) return;
      for (std::size_t i = 0; i < pattern.items.size(); ++i) {
        unify(*pattern.items[i], *other.items[i]);
      }
      return;
    case TermKind::kObject:
      if (pattern.is(TermKind::kObject)) unify_objects(pattern, other);
      return;
    default:
      return;
  }
}

void Unifier::unify(const Term& a, const Term& b) {
  switch (a.kind) {
    case TermKind::kVar:
      unify_var(a, b);
      return;
    case TermKind::kArray:
    case TermKind::kObject:
      unify_pattern(a, b);
      return;
    case TermKind::kRef:
    case TermKind::kCall:
      if (!is_known(a)) return;
      break;
    case TermKind::kArrayCompr:
    case TermKind::kObjectCompr:
      if (b.is(a.is(TermKind::kArrayCompr) ? TermKind::kArray : TermKind::kObject)) bind_pattern(b);
      [[fallthrough]];
    default:
      if (b.is(TermKind::kVar)) bind(b.text);
      return;
  }
  if (b.is(TermKind::kVar)) {
    bind(b.text);
  } else if (is_collection_pattern(b)) {
    bind_pattern(b);
  }
}

}  // namespace

bool is_ref_safe(const Term& ref, const VarSet& safe) {
  const Term& head = *ref.items[0];
  if (head.is(TermKind::kVar)) return safe.contains(head.text);
  return is_subset(vars_of(head, kSafetyFlags), safe);
}

VarSet unified_vars(const VarSet& safe, const Term& a, const Term& b) {
  Unifier unifier(safe);
  unifier.unify(a, b);
  return unifier.take();
}

}  // namespace igp::rego
