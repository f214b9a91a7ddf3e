// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/constants.h"

#include <vector>

#include "rego/number/number.h"
#include "rego/value/builder.h"

namespace igp::rego {

namespace {

Value constant_list(const Term& term, Arena& arena) {
  std::vector<Value> items;
  items.reserve(term.items.size());
  for (const Term* item : term.items) {
    items.push_back(constant_value(*item, arena));
    if (items.back().is_undefined()) return {};
  }
  return term.is(TermKind::kSet) ? make_set(arena, items) : make_array(arena, items);
}

Value constant_object(const Term& term, Arena& arena) {
  ObjectBuilder members(arena);
  for (const ObjectItem& item : *term.object) {
    const Value key = constant_value(*item.key, arena);
    if (key.is_undefined()) return {};
    const Value value = constant_value(*item.value, arena);
    if (value.is_undefined()) return {};
    members.insert(key, value);
  }
  return members.finish();
}

}  // namespace

Value scalar_value(const Term& term, Arena& arena) {
  switch (term.kind) {
    case TermKind::kNull:
      return Value::null();
    case TermKind::kBoolean:
      return Value::boolean(term.boolean);
    case TermKind::kNumber:
      return number_from_text(arena, term.text);
    case TermKind::kString:
      return Value::string(arena, term.text);
    default:
      return {};
  }
}

Value constant_value(const Term& term, Arena& arena) {
  switch (term.kind) {
    case TermKind::kArray:
    case TermKind::kSet:
      return constant_list(term, arena);
    case TermKind::kObject:
      return constant_object(term, arena);
    default:
      return scalar_value(term, arena);
  }
}

}  // namespace igp::rego
