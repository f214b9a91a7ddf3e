// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON Web Tokens: making them.
#include <fmt/format.h>

#include <algorithm>

#include "base/base64.h"
#include "crypto/foreign_signature.h"
#include "crypto/key_parts.h"
#include "crypto/signer.h"
#include "rego/builtins/families.h"
#include "rego/builtins/json_punctuation.h"
#include "rego/builtins/jwk.h"
#include "rego/builtins/jwt_token.h"
#include "rego/builtins/jwt_verify.h"
#include "rego/builtins/operands.h"
#include "rego/value/json_read.h"
#include "rego/value/json_write.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

Error malformed(std::string message) { return error(ErrorCode::kKeyMalformed, "{}", message); }

/// The first key of a JWK set, or the only one.
Result<Jwk> read_signing_key(std::string_view text) {
  std::vector<Jwk> keys = IGP_TRY(parse_jwk_set(text));
  if (keys.empty()) return Fail(malformed("no keys found in JWK set"));
  return std::move(keys.front());
}

/// Whether the valid JSON object `json`, which has `members` names, has more members than those.
bool repeats_members(std::string_view json, std::size_t members) {
  std::size_t commas = 0;
  JsonPunctuation punctuation(json);
  while (const auto mark = punctuation.next()) commas += mark->mark == ',' && mark->depth == 1;
  return members != 0 && commas + 1 != members;
}

/// What a header must say to sign by: its algorithm, and whether the payload is JSON.
struct SigningHeader {
  const JwtAlgorithm* algorithm;
  bool is_jwt;
};

constexpr std::string_view kNoAlgorithm = "jwsbb: header \"alg\" not found";

/// What OPA says of a header that is not JSON. To its reader a number is any run of the characters
/// that numbers consist of, and no number has an algorithm.
std::string header_reason(std::string_view json, const Error& error) {
  json.remove_prefix(std::min(json.find_first_not_of(" \t\r\n"), json.size()));
  if (json.empty()) return R"(cannot parse JSON: cannot parse empty string; unparsed tail: "")";
  const std::size_t end = std::min(json.find_first_not_of("0123456789.eE+-"), json.size());
  if (end == 0) return "cannot parse JSON: " + go_json_reason(json, error.message);
  const std::string_view tail = json.substr(end);
  const std::size_t rest = tail.find_first_not_of(" \t\r\n");
  if (rest == std::string_view::npos) return std::string(kNoAlgorithm);
  return "unexpected tail: " + quoted(tail.substr(rest));
}

Result<SigningHeader> read_signing_header(Arena& arena, std::string_view json) {
  constexpr std::string_view kAlg = "missing or invalid 'alg' header: ";
  const auto header = read_json(arena, json);
  if (!header)
    return Fail(malformed(fmt::format("{}{}", kAlg, header_reason(json, header.error()))));
  const Value name = header->is_object() ? header->get("alg") : Value();
  if (!name.defined()) {
    return Fail(malformed(fmt::format("{}{}", kAlg, kNoAlgorithm)));
  }
  if (!name.is_string()) {
    const std::string_view kind = name.is_bool()   ? name.is_true() ? "true" : "false"
                                  : name.is_null() ? "null"
                                                   : name_of(name.kind());
    return Fail(
        malformed(fmt::format("{}value doesn't contain string; it contains {}", kAlg, kind)));
  }
  // Of equal members OPA signs by the first and verifies by the last.
  if (repeats_members(json, header->size())) {
    return fail(ErrorCode::kKeyUnsupported, "a header with members of the same name");
  }
  const JwtAlgorithm* algorithm = find_jwt_algorithm(name.as_string());
  if (algorithm == nullptr) {
    return Fail(malformed(fmt::format("unknown JWS algorithm: {}", name.as_string())));
  }
  const Value type = header->get("typ");
  return SigningHeader{.algorithm = algorithm,
                       .is_jwt = !type.is_string() || type.as_string() == "JWT"};
}

