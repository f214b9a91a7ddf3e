// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// IdentityToken: an OpenID Connect ID token, with which a certificate authority is asked to certify
// a key (OpenID Connect Core 1.0 section 2, RFC 7519).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace igp::sigstore {

/// A token whose form is right. Its signature is the certificate authority's to check.
class IdentityToken {
 public:
  /// Parses the compact form of a signed JSON Web Token. No message repeats any part of it.
  /// Fails with kIdentityTokenRefused.
  static Result<IdentityToken> parse(std::string_view text);

  /// The token itself: a secret until it expires.
  [[nodiscard]] const std::string& secret() const { return text_; }
  /// Who issued it ("iss").
  [[nodiscard]] const std::string& issuer() const { return issuer_; }
  /// Who is meant ("email" where it is there, else "sub"): what a proof of possession signs.
  [[nodiscard]] const std::string& subject() const { return email_.empty() ? sub_ : email_; }
  [[nodiscard]] UnixNanos expires() const { return expires_; }
  /// What ties the token to one login; may be empty.
  [[nodiscard]] const std::string& nonce() const { return nonce_; }

  /// Fails with kIdentityTokenRefused when the token has expired at `now` or is not for
  /// `audience`.
  [[nodiscard]] Status check(UnixNanos now, std::string_view audience) const;

  /// Whether a certificate for this token may have this issuer and name: the token's issuer or the
  /// one it was federated from; the e-mail address, or a name made of the claims of a known CI
  /// system. Names of other issuers cannot be foretold, and pass.
  /// Fails with kIdentityTokenRefused.
  [[nodiscard]] Status check_certified(std::string_view issuer, std::string_view name) const;

 private:
  IdentityToken() = default;

  std::string text_;
  std::string issuer_;
  std::string federated_issuer_;  ///< "federated_claims"."connector_id", as Dex writes it
  std::string sub_;
  std::string email_;
  bool email_denied_ = false;  ///< the provider says that it is not verified
  std::string name_end_;       ///< how a known CI system's certified name must end; may be empty
  std::string nonce_;
  std::vector<std::string> audiences_;
  UnixNanos expires_ = 0;
};

}  // namespace igp::sigstore
