// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/compile/known_values.h"

#include <charconv>
#include <utility>

#include "rego/compile/rule_tree.h"
#include "rego/compile/vars.h"
#include "rego/syntax/compare.h"

namespace igp::rego {

namespace {

/// The elements of an array or set, the values of an object; false for what is no collection.
bool add_members(const Term& collection, std::vector<const Term*>& out) {
  if (collection.is(TermKind::kObject)) {
    for (const ObjectItem& item : *collection.object) out.push_back(item.value);
    return true;
  }
  if (!collection.is(TermKind::kArray) && !collection.is(TermKind::kSet)) return false;
  out.insert(out.end(), collection.items.begin(), collection.items.end());
  return true;
}

/// What a constant selects in a constant; null where there is nothing.
const Term* member(const Term& collection, const Term& key) {
  if (collection.is(TermKind::kObject)) {
    for (const ObjectItem& item : *collection.object) {
      if (equal(*item.key, key)) return item.value;
    }
    return nullptr;
  }
  if (collection.is(TermKind::kSet)) {
    for (const Term* item : collection.items) {
      if (equal(*item, key)) return item;
    }
    return nullptr;
  }
  if (!collection.is(TermKind::kArray) || !key.is(TermKind::kNumber)) return nullptr;
  std::size_t place = 0;
  const char* end = key.text.data() + key.text.size();
  const auto read = std::from_chars(key.text.data(), end, place);
  const bool there = read.ec == std::errc{} && read.ptr == end && place < collection.items.size();
  return there ? collection.items[place] : nullptr;
}

}  // namespace

KnownValues::KnownValues(const Rule& rule) {
  for (std::size_t i = 0; i < rule.body.size(); ++i) add(*rule.body[i], i);
}

void KnownValues::add(const Expr& expr, std::size_t at) {
  if (!is_equation(expr) || expr.negated || !expr.with.empty()) return;
  for (std::size_t side = 1; side <= 2; ++side) {
    const Term& var = *expr.terms[side];
    if (!var.is(TermKind::kVar)) continue;
    if (auto values = values_of(*expr.terms[3 - side], at)) {
      known_.try_emplace(var.text, Known{at, std::move(*values)});
      return;
    }
  }
}

std::optional<KnownValues::Values> KnownValues::values_of(const Term& term, std::size_t at) const {
  if (term.is(TermKind::kVar)) {
    const auto found = known_.find(term.text);
    if (found == known_.end() || found->second.at >= at) return std::nullopt;
    return found->second.values;
  }
  if (term.is(TermKind::kRef)) return values_of_ref(term.items, at);
  if (is_constant(term)) return Values{&term};
  return std::nullopt;
}

std::optional<KnownValues::Values> KnownValues::values_of_ref(const Terms& ref,
                                                              std::size_t at) const {
  std::optional<Values> values = values_of(*ref[0], at);
  for (std::size_t i = 1; values && i < ref.size(); ++i) {
    Values next;
    for (const Term* value : *values) {
      if (is_constant(*ref[i])) {
        if (const Term* found = member(*value, *ref[i])) next.push_back(found);
      } else if (!add_members(*value, next)) {
        return std::nullopt;
      }
    }
    if (next.size() > kMostReferences) return std::nullopt;
    values = std::move(next);
  }
  return values;
}

std::vector<Terms> KnownValues::expand(SyntaxArena& arena, const Terms& ref, std::size_t at) const {
  std::vector<Terms> expanded = {ref};
  for (std::size_t i = 1; i < ref.size(); ++i) {
    if (is_constant(*ref[i])) continue;
    const std::optional<Values> values = values_of(*ref[i], at);
    // A variable without values makes the body fail, which is not for here to decide.
    if (!values || values->empty() || expanded.size() * values->size() > kMostReferences) continue;
    std::vector<Terms> next;
    for (const Terms& prefix : expanded) {
      for (const Term* value : *values) {
        Terms copy = Terms::of(arena, prefix);
        copy[i] = const_cast<Term*>(value);  // shared, and only read
        next.push_back(copy);
      }
    }
    expanded = std::move(next);
  }
  return expanded;
}

}  // namespace igp::rego