/// OPA's name for the form of a key.
std::string_view form_of(const Jwk& key) {
  switch (key.type) {
    case JwkType::kRsa:
      return key.is_private ? "rsaPrivateKey" : "rsaPublicKey";
    case JwkType::kEc:
      return key.is_private ? "ecdsaPrivateKey" : "ecdsaPublicKey";
    case JwkType::kOkp:
      return key.is_private ? "okpPrivateKey" : "okpPublicKey";
    case JwkType::kOct:
      return "symmetricKey";
  }
  return "";
}

struct Demand {
  JwkType type;
  std::string_view go_type;
  std::string_view converter;  ///< that complains
};

Demand demand_of(JwtFamily family) {
  switch (family) {
    case JwtFamily::kHmac:
      return {JwkType::kOct, "[]byte", "keyconv: "};
    case JwtFamily::kRsa:
    case JwtFamily::kRsaPss:
      return {JwkType::kRsa, "*rsa.PrivateKey", ""};
    case JwtFamily::kEcdsa:
      return {JwkType::kEc, "*ecdsa.PrivateKey", "keyconv: "};
    case JwtFamily::kEdDsa:
      return {JwkType::kOkp, "ed25519.PrivateKey", ""};
  }
  return {};
}

Error unfit(const Jwk& key, const Demand& demand, std::string_view reason) {
  std::string_view produced = demand.go_type;
  if (produced.starts_with('*')) produced.remove_prefix(1);
  return malformed(fmt::format(
      "jwsbb.Sign: invalid key type *jwk.{0}. {1} is required: {2}failed to produce {3} from "
      "*jwk.{0}: jwk.Export: {4}",
      form_of(key), demand.go_type, demand.converter, produced, reason));
}

/// Fails with kKeyMalformed unless `key` is a private key (or a secret) for `family`.
Status check_fit(const Jwk& key, JwtFamily family) {
  const Demand demand = demand_of(family);
  if (key.type == JwkType::kOkp && family == JwtFamily::kHmac) {
    return fail(ErrorCode::kKeyUnsupported, "an HMAC with a key that is no secret");
  }
  const bool fits = key.type == demand.type && (key.is_private || key.type == JwkType::kOct) &&
                    (key.type != JwkType::kOkp || key.curve == "Ed25519");
  if (fits) return {};
  if (key.type != JwkType::kOkp) {
    return Fail(
        unfit(key, demand,
              fmt::format("no suitable exporter found for key type '*jwk.{}'", form_of(key))));
  }
  const std::string_view was = demand.go_type;
  return Fail(unfit(
      key, demand,
      fmt::format("failed to assign key: argument to AssignIfCompatible() must be compatible with "
                  "{}.{}Key (was {}{})",
                  key.curve == "Ed25519" ? "ed25519" : "*ecdh",
                  key.is_private ? "Private" : "Public", was.starts_with('*') ? "" : "*", was)));
}

Result<crypto::PrivateKey> rsa_key(const Jwk& key, JwtFamily family) {
  for (const std::string_view prime : {"q", "p"}) {
    if (key.numbers.contains(prime)) continue;
    return Fail(
        unfit(key, demand_of(family),
              fmt::format("failed to export jwk.Key to raw format: missing \"{}\" value", prime)));
  }
  for (const std::string_view derived : {"dp", "dq", "qi"}) {
    if (key.number(derived).empty()) {
      return fail(ErrorCode::kKeyUnsupported, "a private RSA key without {}", quote(derived));
    }
  }
  return crypto::make_rsa_private_key(
      family == JwtFamily::kRsaPss ? crypto::KeyType::kRsaPss : crypto::KeyType::kRsaPkcs1,
      {.modulus = as_bytes(key.number("n")),
       .public_exponent = as_bytes(key.number("e")),
       .private_exponent = as_bytes(key.number("d")),
       .prime1 = as_bytes(key.number("p")),
       .prime2 = as_bytes(key.number("q")),
       .exponent1 = as_bytes(key.number("dp")),
       .exponent2 = as_bytes(key.number("dq")),
       .coefficient = as_bytes(key.number("qi"))});
}

