// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON Web Tokens: decoding and verifying them.
#include "base/hex.h"
#include "rego/builtins/families.h"
#include "rego/builtins/jwt_token.h"
#include "rego/builtins/operands.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

/// The content type of a token whose payload is a token (RFC 7519 section 5.2).
constexpr std::string_view kNested = "JWT";

/// A nested token may stand in quotes, as some issuers put it.
std::string_view without_quotes(std::string_view text) {
  const std::size_t first = text.find_first_not_of("\"'");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of("\"'") - first + 1);
}

/// Header, payload and signature of the innermost token.
Result<Value> decode_token(Arena& arena, std::string token) {
  for (;;) {
    const JwtParts parts = IGP_TRY(split_jwt(token));
    const Value header = IGP_TRY(read_jwt_header(arena, parts.header));
    const auto payload = decode_jwt_part(parts.payload);
    if (!payload) {
      return fail(payload.error().code, "JWT payload had invalid encoding: {}",
                  payload.error().message);
    }
    const Value type = header.get("cty");
    if (type.defined() && !type.is_string()) {
      return fail(ErrorCode::kFieldInvalid, "cty: must be a string");
    }
    if (type.defined() && type.as_string() == kNested) {
      token = without_quotes(*payload);
      continue;
    }
    const Value claims = IGP_TRY(read_jwt_object(arena, *payload));
    const auto signature = decode_jwt_part(parts.signature);
    if (!signature) {
      return fail(signature.error().code, "JWT signature had invalid encoding: {}",
                  signature.error().message);
    }
    return make_array(arena,
                      {header, claims, Value::string(arena, encode_hex(as_bytes(*signature)))});
  }
}

BuiltinResult decode(BuiltinContext& ctx, Args args) {
  const std::string_view token = IGP_OPERAND(string_operand(ctx, args, 1));
  const auto decoded = decode_token(ctx.arena, std::string(token));
  if (!decoded) return ctx.fail("{}", decoded.error().message);
  return *decoded;
}

constexpr BuiltinRow kRows[] = {
    {"io.jwt.decode", decode},
};

}  // namespace

constinit const BuiltinTable kJwtBuiltins = kRows;

}  // namespace igp::rego
