// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/compare.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace igp::rego {

namespace {

using Order = std::strong_ordering;

/// Places in the order of values; template strings come where strings do.
int rank(TermKind kind) {
  switch (kind) {
    case TermKind::kNull:
      return 0;
    case TermKind::kBoolean:
      return 1;
    case TermKind::kNumber:
      return 2;
    case TermKind::kString:
      return 3;
    case TermKind::kTemplate:
      return 4;
    case TermKind::kVar:
      return 5;
    case TermKind::kRef:
      return 6;
    case TermKind::kArray:
      return 7;
    case TermKind::kObject:
      return 8;
    case TermKind::kSet:
      return 9;
    case TermKind::kArrayCompr:
      return 10;
    case TermKind::kObjectCompr:
      return 11;
    case TermKind::kSetCompr:
      return 12;
    case TermKind::kCall:
      return 13;
  }
  return 14;
}

/// A decimal number as sign, digits without outer zeros, and the place of its point before them.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t point = 0;
};

Decimal read_decimal(std::string_view text) {
  Decimal out;
  if (text.starts_with('-')) {
    out.negative = true;
    text.remove_prefix(1);
  }
  std::int64_t exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    text = text.substr(0, e);
  }
  bool dot = false;
  for (const char c : text) {
    if (c == '.') {
      dot = true;
      continue;
    }
    if (out.digits.empty() && c == '0') {
      if (dot) --out.point;
      continue;
    }
    out.digits += c;
    if (!dot) ++out.point;
  }
  while (out.digits.ends_with('0')) out.digits.pop_back();
  out.point += exponent;
  if (out.digits.empty()) out = Decimal{};
  return out;
}

Order compare_magnitudes(const Decimal& a, const Decimal& b) {
  if (a.digits.empty() || b.digits.empty()) return a.digits.size() <=> b.digits.size();
  if (a.point != b.point) return a.point <=> b.point;
  return a.digits <=> b.digits;
}

template <class List, class Compare>
Order compare_lists(const List& a, const List& b, Compare compare_elements) {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (const Order order = compare_elements(a[i], b[i]); order != 0) return order;
  }
  return a.size() <=> b.size();
}

Order compare_pointers(const Term* a, const Term* b) {
  if (a == nullptr || b == nullptr) return (a != nullptr) <=> (b != nullptr);
  return compare(*a, *b);
}

Order compare_objects(const Term& a, const Term& b) {
  const auto left = sorted_items(a);
  const auto right = sorted_items(b);
  const std::size_t common = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (const Order order = compare(*left[i].key, *right[i].key); order != 0) return order;
  }
  if (left.size() != right.size()) return left.size() <=> right.size();
  for (std::size_t i = 0; i < common; ++i) {
    if (const Order order = compare(*left[i].value, *right[i].value); order != 0) return order;
  }
  return Order::equal;
}

Order compare_comprehensions(const Comprehension& a, const Comprehension& b) {
  if (const Order order = compare_pointers(a.key, b.key); order != 0) return order;
  if (const Order order = compare_pointers(a.term, b.term); order != 0) return order;
  return compare(a.body, b.body);
}

Order compare_parts(const TemplatePart& a, const TemplatePart& b) {
  if (a.expr == nullptr || b.expr == nullptr) {
    if (const Order order = (a.expr != nullptr) <=> (b.expr != nullptr); order != 0) return order;
    return compare(*a.term, *b.term);
  }
  return compare(*a.expr, *b.expr);
}

Order compare_everies(const Every& a, const Every& b) {
  if (const Order order = compare_pointers(a.key, b.key); order != 0) return order;
  if (const Order order = compare(*a.value, *b.value); order != 0) return order;
  if (const Order order = compare(*a.domain, *b.domain); order != 0) return order;
  return compare(a.body, b.body);
}

