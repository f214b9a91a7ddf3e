// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// rego.*
#include <string>
#include <utility>

#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/syntax/ast_json.h"
#include "rego/syntax/parser.h"
#include "rego/value/json_read.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

std::string text_of(const Diagnostics& errors) {
  if (errors.size() == 1) return fmt::format("1 error occurred: {}", errors.front().text());
  std::string out = fmt::format("{} errors occurred:", errors.size());
  for (const Diagnostic& error : errors) out.append(1, '\n').append(error.text());
  return out;
}

BuiltinResult parse_module(BuiltinContext& ctx, Args args) {
  const std::string_view name = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view source = IGP_OPERAND(string_operand(ctx, args, 2));
  // As OPA's builtin, which leaves annotations among the comments.
  const auto module =
      parse_module(std::string(name), std::string(source), ParseOptions{.annotations = false});
  if (!module) return ctx.fail("{}", text_of(module.error()));
  const auto tree = read_json(ctx.arena, encode_ast_json(**module));
  if (!tree) return ctx.fail("{}", tree.error().message);
  return *tree;
}

// The compiler puts the answers in the place of calls in rules.
BuiltinResult chain_outside_of_rule(BuiltinContext& ctx, Args) {
  return ctx.fail(
      "the rego.metadata.chain function must only be called within the scope of a rule");
}
BuiltinResult rule_outside_of_rule(BuiltinContext& ctx, Args) {
  return ctx.fail("the rego.metadata.rule function must only be called within the scope of a rule");
}

constexpr BuiltinRow kRows[] = {
    {"rego.metadata.chain", chain_outside_of_rule},
    {"rego.metadata.rule", rule_outside_of_rule},
    {"rego.parse_module", parse_module},
};

}  // namespace

constinit const BuiltinTable kRegoBuiltins = kRows;

}  // namespace igp::rego
