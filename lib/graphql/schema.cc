// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/schema.h"

#include <algorithm>

#include "graphql/parser.h"

namespace igp::graphql {
namespace {

template <class Named>
const Named* find_named(const std::vector<Named>& items, std::string_view name) {
  const auto found = std::ranges::find(items, name, &Named::name);
  return found == items.end() ? nullptr : &*found;
}

bool has(const std::vector<const NamedType*>& types, const NamedType* type) {
  return std::ranges::find(types, type) != types.end();
}

}  // namespace

std::string TypeRef::str() const {
  switch (kind) {
    case Kind::kNamed:
      return named->name;
    case Kind::kList:
      return fmt::format("[{}]", inner->str());
    case Kind::kNonNull:
      return inner->str() + "!";
  }
  return {};
}

bool operator==(const TypeRef& a, const TypeRef& b) {
  if (a.kind != b.kind) return false;
  return a.inner ? *a.inner == *b.inner : a.named == b.named;
}

const InputValue* find_input(const std::vector<InputValue>& inputs, std::string_view name) {
  return find_named(inputs, name);
}

const FieldType* NamedType::field(std::string_view field_name) const {
  return find_named(fields, field_name);
}

const InputValue* NamedType::input_field(std::string_view field_name) const {
  return find_named(input_fields, field_name);
}

bool NamedType::has_value(std::string_view value) const {
  return find_named(values, value) != nullptr;
}

Result<Schema> Schema::parse(std::string_view sdl) {
  const ParseLimits trusted{.bytes = limits::kMiB, .tokens = 200'000};
  const ast::Document document = IGP_TRY(parse_document(sdl, trusted));
  return build(document);
}

const NamedType* Schema::type(std::string_view name) const {
  const auto found = types_.find(name);
  return found == types_.end() ? nullptr : found->second.get();
}

const DirectiveType* Schema::directive(std::string_view name) const {
  return find_named(directives_, name);
}

const NamedType* Schema::root(ast::OperationKind kind) const {
  const auto found = roots_.find(kind);
  return found == roots_.end() ? nullptr : found->second;
}

const FieldType* Schema::field(const NamedType& parent, std::string_view name) const {
  if (name == typename_field_.name && parent.is_composite()) return &typename_field_;
  if (&parent == root(ast::OperationKind::kQuery)) {
    if (name == schema_field_.name) return &schema_field_;
    if (name == type_field_.name) return &type_field_;
  }
  return parent.has_fields() ? parent.field(name) : nullptr;
}

std::optional<TypeRef> Schema::resolve(const ast::Type& type_use) const {
  TypeRef out;
  if (type_use.items) {
    auto inner = resolve(*type_use.items);
    if (!inner) return std::nullopt;
    out.kind = TypeRef::Kind::kList;
    out.inner = std::make_shared<const TypeRef>(*std::move(inner));
  } else {
    out.named = type(type_use.name);
    if (out.named == nullptr) return std::nullopt;
  }
  if (!type_use.non_null) return out;
  return TypeRef{TypeRef::Kind::kNonNull, nullptr, std::make_shared<const TypeRef>(std::move(out))};
}

bool Schema::is_possible(const NamedType& abstract, const NamedType& object) const {
  return &abstract == &object || has(abstract.possible_types, &object) ||
         has(object.interfaces, &abstract);
}

bool Schema::overlap(const NamedType& a, const NamedType& b) const {
  if (&a == &b) return true;
  if (!a.is_abstract()) return b.is_abstract() && is_possible(b, a);
  if (!b.is_abstract()) return is_possible(a, b);
  return std::ranges::any_of(
      a.possible_types, [&](const NamedType* object) { return has(b.possible_types, object); });
}

bool Schema::is_subtype(const TypeRef& a, const TypeRef& b) const {
  if (a == b) return true;
  if (b.is_non_null()) return a.is_non_null() && is_subtype(*a.inner, *b.inner);
  if (a.is_non_null()) return is_subtype(*a.inner, b);
  if (b.is_list()) return a.is_list() && is_subtype(*a.inner, *b.inner);
  return !a.is_list() && b.named->is_abstract() && a.named->has_fields() &&
         is_possible(*b.named, *a.named);
}

}  // namespace igp::graphql