Order compare_same_kind(const Expr& a, const Expr& b) {
  switch (a.kind) {
    case ExprKind::kTerm:
      return compare(*a.term, *b.term);
    case ExprKind::kCall:
      return compare(a.terms, b.terms);
    case ExprKind::kSome:
      return compare(a.some->symbols, b.some->symbols);
    case ExprKind::kEvery:
      return compare_everies(*a.every, *b.every);
    case ExprKind::kNot:
      return compare(a.not_body->body, b.not_body->body);
    case ExprKind::kAnd:
    case ExprKind::kOr:
      if (const Order order = compare(a.logical->lhs, b.logical->lhs); order != 0) return order;
      return compare(a.logical->rhs, b.logical->rhs);
  }
  return Order::equal;
}

Order compare_withs(const With* a, const With* b) {
  if (const Order order = compare(*a->target, *b->target); order != 0) return order;
  return compare(*a->value, *b->value);
}

bool less(const Term* a, const Term* b) { return compare(*a, *b) < 0; }

}  // namespace

std::strong_ordering compare_number_texts(std::string_view a, std::string_view b) {
  if (a == b) return Order::equal;
  const Decimal left = read_decimal(a);
  const Decimal right = read_decimal(b);
  if (left.negative != right.negative) return right.negative <=> left.negative;
  return left.negative ? compare_magnitudes(right, left) : compare_magnitudes(left, right);
}

std::strong_ordering compare(const Term& a, const Term& b) {
  if (a.kind != b.kind) return rank(a.kind) <=> rank(b.kind);
  switch (a.kind) {
    case TermKind::kNull:
      return Order::equal;
    case TermKind::kBoolean:
      return a.boolean <=> b.boolean;
    case TermKind::kNumber:
      return compare_number_texts(a.text, b.text);
    case TermKind::kString:
    case TermKind::kVar:
      return a.text <=> b.text;
    case TermKind::kRef:
    case TermKind::kArray:
    case TermKind::kCall:
      return compare(a.items, b.items);
    case TermKind::kSet:
      return compare_lists(sorted_elements(a), sorted_elements(b), compare_pointers);
    case TermKind::kObject:
      return compare_objects(a, b);
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      return compare_comprehensions(*a.compr, *b.compr);
    case TermKind::kTemplate:
      return compare_lists(a.templ->parts, b.templ->parts, compare_parts);
  }
  return Order::equal;
}

std::strong_ordering compare(const Expr& a, const Expr& b) {
  if (a.index != b.index) return a.index <=> b.index;
  if (a.negated != b.negated) return a.negated <=> b.negated;
  if (a.kind != b.kind) return a.kind <=> b.kind;
  if (const Order order = compare_same_kind(a, b); order != 0) return order;
  return compare_lists(a.with, b.with, compare_withs);
}

std::strong_ordering compare(const Body& a, const Body& b) {
  return compare_lists(a, b, [](const Expr* x, const Expr* y) { return compare(*x, *y); });
}

std::strong_ordering compare(const Terms& a, const Terms& b) {
  return compare_lists(a, b, compare_pointers);
}

std::vector<const Term*> sorted_elements(const Term& set) {
  std::vector<const Term*> out(set.items.begin(), set.items.end());
  std::ranges::stable_sort(out, less);
  const auto rest =
      std::ranges::unique(out, [](const Term* x, const Term* y) { return compare(*x, *y) == 0; });
  out.erase(rest.begin(), rest.end());
  return out;
}

std::vector<ObjectItem> sorted_items(const Term& object) {
  std::vector<ObjectItem> sorted(object.object->begin(), object.object->end());
  std::ranges::stable_sort(sorted, less, &ObjectItem::key);
  std::vector<ObjectItem> out;
  for (const ObjectItem& item : sorted) {
    if (!out.empty() && compare(*out.back().key, *item.key) == 0) {
      out.back().value = item.value;
    } else {
      out.push_back(item);
    }
  }
  return out;
}

}  // namespace igp::rego
