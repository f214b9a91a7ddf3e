// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Type validation (specification sections 3.3 to 3.13, "Type Validation").
#include <algorithm>
#include <set>

#include "base/error.h"
#include "graphql/literal.h"
#include "graphql/schema.h"

namespace igp::graphql {
namespace {

class Checker {
 public:
  explicit Checker(const Schema& schema) : schema_(schema) {}

  std::vector<std::string> run() {
    for (const NamedType* type : schema_.types()) check(*type);
    for (const DirectiveType& directive : schema_.directives()) {
      check_arguments("@" + directive.name, directive.arguments);
    }
    return std::move(faults_);
  }

 private:
  void refuse(std::string fault) { faults_.push_back(std::move(fault)); }

  /// Introspection's own names start with two underscores; nobody else's may.
  void check_name(const std::string& where, const std::string& name) {
    if (name.starts_with("__") && !where.starts_with("__")) {
      refuse(quote(where) + " has the reserved name " + quote(name));
    }
  }

  template <class Items>
  void check_unique(const std::string& where, const Items& items) {
    std::set<std::string_view> seen;
    for (const auto& item : items) {
      if (!seen.insert(item.name).second) refuse(quote(where) + " has two " + quote(item.name));
      check_name(where, item.name);
    }
  }

  void check_arguments(const std::string& where, const std::vector<InputValue>& inputs) {
    check_unique(where, inputs);
    for (const InputValue& input : inputs) {
      const std::string at = where + "." + input.name;
      if (!input.type.base().is_input()) refuse(quote(at) + " is not of an input type");
      if (input.deprecation && input.is_required())
        refuse(quote(at) + " is required and deprecated");
      if (input.default_value && input.type.base().is_input() &&
          !literal_fits(*input.default_value, input.type)) {
        refuse(quote(at) + " has a default value of another type");
      }
    }
  }

  void check(const NamedType& type) {
    if (type.has_fields()) check_fields(type);
    if (type.kind == ast::TypeKind::kUnion) check_members(type);
    if (type.kind == ast::TypeKind::kEnum) {
      check_unique(type.name, type.values);
      if (type.values.empty()) refuse(quote(type.name) + " has no values");
    }
    if (type.kind == ast::TypeKind::kInputObject) {
      check_arguments(type.name, type.input_fields);
      if (type.input_fields.empty()) refuse(quote(type.name) + " has no fields");
      if (requires_itself(type)) refuse(quote(type.name) + " requires a value of itself");
    }
  }

  void check_fields(const NamedType& type) {
    if (type.fields.empty()) refuse(quote(type.name) + " has no fields");
    check_unique(type.name, type.fields);
    for (const FieldType& field : type.fields) {
      const std::string at = type.name + "." + field.name;
      if (!field.type.base().is_output()) refuse(quote(at) + " is not of an output type");
      check_arguments(at, field.arguments);
    }
    std::set<const NamedType*> seen;
    for (const NamedType* interface : type.interfaces) {
      if (interface == &type || !seen.insert(interface).second) {
        refuse(quote(type.name) + " cannot implement " + quote(interface->name) + " here");
        continue;
      }
      check_implementation(type, *interface);
    }
  }

  void check_members(const NamedType& type) {
    std::set<const NamedType*> seen;
    if (type.possible_types.empty()) refuse(quote(type.name) + " has no members");
    for (const NamedType* member : type.possible_types) {
      if (!seen.insert(member).second) {
        refuse(quote(type.name) + " has two " + quote(member->name));
      }
    }
  }

  /// IsValidImplementation() of section 3.6.
  void check_implementation(const NamedType& type, const NamedType& interface) {
    for (const NamedType* inherited : interface.interfaces) {
      if (std::ranges::find(type.interfaces, inherited) == type.interfaces.end()) {
        refuse(quote(type.name) + " must also implement " + quote(inherited->name));
      }
    }
    for (const FieldType& wanted : interface.fields) {
      const FieldType* field = type.field(wanted.name);
      if (field == nullptr || !schema_.is_subtype(field->type, wanted.type)) {
        refuse(quote(type.name) + " lacks " + quote(wanted.name) + " as " + quote(interface.name) +
               " declares it");
        continue;
      }
      check_implemented_arguments(type.name + "." + field->name, *field, wanted);
    }
  }

  void check_implemented_arguments(const std::string& at, const FieldType& field,
                                   const FieldType& wanted) {
    for (const InputValue& argument : wanted.arguments) {
      const InputValue* own = find_input(field.arguments, argument.name);
      if (own == nullptr || !(own->type == argument.type)) {
        refuse(quote(at) + " lacks the argument " + quote(argument.name) + " of its interface");
      }
    }
    for (const InputValue& argument : field.arguments) {
      if (argument.is_required() && find_input(wanted.arguments, argument.name) == nullptr) {
        refuse(quote(at) + " requires the argument " + quote(argument.name) +
               " that its interface lacks");
      }
    }
  }

  /// Whether non-null fields of input objects lead back to `start`, so that no finite value exists.
  static bool requires_itself(const NamedType& start) {
    std::set<const NamedType*> seen;
    std::vector<const NamedType*> open{&start};
    while (!open.empty()) {
      const NamedType* type = open.back();
      open.pop_back();
      for (const InputValue& field : type->input_fields) {
        const TypeRef& inner = field.type.nullable();
        if (!field.type.is_non_null() || inner.is_list()) continue;
        if (inner.named == &start) return true;
        if (seen.insert(inner.named).second) open.push_back(inner.named);
      }
    }
    return false;
  }

  const Schema& schema_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> check_schema(const Schema& schema) { return Checker(schema).run(); }

}  // namespace igp::graphql
