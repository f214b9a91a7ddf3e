// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signatures of JSON Web Tokens (RFC 7518 section 3, RFC 8037 section 3.1).
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "crypto/digest.h"
#include "rego/builtins/jwt_keys.h"
#include "rego/builtins/jwt_token.h"

namespace igp::rego {

enum class JwtFamily : std::uint8_t { kHmac, kRsa, kRsaPss, kEcdsa, kEdDsa };

struct JwtAlgorithm {
  std::string_view name;
  JwtFamily family;
  crypto::HashAlgorithm hash;  ///< unused by EdDSA
};

/// The algorithm with that name ("RS256"), or null; there is none that verifies without a key.
const JwtAlgorithm* find_jwt_algorithm(std::string_view name);

/// The bytes of the HMAC of `text`.
Bytes jwt_hmac(crypto::HashAlgorithm hash, std::string_view secret, std::string_view text);

/// What a token's signature is checked over.
struct JwtSignature {
  std::string_view signing_input;
  std::string_view bytes;
};

/// Fails with kSignatureInvalid unless the HMAC with `secret` is the signature.
Status verify_jwt_hmac(crypto::HashAlgorithm hash, std::string_view secret,
                       const JwtSignature& signature);

/// The key that the header names by its "kid" must verify, if one of `keys` has that; else any of
/// those whose "alg", if they have one, is the header's. Fails with kSignatureInvalid; with
/// kKeyUnsupported when only a key that is not supported might have verified.
Status verify_jwt_signature(const JwtAlgorithm& algorithm, std::span<const JwtKey> keys,
                            const JwtHeader& header, const JwtSignature& signature);

}  // namespace igp::rego
