// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/jwt_verify.h"

#include <algorithm>

#include "crypto/foreign_signature.h"
#include "crypto/mac.h"
#include "crypto/verifier.h"

namespace igp::rego {
namespace {

using crypto::HashAlgorithm;
using crypto::KeyType;

constexpr JwtAlgorithm kAlgorithms[] = {
    {"HS256", JwtFamily::kHmac, HashAlgorithm::kSha256},
    {"HS384", JwtFamily::kHmac, HashAlgorithm::kSha384},
    {"HS512", JwtFamily::kHmac, HashAlgorithm::kSha512},
    {"RS256", JwtFamily::kRsa, HashAlgorithm::kSha256},
    {"RS384", JwtFamily::kRsa, HashAlgorithm::kSha384},
    {"RS512", JwtFamily::kRsa, HashAlgorithm::kSha512},
    {"PS256", JwtFamily::kRsaPss, HashAlgorithm::kSha256},
    {"PS384", JwtFamily::kRsaPss, HashAlgorithm::kSha384},
    {"PS512", JwtFamily::kRsaPss, HashAlgorithm::kSha512},
    {"ES256", JwtFamily::kEcdsa, HashAlgorithm::kSha256},
    {"ES384", JwtFamily::kEcdsa, HashAlgorithm::kSha384},
    {"ES512", JwtFamily::kEcdsa, HashAlgorithm::kSha512},
    {"EdDSA", JwtFamily::kEdDsa, HashAlgorithm::kSha512},
};

Fail invalid() { return fail(ErrorCode::kSignatureInvalid, "signature does not verify"); }

std::string_view without_zeros(std::string_view number) {
  number.remove_prefix(std::min(number.find_first_not_of('\0'), number.size()));
  return number;
}

/// r and s side by side (RFC 7518 section 3.4), as DER. Like OPA, takes any number of zeros before
/// each.
Result<Bytes> der_signature(std::string_view r_and_s) {
  const std::size_t half = r_and_s.size() / 2;
  const std::string_view r = without_zeros(r_and_s.substr(0, half));
  const std::string_view s = without_zeros(r_and_s.substr(half));
  if (r.empty() || s.empty()) return invalid();
  const std::size_t size = std::max(r.size(), s.size());
  std::string even(size - r.size(), '\0');
  even.append(r).append(size - s.size(), '\0').append(s);
  return crypto::encode_ecdsa_signature(as_bytes(even));
}

Status verify_ecdsa(const crypto::PublicKey& key, HashAlgorithm hash,
                    const JwtSignature& signature) {
  const auto der = der_signature(signature.bytes);
  if (!der) return invalid();
  return crypto::verify_message_signature(key, as_bytes(signature.signing_input), *der, hash);
}

bool fits(JwtFamily family, KeyType type) {
  switch (family) {
    case JwtFamily::kHmac:
      return false;
    case JwtFamily::kRsa:
    case JwtFamily::kRsaPss:
      return type == KeyType::kRsaPkcs1;
    case JwtFamily::kEcdsa:
      return type == KeyType::kEcdsaP256 || type == KeyType::kEcdsaP384 ||
             type == KeyType::kEcdsaP521;
    case JwtFamily::kEdDsa:
      return type == KeyType::kEd25519;
  }
  return false;
}

Status verify_asymmetric(const JwtAlgorithm& algorithm, const crypto::PublicKey& key,
                         const JwtSignature& signature) {
  if (!fits(algorithm.family, key.type())) return invalid();
  if (algorithm.family == JwtFamily::kEcdsa) return verify_ecdsa(key, algorithm.hash, signature);
  return crypto::verify_message_signature(
      algorithm.family == JwtFamily::kRsaPss ? key.as_pss() : key,
      as_bytes(signature.signing_input), as_bytes(signature.bytes), algorithm.hash);
}

Status verify_with(const JwtAlgorithm& algorithm, const JwtKey& key,
                   const JwtSignature& signature) {
  if (const auto* usable = std::get_if<crypto::PublicKey>(&key.key)) {
    return verify_asymmetric(algorithm, *usable, signature);
  }
  if (const auto* secret = std::get_if<JwtSecret>(&key.key)) {
    if (algorithm.family != JwtFamily::kHmac) return invalid();
    return verify_jwt_hmac(algorithm.hash, secret->bytes, signature);
  }
  if (const auto* unsupported = std::get_if<UnsupportedJwtKey>(&key.key)) {
    return fail(ErrorCode::kKeyUnsupported, "{}", unsupported->reason);
  }
  return invalid();
}

}  // namespace

const JwtAlgorithm* find_jwt_algorithm(std::string_view name) {
  const auto* found = std::ranges::find(kAlgorithms, name, &JwtAlgorithm::name);
  return found == std::end(kAlgorithms) ? nullptr : found;
}

Bytes jwt_hmac(HashAlgorithm hash, std::string_view secret, std::string_view text) {
  const crypto::PlainHash plain = hash == HashAlgorithm::kSha256   ? crypto::PlainHash::kSha256
                                  : hash == HashAlgorithm::kSha384 ? crypto::PlainHash::kSha384
                                                                   : crypto::PlainHash::kSha512;
  return crypto::hmac(plain, as_bytes(secret), as_bytes(text));
}

Status verify_jwt_hmac(HashAlgorithm hash, std::string_view secret, const JwtSignature& signature) {
  const Bytes expected = jwt_hmac(hash, secret, signature.signing_input);
  if (!equal_constant_time(expected, as_bytes(signature.bytes))) return invalid();
  return {};
}

Status verify_jwt_signature(const JwtAlgorithm& algorithm, std::span<const JwtKey> keys,
                            const JwtHeader& header, const JwtSignature& signature) {
  if (!header.kid.empty()) {
    const auto named = std::ranges::find(keys, header.kid, &JwtKey::kid);
    if (named != keys.end()) return verify_with(algorithm, *named, signature);
  }
  Status answer = invalid();
  for (const JwtKey& key : keys) {
    if (!key.alg.empty() && key.alg != header.alg) continue;
    Status verified = verify_with(algorithm, key, signature);
    if (verified) return verified;
    if (verified.error().code == ErrorCode::kKeyUnsupported) answer = std::move(verified);
  }
  return answer;
}

}  // namespace igp::rego
