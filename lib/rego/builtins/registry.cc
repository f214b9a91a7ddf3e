// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/registry.h"

#include <algorithm>
#include <array>
#include <vector>

#include "rego/builtins/families.h"
#include "rego/compile/builtin_decls.h"

namespace igp::rego {
namespace {

using FamilyTable = std::span<const BuiltinRow> (*)();

constexpr FamilyTable kFamilies[] = {
    aggregate_builtins,
    comparison_builtins,
    crypto_hash_builtins,
    encoding_builtins,
    glob_builtins,
    graph_builtins,
    json_patch_builtins,
    json_text_builtins,
    number_builtins,
    object_builtins,
    regex_builtins,
    string_builtins,
    string_edit_builtins,
    time_builtins,
    unit_builtins,
    version_builtins,
    yaml_builtins,
};

// What the evaluator does itself, because it binds variables or looks at rules.
constexpr std::string_view kEvaluated[] = {
    "assign", "eq", "internal.test_case", "print", "rego.metadata.chain", "rego.metadata.rule"};

BuiltinResult not_built(BuiltinContext& ctx, std::span<const Value>) {
  return ctx.unsupported("this version of igpack does not have this builtin");
}

// All rows, sorted by name; made once.
const std::vector<BuiltinRow>& rows() {
  static const std::vector<BuiltinRow> sorted = [] {
    std::vector<BuiltinRow> all;
    for (const FamilyTable family : kFamilies) {
      const auto table = family();
      all.insert(all.end(), table.begin(), table.end());
    }
    std::sort(all.begin(), all.end(),
              [](const BuiltinRow& a, const BuiltinRow& b) { return a.name < b.name; });
    return all;
  }();
  return sorted;
}

const BuiltinRow* find_row(std::string_view name) {
  const auto at = std::lower_bound(
      rows().begin(), rows().end(), name,
      [](const BuiltinRow& row, std::string_view wanted) { return row.name < wanted; });
  return at != rows().end() && at->name == name ? &*at : nullptr;
}

}  // namespace

BuiltinFunction find_builtin_function(std::string_view name) {
  if (const BuiltinRow* row = find_row(name)) return row->function;
  if (std::ranges::find(kEvaluated, name) != std::end(kEvaluated)) return nullptr;
  return find_builtin(name) != nullptr ? not_built : nullptr;
}

bool is_builtin_supported(std::string_view name) { return find_row(name) != nullptr; }

}  // namespace igp::rego
