// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// strings.render_template: Go's text/template over an object.
#include <algorithm>
#include <string>

#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/templates/tree.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

BuiltinResult failure(const BuiltinContext& ctx, const Error& error) {
  if (error.code == ErrorCode::kLimitExceeded) return ctx.unsupported("{}", error.message);
  return ctx.fail("{}", error.message);
}

/// Go's text for what is not there is not OPA's.
std::string with_undefined(std::string_view text) {
  constexpr std::string_view kNoValue = "<no value>";
  std::string out;
  for (;;) {
    const std::size_t at = text.find(kNoValue);
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    out += "<undefined>";
    text.remove_prefix(at + kNoValue.size());
  }
}

/// Whether a value is JSON as it stands: OPA reads its own text of it as JSON.
bool is_json(const Value& value) {
  if (value.is_set()) return false;
  for (const Value& key : value.keys()) {
    if (!key.is_string()) return false;
  }
  const auto items = value.is_object() ? value.values() : value.items();
  return std::all_of(items.begin(), items.end(), is_json);
}

BuiltinResult render_template(BuiltinContext& ctx, Args args) {
  const std::string_view source = IGP_OPERAND(string_operand(ctx, args, 1));
  const Value data = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kObject));
  if (!is_json(data)) return ctx.fail("invalid character in a value that is no JSON");
  const auto parsed = templates::parse(source);
  if (!parsed) return failure(ctx, parsed.error());
  const auto out = templates::execute(*parsed, data, ctx.arena);
  if (!out) return failure(ctx, out.error());
  return ctx.string(with_undefined(*out));
}

constexpr BuiltinRow kRows[] = {
    {"strings.render_template", render_template},
};

}  // namespace

constinit const BuiltinTable kRenderTemplateBuiltins = kRows;

}  // namespace igp::rego
