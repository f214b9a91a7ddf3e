// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/identity_match.h"

#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

Status match(const TextMatcher& expected, std::string_view found, std::string_view what) {
  if (expected.matches(found)) return {};
  return fail(ErrorCode::kIdentityMismatch, "expected {} {}{}, got {}", what,
              expected.expression ? "matching " : "", quote(expected.text), quote(found));
}

Status match_extension(const SignerClaims& claims, const std::string& name,
                       const std::string& expected) {
  const auto found = claims.extension(name);
  if (!found)
    return fail(ErrorCode::kIdentityMismatch, "expected {} {}, but the certificate has none", name,
                quote(expected));
  if (*found == expected) return {};
  return fail(ErrorCode::kIdentityMismatch, "expected {} {}, got {}", name, quote(expected),
              quote(*found));
}

}  // namespace

Status verify_identity(const SignerClaims& claims, const IdentityPolicy& policy) {
  IGP_CHECK(require(Check::kIdentity, match(policy.identity, claims.identity, "identity")));
  IGP_CHECK(require(Check::kIssuer, match(policy.issuer, claims.issuer, "issuer")));
  for (const auto& [name, expected] : policy.extensions) {
    IGP_CHECK(require(Check::kClaims, match_extension(claims, name, expected)));
  }
  return {};
}

}  // namespace igp::sigstore
