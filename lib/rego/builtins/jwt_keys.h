// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The keys that a policy names to verify tokens with: a PEM certificate or public key, a JWK or a
// JWK set.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "crypto/pubkey.h"
#include "rego/builtins/jwk.h"

namespace igp::rego {

/// A key that no signature verifies with, of a kind that no algorithm of tokens has.
struct NoJwtKey {};

/// A key that OPA verifies with and this program does not (small RSA keys, P-224). That it did not
/// verify must not pass for an answer.
struct UnsupportedJwtKey {
  std::string reason;
};

/// A shared secret (JWK of type "oct").
struct JwtSecret {
  std::string bytes;
};

struct JwtKey {
  std::string alg;  ///< what the JWK is for; empty: anything
  std::string kid;
  bool is_private = false;  ///< `key` is then the public half
  std::variant<NoJwtKey, UnsupportedJwtKey, JwtSecret, crypto::PublicKey> key;
};

/// Certificates are not verified: the policy that names one trusts it. Errors carry OPA's words.
/// Fails with kKeyMalformed, kLimitExceeded or kKeyUnsupported.
Result<std::vector<JwtKey>> parse_jwt_keys(std::string_view text);

}  // namespace igp::rego
