// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/rules/context.h"

#include "base/limits.h"

namespace igp::graphql::rules {

std::optional<TypeRef> item_type(const TypeRef* list) {
  if (list == nullptr) return std::nullopt;
  const TypeRef& nullable = list->nullable();
  return nullable.is_list() ? *nullable.inner : nullable;
}

Context::Context(const Schema& schema_used, const ast::Document& document_read)
    : schema(schema_used), document(document_read) {
  for (const ast::Definition& definition : document.definitions) {
    const auto* each = std::get_if<ast::Fragment>(&definition);
    if (each != nullptr) fragments_[each->name.text] = each;
  }
}

const ast::Fragment* Context::fragment(std::string_view name) const {
  const auto found = fragments_.find(name);
  return found == fragments_.end() ? nullptr : found->second;
}

std::vector<const ast::Fragment*> Context::reachable(const ast::Operation& operation) const {
  std::vector<const ast::Fragment*> out;
  std::set<const void*> seen;
  std::vector<const void*> open{&operation};
  while (!open.empty()) {
    const auto found = uses.find(open.back());
    open.pop_back();
    if (found == uses.end()) continue;
    for (const ast::FragmentSpread* spread : found->second.spreads) {
      const ast::Fragment* target = fragment(spread->name.text);
      if (target == nullptr || !seen.insert(target).second) continue;
      out.push_back(target);
      open.push_back(target);
    }
  }
  return out;
}

std::vector<VariableUse> Context::variable_uses(const ast::Operation& operation) const {
  std::vector<VariableUse> out;
  const auto add = [&](const void* definition) {
    const auto found = uses.find(definition);
    if (found == uses.end()) return;
    out.insert(out.end(), found->second.variables.begin(), found->second.variables.end());
  };
  add(&operation);
  for (const ast::Fragment* each : reachable(operation)) add(each);
  return out;
}

void Context::report(std::string message, std::vector<Place> places) {
  if (full_) return;
  if (errors_.size() >= limits::kGraphqlErrors) {
    full_ = true;
    errors_.push_back({"too many validation errors; validation was stopped"});
    return;
  }
  errors_.push_back({std::move(message), std::move(places)});
}

}  // namespace igp::graphql::rules
