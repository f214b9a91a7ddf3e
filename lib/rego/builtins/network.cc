// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// http.send and net.lookup_ip_addr: nothing here makes a network call. Both stop the evaluation:
// that a policy was not answered must not look like an answer.
#include "rego/builtins/families.h"
#include "rego/builtins/go_url.h"
#include "rego/builtins/http_request.h"
#include "rego/builtins/ip_network.h"
#include "rego/builtins/operands.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

/// An address is its own answer, and localhost is the loopback (RFC 6761 section 6.3); any other
/// name would have to be asked for.
BuiltinResult lookup_ip_addr(BuiltinContext& ctx, Args args) {
  const std::string_view name = IGP_OPERAND(string_operand(ctx, args, 1));
  if (name == "localhost") {
    Value loopbacks[] = {ctx.string("127.0.0.1"), ctx.string("::1")};
    return make_set(ctx.arena, loopbacks);
  }
  const auto address = IpAddress::parse(name);
  if (!address) return ctx.halt("disallowed host: {}", name);
  Value item = ctx.string(address->text());
  return make_set(ctx.arena, {&item, 1});
}

BuiltinResult http_send(BuiltinContext& ctx, Args args) {
  if (const BuiltinError* wrong = check_request(ctx, 1, args[0])) return wrong;
  const Value url = args[0].get("url");
  if (!url.is_string()) return ctx.operand_type(1, url, {"string"});
  const auto parsed = GoUrl::parse(url.as_string());
  if (!parsed) return ctx.fail("{}", parsed.error());
  return ctx.halt("disallowed host: {}", parsed->host.substr(0, parsed->host.find(':')));
}

constexpr BuiltinRow kRows[] = {
    {"http.send", http_send},
    {"net.lookup_ip_addr", lookup_ip_addr},
};

}  // namespace

constinit const BuiltinTable kNetworkBuiltins = kRows;

}  // namespace igp::rego
