// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The constraints of io.jwt.decode_verify. Errors carry OPA's words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "rego/builtins/jwt_keys.h"
#include "rego/builtins/jwt_verify.h"

namespace igp::rego {

/// Exactly one of `keys` and `secret` is there. Empty texts demand nothing, but for `aud`: a token
/// with an audience is for that audience, the empty one if none is named.
struct JwtConstraints {
  std::optional<std::vector<JwtKey>> keys;
  std::string secret;
  std::string alg;
  std::string iss;
  std::string aud;
  std::optional<double> time;  ///< nanoseconds since 1970
};

/// Fails with kFieldInvalid, or as parse_jwt_keys().
Result<JwtConstraints> parse_jwt_constraints(const Value& object);

/// Checks the signature of a token by the algorithm that its header names.
/// Fails with kSignatureInvalid or kKeyUnsupported.
Status verify_jwt(const JwtConstraints& constraints, const JwtHeader& header,
                  const JwtSignature& signature);

/// Checks the claims "iss", "aud", "exp" and "nbf" (RFC 7519 section 4.1); `now` is the time where
/// the constraints name none. Fails with kSignatureInvalid when one does not hold, with
/// kFieldInvalid when one is malformed.
Status verify_jwt_claims(const JwtConstraints& constraints, const Value& claims, UnixNanos now);

}  // namespace igp::rego
