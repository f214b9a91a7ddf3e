// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Planning of unification.
#include <array>

#include "rego/eval/planner.h"
#include "rego/eval/steps_value.h"

namespace igp::rego {

bool Planner::is_unbound_var(const Term& term) const {
  return term.is(TermKind::kVar) && term.slot >= 0 && !bound_[static_cast<std::size_t>(term.slot)];
}

bool Planner::is_bound(const Term& term) const {
  switch (term.kind) {
    case TermKind::kVar:
      return !is_unbound_var(term);
    case TermKind::kObject:
      for (const ObjectItem& item : *term.object) {
        if (!is_bound(*item.key) || !is_bound(*item.value)) return false;
      }
      return true;
    case TermKind::kCall:
      for (std::size_t i = 1; i < term.items.size(); ++i) {
        if (!is_bound(*term.items[i])) return false;
      }
      return true;
    case TermKind::kRef:
    case TermKind::kArray:
    case TermKind::kSet:
      for (const Term* item : term.items) {
        if (!is_bound(*item)) return false;
      }
      return true;
    default:
      return true;
  }
}

bool Planner::is_pattern(const Term& term) {
  switch (term.kind) {
    case TermKind::kArray:
      for (const Term* item : term.items) {
        if (!is_pattern(*item)) return false;
      }
      return true;
    case TermKind::kObject:
      for (const ObjectItem& item : *term.object) {
        if (!is_pattern(*item.key) || !is_pattern(*item.value)) return false;
      }
      return true;
    case TermKind::kVar:
      return term.slot >= 0;
    default:
      return term.is_scalar();
  }
}

void Planner::assign(const Term& var, const Operand& value) {
  emit<MoveStep>(var.slot, value);
  bind(var.slot);
}

namespace {

using Equation = std::pair<const Term*, const Term*>;

// The equations between the elements of two literals of one size.
void elements(const Term& a, const Term& b, std::vector<Equation>& out) {
  for (std::size_t i = 0; i < a.items.size(); ++i) out.emplace_back(a.items[i], b.items[i]);
}

}  // namespace

// Literals on both sides fall apart into equations between their elements, which are planned in an
// order in which each has a side that is bound.
void Planner::unify(const Term& a, const Term& b) {
  std::vector<Equation> open{{&a, &b}};
  while (!open.empty()) {
    std::vector<Equation> later;
    bool progress = false;
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto [x, y] = open[i];
      const bool arrays = x->is(TermKind::kArray) && y->is(TermKind::kArray);
      if (arrays && !(is_bound(*x) && is_bound(*y))) {
        progress = true;
        if (x->items.size() != y->items.size()) {
          emit<FailStep>();
        } else {
          elements(*x, *y, open);
        }
      } else if (unify_objects(*x, *y) || unify_once(*x, *y)) {
        progress = true;
      } else {
        later.emplace_back(x, y);
      }
    }
    if (!progress) {
      unbound(*later.front().first);
      return;
    }
    open = std::move(later);
  }
}

bool Planner::unify_once(const Term& a, const Term& b) {
  if (is_unbound_var(a) && is_unbound_var(b)) return a.slot == b.slot;
  // A reference with unbound operands iterates and binds them.
  const auto computable = [&](const Term& t) {
    return is_bound(t) || t.is(TermKind::kRef) || t.is(TermKind::kCall);
  };
  if (is_unbound_var(a) || (!is_bound(a) && is_pattern(a))) {
    if (!computable(b)) return false;
    match(a, term(b));
    return true;
  }
  if (is_unbound_var(b) || (!is_bound(b) && is_pattern(b))) {
    if (!computable(a)) return false;
    match(b, term(a));
    return true;
  }
  if (computable(b)) {
    match(a, term(b));
    return true;
  }
  if (computable(a)) {
    match(b, term(a));
    return true;
  }
  return false;
}

// Two object literals with constant keys, of which one at least has unbound variables: pairs up
// their values. Says false for anything else.
bool Planner::unify_objects(const Term& a, const Term& b) {
  if (!a.is(TermKind::kObject) || !b.is(TermKind::kObject)) return false;
  if (is_bound(a) || is_bound(b)) return false;
  std::vector<std::pair<Value, const Term*>> left;
  for (const ObjectItem& item : *a.object) {
    const Value key = constant(*item.key);
    if (key.is_undefined()) return false;
    left.emplace_back(key, item.value);
  }
  std::vector<Equation> pairs;
  for (const ObjectItem& item : *b.object) {
    const Value key = constant(*item.key);
    if (key.is_undefined()) return false;
    for (const auto& [other, value] : left) {
      if (other == key) pairs.emplace_back(value, item.value);
    }
  }
  if (left.size() != b.object->size() || pairs.size() != left.size()) {
    emit<FailStep>();
    return true;
  }
  for (const auto& [x, y] : pairs) unify(*x, *y);
  return true;
}

void Planner::match(const Term& pattern, const Operand& value) {
  if (is_unbound_var(pattern)) {
    assign(pattern, value);
  } else if (pattern.is(TermKind::kArray) && !is_bound(pattern)) {
    match_array(pattern, value);
  } else if (pattern.is(TermKind::kObject) && !is_bound(pattern)) {
    match_object(pattern, value);
  } else {
    emit<EqualStep>(term(pattern), value);
  }
}

void Planner::match_array(const Term& pattern, const Operand& value) {
  emit<SizeStep>(value, Kind::kArray, pattern.items.size());
  for (std::size_t i = 0; i < pattern.items.size(); ++i) {
    const Term& element = *pattern.items[i];
    const bool direct = is_unbound_var(element);
    const std::int32_t slot = direct ? element.slot : new_slot();
    emit<LookupStep>(slot, value, Operand::constant(Value::integer(static_cast<std::int64_t>(i))));
    if (direct) {
      bind(slot);
    } else {
      match(element, Operand::slot(slot));
    }
  }
}

void Planner::match_object(const Term& pattern, const Operand& value) {
  emit<SizeStep>(value, Kind::kObject, pattern.object->size());
  for (const ObjectItem& item : *pattern.object) {
    if (!is_bound(*item.key)) {
      unbound(*item.key);
      return;
    }
    const Operand key = term(*item.key);
    const bool direct = is_unbound_var(*item.value);
    const std::int32_t slot = direct ? item.value->slot : new_slot();
    emit<LookupStep>(slot, value, key);
    if (direct) {
      bind(slot);
    } else {
      match(*item.value, Operand::slot(slot));
    }
  }
}

}  // namespace igp::rego
