// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON Web Keys (RFC 7517), read as OPA's library reads them. Errors carry its words.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/pubkey.h"
#include "rego/value/value.h"

namespace igp::rego {

enum class JwkType : std::uint8_t { kRsa, kEc, kOkp, kOct };

/// A key whose members have the right form and fit each other, as far as that can be told without
/// computing. `numbers` has those of its type by their names ("n", "x", "k").
struct Jwk {
  JwkType type = JwkType::kOct;
  bool is_private = false;
  std::string alg;
  std::string kid;
  std::string curve;
  std::map<std::string, std::string, std::less<>> numbers;

  /// Empty when there is none.
  [[nodiscard]] std::string_view number(std::string_view name) const {
    const auto at = numbers.find(name);
    return at == numbers.end() ? std::string_view() : std::string_view(at->second);
  }
};

/// The ECDSA type of a JWK's curve, which must be one of them.
crypto::KeyType ecdsa_type(std::string_view curve);

/// Fails with kLimitExceeded when `text` has more than kJwtKeyBytes.
Status check_key_size(std::string_view text);

/// A JWK or a JWK set; what follows it is ignored.
/// Fails with kKeyMalformed; kLimitExceeded beyond kJwtKeyBytes or kJwtKeys; kKeyUnsupported where
/// OPA's answer depends on more than is told apart here.
Result<std::vector<Jwk>> parse_jwk_set(std::string_view text);

}  // namespace igp::rego
