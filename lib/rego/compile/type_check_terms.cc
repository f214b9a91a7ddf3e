// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What is known of terms.
#include "rego/compile/compiler.h"
#include "rego/compile/type_checker.h"
#include "rego/syntax/compare.h"

namespace igp::rego {

void TypeChecker::bind(const Term& var, const Type* type) {
  if (var.slot < 0) return;
  const auto slot = static_cast<std::size_t>(var.slot);
  changes_.push_back({.slot = slot, .before = vars_[slot]});
  vars_[slot] = {.type = type, .bound = true};
  state_ = ++last_state_;
}

const Type* TypeChecker::builtin_type(const BuiltinDecl& builtin) {
  const Type*& type = builtins_[builtin_index(&builtin)];
  if (type == nullptr) type = parse_function_type(builtin.signature, types_);
  return type;
}

/// Names that are not variables of the body may be those of builtins.
const Type* TypeChecker::type_of_var(const Term& var) {
  if (var.slot < 0) return nullptr;
  const Binding& binding = vars_[static_cast<std::size_t>(var.slot)];
  if (binding.bound || is_generated(var)) return binding.type;
  const BuiltinDecl* builtin = find_builtin(var.text);
  return builtin == nullptr ? nullptr : builtin_type(*builtin);
}

/// The type of what the elements of `ref` from `at` on select in `type`. All elements that a
/// variable could select count.
const Type* TypeChecker::select_path(const Type* type, const Terms& ref, std::size_t at) {
  for (; type != nullptr && at < ref.size(); ++at) {
    switch (ref[at]->kind) {
      case TermKind::kVar:
      case TermKind::kRef:
      case TermKind::kArray:
      case TermKind::kObject:
      case TermKind::kSet:
        if (is_empty_collection(type)) return any_type();
        type = types_.values(type);
        break;
      case TermKind::kNull:
      case TermKind::kBoolean:
      case TermKind::kNumber:
      case TermKind::kString:
        type = types_.select(type, *ref[at]);
        break;
      default:
        return nullptr;
    }
  }
  return type;
}

/// Looks in the layers from the last to the first. Of base documents nothing is known.
const Type* TypeChecker::type_of_document(const Terms& ref) {
  for (std::size_t layer = layers_.size(); layer-- > 0;) {
    const TypeNode* node = layers_[layer].root(ref);
    std::size_t at = 1;
    while (node != nullptr) {
      if (at == ref.size()) return extent(types_, *node);
      const bool constant = is_constant(*ref[at]);
      const TypeNode* child = constant ? node->child(*ref[at]) : nullptr;
      if (child == nullptr && node->value != nullptr) return select_path(node->value, ref, at);
      if (!constant) return select_path(extent(types_, *node), ref, at);
      node = child;
      ++at;
    }
  }
  return any_type();
}

const Type* TypeChecker::type_of_ref(const Terms& ref) {
  const Term& head = *ref[0];
  if (!head.is(TermKind::kVar)) return nullptr;
  if (head.text == "data" || head.text == "input") return type_of_document(ref);
  const bool bound = head.slot >= 0 && vars_[static_cast<std::size_t>(head.slot)].bound;
  if (bound) {
    const Type* type = vars_[static_cast<std::size_t>(head.slot)].type;
    if (type == nullptr && ref.size() > 1 && !is_constant(*ref[1])) type = any_type();
    return select_path(type, ref, 1);
  }
  if (is_generated(head)) return nullptr;
  const BuiltinDecl* builtin = find_builtin(ref);
  return builtin == nullptr ? nullptr : builtin_type(*builtin);
}

const Type* TypeChecker::type_of_object(const Term& term) {
  List<TypeProperty> properties;
  const ObjectItem* open = nullptr;
  properties.reserve(types_.arena(), term.object->size());
  for (const ObjectItem& item : *term.object) {
    if (is_constant(*item.key)) {
      properties.push_back(types_.arena(), {.key = item.key, .value = type_of(*item.value)});
    } else if (open == nullptr || compare(*open->key, *item.key) < 0) {
      open = &item;  // OPA knows one such pair of types, the last in the order of keys
    }
  }
  if (open == nullptr) return types_.object(properties);
  const Type* key = type_of(*open->key);
  return types_.object(properties, key, type_of(*open->value));
}

const Type* TypeChecker::type_of_comprehension(const Term& term) {
  TypeErrors errors;
  const Type* type = check_comprehension(term, errors);
  return errors.empty() ? type : nullptr;
}

const Type* TypeChecker::type_of(const Term& term) {
  switch (term.kind) {
    case TermKind::kNull:
      return null_type();
    case TermKind::kBoolean:
      return boolean_type();
    case TermKind::kNumber:
      return number_type();
    case TermKind::kString:
    case TermKind::kTemplate:
      return string_type();
    case TermKind::kVar:
      return type_of_var(term);
    case TermKind::kRef:
      return type_of_ref(term.items);
    case TermKind::kArray: {
      List<const Type*> items;
      items.reserve(types_.arena(), term.items.size());
      for (const Term* item : term.items) items.push_back(types_.arena(), type_of(*item));
      return types_.array(items);
    }
    case TermKind::kSet: {
      std::vector<const Type*> types;
      for (const Term* item : term.items) types.push_back(type_of(*item));
      return types_.set(types_.either(std::move(types)));
    }
    case TermKind::kObject:
      return type_of_object(term);
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      return type_of_comprehension(term);
    case TermKind::kCall:
      return nullptr;
  }
  return nullptr;
}

}  // namespace igp::rego
