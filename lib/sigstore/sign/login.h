// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Logging in at an identity provider, for people who sign.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/url.h"
#include "sigstore/sign/service_client.h"

namespace igp::sigstore {

/// Where a provider does what (OpenID Connect Discovery 1.0 section 3).
struct IdentityProvider {
  std::string issuer;  ///< as its tokens name it
  http::Url authorization;
  http::Url token;
  std::optional<http::Url> device;  ///< absent where there is no device flow
};

/// Asks `issuer` for its endpoints. Its answer must name the same issuer, and only endpoints that
/// are reached over TLS or on this machine. Fails with the errors of ServiceClient,
/// kHttpAnswerInvalid or kTokenExposed.
Result<IdentityProvider> discover_provider(const http::Url& issuer, ServiceClient& client);

/// The person who logs in, and the machine they do it at.
class LoginHost {
 public:
  virtual ~LoginHost() = default;
  /// Asks them to open `url` anywhere and to enter `code` there. Both are the provider's words.
  virtual Status show_code(std::string_view url, std::string_view code) = 0;
  /// Where the browser is to be sent back to: "http://localhost:PORT/...".
  [[nodiscard]] virtual const std::string& redirect_uri() const = 0;
  /// Opens `url` in a browser here, and returns the query with which it is sent back.
  /// Fails with kLoginFailed when that takes too long, or kInterrupted when `cancel` (which may be
  /// null) becomes true.
  virtual Result<std::string> browse(const std::string& url, const std::atomic<bool>* cancel) = 0;
};

/// The device flow (RFC 8628): the person logs in on any machine. Returns the ID token.
/// Fails with kLoginFailed, kInterrupted, kHttpAnswerInvalid, or the errors of ServiceClient.
Result<std::string> log_in_with_code(const IdentityProvider& provider, std::string_view client_id,
                                     LoginHost& host, ServiceClient& client);

/// The code flow of native applications (RFC 8252) with PKCE (RFC 7636): the browser comes back to
/// this machine. Returns the ID token, which answers this request. Fails likewise.
Result<std::string> log_in_with_browser(const IdentityProvider& provider,
                                        std::string_view client_id, LoginHost& host,
                                        ServiceClient& client);

}  // namespace igp::sigstore
