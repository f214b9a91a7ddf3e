// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Identity: who a Fulcio certificate says signed, and who is expected to have signed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "crypto/certificate.h"
#include "regex/regex.h"

namespace igp::sigstore {

/// What a certificate claims about its holder.
struct SignerClaims {
  std::string identity;  ///< the only subject alternative name
  std::string issuer;    ///< the OIDC issuer
  /// Fulcio's further extensions by their names in kebab case, e.g. {"source-repository-uri", ...}.
  std::vector<std::pair<std::string, std::string>> extensions;

  /// The extension's value, or nothing.
  [[nodiscard]] std::optional<std::string_view> extension(std::string_view name) const;
};

/// Reads the claims (OIDs 1.3.6.1.4.1.57264.1.1 to .24). Fails with kCertificateMalformed, also
/// when there is not exactly one name or when the two issuer extensions disagree.
Result<SignerClaims> read_claims(const crypto::Certificate& certificate);

/// Whether certificates can have a further extension of that name.
bool is_claim_name(std::string_view name);

/// A text or an expression that must be found in one.
struct TextMatcher {
  std::string text;  ///< the exact text, or the expression's source for messages
  std::shared_ptr<const regex::Regex> expression;

  [[nodiscard]] bool matches(std::string_view value) const;
};

/// The signer to expect. Identity and issuer are never optional: either alone says nothing.
struct IdentityPolicy {
  TextMatcher identity;
  TextMatcher issuer;
  std::vector<std::pair<std::string, std::string>> extensions;  ///< name and exact value
};

}  // namespace igp::sigstore