Result<crypto::PrivateKey> ed25519_key(const Jwk& key) {
  auto made = crypto::make_ed25519_private_key(as_bytes(key.number("d")));
  if (made && as_text(made->public_key().spki()).ends_with(key.number("x"))) return made;
  return Fail(unfit(key, demand_of(JwtFamily::kEdDsa),
                    "failed to export jwk.Key to raw format: jwk.OKPPrivateKey: failed to build "
                    "private key: ed25519: invalid x value given d value"));
}

Result<crypto::PrivateKey> private_key(const Jwk& key, JwtFamily family) {
  if (key.type == JwkType::kRsa) return rsa_key(key, family);
  if (key.type == JwkType::kOkp) return ed25519_key(key);
  return crypto::make_ec_private_key(ecdsa_type(key.curve), as_bytes(key.number("d")),
                                     as_bytes(key.number("x")), as_bytes(key.number("y")));
}

/// Fails with kKeyMalformed, kKeyUnsupported or kCrypto.
Result<Bytes> sign(const JwtAlgorithm& algorithm, const Jwk& key, std::string_view text) {
  IGP_CHECK(check_fit(key, algorithm.family));
  if (algorithm.family == JwtFamily::kHmac) {
    return jwt_hmac(algorithm.hash, key.number("k"), text);
  }
  crypto::PrivateKey secret = IGP_TRY(private_key(key, algorithm.family));
  const auto signer = crypto::make_signer(std::move(secret));
  if (algorithm.family == JwtFamily::kEdDsa) return signer->sign_message(as_bytes(text));
  Bytes signature = IGP_TRY(signer->sign_digest(crypto::digest_of(as_bytes(text), algorithm.hash)));
  if (algorithm.family != JwtFamily::kEcdsa) return signature;
  return crypto::decode_ecdsa_signature(signature, key.number("x").size());
}

Result<std::string> sign_token(Arena& arena, std::string_view header, std::string_view payload,
                               std::string_view key_text) {
  const Jwk key = IGP_TRY(read_signing_key(key_text));
  const SigningHeader wanted = IGP_TRY(read_signing_header(arena, header));
  if (wanted.is_jwt && !read_json(arena, payload)) {
    return Fail(malformed("type is JWT but payload is not JSON"));
  }
  std::string token = encode_base64url(as_bytes(header));
  token.append(1, '.').append(encode_base64url(as_bytes(payload)));
  const Bytes signature = IGP_TRY(sign(*wanted.algorithm, key, token));
  return token.append(1, '.').append(encode_base64url(signature));
}

BuiltinResult answer(const BuiltinContext& ctx, const Result<std::string>& token) {
  if (token) return ctx.string(*token);
  const Error& error = token.error();
  if (error.code == ErrorCode::kKeyUnsupported || error.code == ErrorCode::kLimitExceeded) {
    return ctx.unsupported("{}", error.message);
  }
  return ctx.fail("{}", error.message);
}

BuiltinResult encode_sign(BuiltinContext& ctx, Args args) {
  return answer(
      ctx, sign_token(ctx.arena, write_json(args[0]), write_json(args[1]), write_json(args[2])));
}

BuiltinResult encode_sign_raw(BuiltinContext& ctx, Args args) {
  const std::string_view key = IGP_OPERAND(string_operand(ctx, args, 3));
  const std::string_view header = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view payload = IGP_OPERAND(string_operand(ctx, args, 2));
  return answer(ctx, sign_token(ctx.arena, header, payload, key));
}

constexpr BuiltinRow kRows[] = {
    {"io.jwt.encode_sign", encode_sign},
    {"io.jwt.encode_sign_raw", encode_sign_raw},
};

}  // namespace

constinit const BuiltinTable kJwtSignBuiltins = kRows;

}  // namespace igp::rego
