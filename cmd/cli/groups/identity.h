// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The flags that say who signs, where no key does.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/command.h"
#include "sigstore/sign/identity_token.h"
#include "sigstore/sign/service_client.h"

namespace igp::cli {

/// --identity-token, --identity-token-file, --oidc-client-id, --oidc-disable-ambient-providers,
/// --oidc-issuer, --oidc-flow.
class IdentityFlags {
 public:
  void describe(FlagSet& flags);

  [[nodiscard]] bool given() const { return !token_.empty() || !token_file_.empty(); }

  /// The token of the flags, else of SIGSTORE_ID_TOKEN, else of the CI system or cluster around us,
  /// else of a login at --oidc-issuer or `issuer`, where there is a terminal. It is valid now and
  /// made for --oidc-client-id. Fails with kUsage, kIdentityTokenRefused, kIdentityTokenMissing,
  /// kLoginFailed, and the errors of files and services.
  [[nodiscard]] Result<sigstore::IdentityToken> token(
      const Runtime& runtime, sigstore::ServiceClient& client,
      const std::function<Result<http::Url>()>& issuer) const;

 private:
  [[nodiscard]] Result<std::optional<std::string>> given_token(const Runtime& runtime) const;
  [[nodiscard]] Result<std::string> log_in(const Runtime& runtime, sigstore::ServiceClient& client,
                                           const std::function<Result<http::Url>()>& issuer) const;

  std::string token_;
  std::string token_file_;
  std::string issuer_;
  std::string flow_;
  std::string client_id_ = "sigstore";
  bool no_ambient_ = false;
};

}  // namespace igp::cli
