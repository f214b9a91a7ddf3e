// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// uri.*: URLs as Go's net/url takes them apart.
#include "rego/builtins/families.h"
#include "rego/builtins/go_url.h"
#include "rego/builtins/operands.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

BuiltinResult uri_parse(BuiltinContext& ctx, Args args) {
  const auto uri = GoUrl::parse(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (!uri) return ctx.fail("{}", uri.error());
  std::string_view host = uri->host;
  std::string_view port;
  if (const std::size_t colon = host.rfind(':');
      colon != std::string_view::npos && is_optional_port(host.substr(colon))) {
    port = host.substr(colon + 1);
    host = host.substr(0, colon);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  ObjectBuilder out(ctx.arena);
  const auto put = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) out.insert(key, ctx.string(value));
  };
  put("scheme", uri->scheme);
  put("hostname", host);
  put("port", port);
  put("path", uri->path);
  put("raw_path", uri->raw_path.empty() ? uri->path : uri->raw_path);
  put("raw_query", uri->raw_query);
  put("fragment", uri->fragment);
  return out.finish();
}

BuiltinResult uri_is_valid(BuiltinContext&, Args args) {
  return Value::boolean(args[0].is_string() && !args[0].as_string().empty() &&
                        GoUrl::parse(args[0].as_string()).has_value());
}

constexpr BuiltinRow kRows[] = {
    {"uri.is_valid", uri_is_valid},
    {"uri.parse", uri_parse},
};

}  // namespace

constinit const BuiltinTable kUriBuiltins = kRows;

}  // namespace igp::rego
