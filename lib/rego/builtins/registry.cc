// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/registry.h"

#include <algorithm>
#include <iterator>

#include "rego/builtins/families.h"
#include "rego/compile/builtin_decls.h"

namespace igp::rego {
namespace {

constexpr const BuiltinTable* kFamilies[] = {
    &kAggregateBuiltins, &kAwsBuiltins,        &kComparisonBuiltins, &kCryptoHashBuiltins,
    &kEncodingBuiltins,  &kGlobBuiltins,       &kGlobsMatchBuiltins, &kGraphBuiltins,
    &kGraphqlBuiltins,   &kJsonPatchBuiltins,  &kJsonSchemaBuiltins, &kJsonTextBuiltins,
    &kJwtBuiltins,       &kJwtSignBuiltins,    &kNetBuiltins,        &kNetworkBuiltins,
    &kNumberBuiltins,    &kObjectBuiltins,     &kRegexBuiltins,      &kRenderTemplateBuiltins,
    &kStringBuiltins,    &kStringEditBuiltins, &kTimeBuiltins,       &kUnitBuiltins,
    &kRegoBuiltins,      &kUriBuiltins,        &kVersionBuiltins,    &kX509Builtins,
    &kYamlBuiltins,
};

// What the evaluator does itself, because it binds variables or looks at rules.
constexpr std::string_view kEvaluated[] = {"assign", "eq", "internal.test_case", "print"};

BuiltinResult not_built(BuiltinContext& ctx, std::span<const Value>) {
  return ctx.unsupported("this version of igpack does not have this builtin");
}

// The tables stay where they are and unsorted: a plan asks for a builtin once, and a start-up that
// asks for few pays for few.
const BuiltinRow* find_row(std::string_view name) {
  for (const BuiltinTable* family : kFamilies) {
    const auto row = std::ranges::find(*family, name, &BuiltinRow::name);
    if (row != family->end()) return &*row;
  }
  return nullptr;
}

}  // namespace

BuiltinFunction find_builtin_function(std::string_view name) {
  if (const BuiltinRow* row = find_row(name)) return row->function;
  if (std::ranges::find(kEvaluated, name) != std::end(kEvaluated)) return nullptr;
  return find_builtin(name) != nullptr ? not_built : nullptr;
}

bool is_builtin_supported(std::string_view name) { return find_row(name) != nullptr; }

}  // namespace igp::rego
