// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON Web Tokens: decoding and verifying them.
#include <algorithm>

#include "base/hex.h"
#include "rego/builtins/families.h"
#include "rego/builtins/jwt_constraints.h"
#include "rego/builtins/jwt_keys.h"
#include "rego/builtins/jwt_token.h"
#include "rego/builtins/jwt_verify.h"
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

/// What stopped a token or a key from being looked at.
const BuiltinError* refuse(const BuiltinContext& ctx, const Error& error) {
  if (error.code == ErrorCode::kKeyUnsupported || error.code == ErrorCode::kLimitExceeded) {
    return ctx.unsupported("{}", error.message);
  }
  return ctx.fail("{}", error.message);
}

/// Whether a signature verified, or that this cannot be told.
BuiltinResult answer(const BuiltinContext& ctx, const Status& verified) {
  if (verified) return Value::boolean(true);
  if (verified.error().code == ErrorCode::kSignatureInvalid) return Value::boolean(false);
  return refuse(ctx, verified.error());
}

template <crypto::HashAlgorithm hash>
BuiltinResult verify_hmac(BuiltinContext& ctx, Args args) {
  const std::string_view token = IGP_OPERAND(string_operand(ctx, args, 1));
  const auto parts = split_jwt(token);
  if (!parts) return refuse(ctx, parts.error());
  const std::string_view secret = IGP_OPERAND(string_operand(ctx, args, 2));
  const auto signature = decode_jwt_part(parts->signature);
  if (!signature) return refuse(ctx, signature.error());
  return answer(ctx, verify_jwt_hmac(hash, secret, {parts->signing_input, *signature}));
}

/// The function's algorithm verifies, whatever the header says of it.
Status verify_token(Arena& arena, const JwtAlgorithm& algorithm, const JwtParts& parts,
                    std::string_view key_text) {
  std::vector<JwtKey> keys = IGP_TRY(parse_jwt_keys(key_text));
  // Unlike decode_verify, these functions want public keys.
  for (JwtKey& key : keys) {
    if (key.is_private) key.key = NoJwtKey{};
  }
  const std::string signature = IGP_TRY(decode_jwt_part(parts.signature));
  const Value object = IGP_TRY(read_jwt_header(arena, parts.header));
  const JwtHeader header = IGP_TRY(parse_jwt_header(object));
  return verify_jwt_signature(algorithm, keys, header, {parts.signing_input, signature});
}

BuiltinResult verify_named(BuiltinContext& ctx, Args args, std::string_view algorithm) {
  const std::string_view token = IGP_OPERAND(string_operand(ctx, args, 1));
  const auto parts = split_jwt(token);
  if (!parts) return refuse(ctx, parts.error());
  const std::string_view keys = IGP_OPERAND(string_operand(ctx, args, 2));
  return answer(ctx, verify_token(ctx.arena, *find_jwt_algorithm(algorithm), *parts, keys));
}

/// Whether the text is "JWT" in any case.
bool names_nested(std::string_view type) {
  return std::ranges::equal(type, kNested,
                            [](char a, char b) { return a == b || a == b - 'A' + 'a'; });
}

/// Header and payload of the innermost token, which verifies, as do those around it.
/// Fails with kSignatureInvalid when one does not.
Result<Value> decode_verified(Arena& arena, std::string token, const JwtConstraints& constraints,
                              UnixNanos now) {
  for (;;) {
    const JwtParts parts = IGP_TRY(split_jwt(token));
    const Value object = IGP_TRY(read_jwt_header(arena, parts.header));
    const JwtHeader header = IGP_TRY(parse_jwt_header(object));
    const bool wanted = constraints.alg.empty() || constraints.alg == header.alg;
    if (header.alg.empty() || header.critical_unknown || !wanted) {
      return fail(ErrorCode::kSignatureInvalid, "token is not of the kind that is wanted");
    }
    const std::string signature = IGP_TRY(decode_jwt_part(parts.signature));
    IGP_CHECK(verify_jwt(constraints, header, {parts.signing_input, signature}));
    auto payload = decode_jwt_part(parts.payload);
    if (!payload) {
      return fail(payload.error().code, "JWT payload had invalid encoding: {}",
                  payload.error().message);
    }
    if (names_nested(header.cty)) {
      token = *std::move(payload);
      continue;
    }
    const Value claims = IGP_TRY(read_jwt_object(arena, *payload));
    IGP_CHECK(verify_jwt_claims(constraints, claims, now));
    return make_array(arena, {Value::boolean(true), object, claims});
  }
}

BuiltinResult decode_verify(BuiltinContext& ctx, Args args) {
  const Value object = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kObject));
  const auto constraints = parse_jwt_constraints(object);
  if (!constraints) return refuse(ctx, constraints.error());
  const std::string_view token = IGP_OPERAND(string_operand(ctx, args, 1));
  const auto verified = decode_verified(ctx.arena, std::string(token), *constraints, ctx.now);
  if (verified) return *verified;
  if (verified.error().code != ErrorCode::kSignatureInvalid) return refuse(ctx, verified.error());
  return make_array(ctx.arena,
                    {Value::boolean(false), Value::empty_object(), Value::empty_object()});
}

/// The name of an algorithm as a template's argument.
struct AlgorithmName {
  consteval AlgorithmName(const char (&name)[6]) {  // NOLINT(google-explicit-constructor)
    for (int i = 0; i < 5; ++i) text[i] = name[i];
  }
  char text[5] = {};
};

template <AlgorithmName name>
BuiltinResult verify(BuiltinContext& ctx, Args args) {
  return verify_named(ctx, args, {name.text, sizeof name.text});
}

constexpr BuiltinRow kRows[] = {
    {"io.jwt.decode", decode},
    {"io.jwt.decode_verify", decode_verify},
    {"io.jwt.verify_eddsa", verify<"EdDSA">},
    {"io.jwt.verify_es256", verify<"ES256">},
    {"io.jwt.verify_es384", verify<"ES384">},
    {"io.jwt.verify_es512", verify<"ES512">},
    {"io.jwt.verify_hs256", verify_hmac<crypto::HashAlgorithm::kSha256>},
    {"io.jwt.verify_hs384", verify_hmac<crypto::HashAlgorithm::kSha384>},
    {"io.jwt.verify_hs512", verify_hmac<crypto::HashAlgorithm::kSha512>},
    {"io.jwt.verify_ps256", verify<"PS256">},
    {"io.jwt.verify_ps384", verify<"PS384">},
    {"io.jwt.verify_ps512", verify<"PS512">},
    {"io.jwt.verify_rs256", verify<"RS256">},
    {"io.jwt.verify_rs384", verify<"RS384">},
    {"io.jwt.verify_rs512", verify<"RS512">},
};

}  // namespace

constinit const BuiltinTable kJwtBuiltins = kRows;

}  // namespace igp::rego
