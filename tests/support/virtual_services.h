// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// VirtualServices: VirtualSigstore behind the HTTP interfaces of Fulcio, Rekor and a timestamp
// authority, with whatever a test makes them answer instead.
#pragma once

#include <memory>
#include <string>

#include "sigstore/sign/identity_token.h"
#include "sigstore/sign/service_client.h"
#include "sigstore/sign/sign.h"
#include "support/fake_http.h"
#include "support/seeded_rng.h"
#include "support/virtual_sigstore.h"

namespace igp::testing {

inline constexpr const char* kFulcioUrl = "https://ca.example.org";
inline constexpr const char* kRekor1Url = "https://rekor1.example.org";
inline constexpr const char* kRekor2Url = "https://rekor2.example.org";
inline constexpr const char* kTsaUrl = "https://tsa.example.org/api/v1/timestamp";

/// Lies that a Recipe has no words for.
struct ServiceLies {
  bool certify_other_key = false;
  bool detached_sct = false;
  bool stamp_other_signature = false;
  bool stamp_other_request = false;  ///< the right signature, but another nonce
  bool log_other_artifact = false;
  bool entry_exists = false;  ///< Rekor v1 has an equal entry already
};

/// A service at `url`.
sigstore::Service service_at(const std::string& url, std::int64_t version = 1);

/// An ID token with these claims, which nobody signed.
std::string make_token(const std::string& claims_json);
/// One for the identity that VirtualSigstore certifies; it expires an hour after kSigningTime.
sigstore::IdentityToken honest_token();

/// What `sigstore` would answer, over a client that a test can also make answer otherwise.
class VirtualServices {
 public:
  explicit VirtualServices(const VirtualSigstore& sigstore);

  Recipe recipe;  ///< how all parts are made
  ServiceLies lies;

  test::FakeHttpClient http;
  test::FakeWaiter waiter;
  FixedClock clock{kSigningTime};
  Diag diag;
  SeededRng rng{7};
  sigstore::ServiceClient client;

  /// Trust root and client; no service yet.
  [[nodiscard]] sigstore::SigningServices services();
  /// Certificate authority and token, log of the version, timestamp authority.
  [[nodiscard]] sigstore::SigningServices keyless(int log_version);

 private:
  Result<http::HttpAnswer> certify(const http::HttpRequest& request) const;
  Result<http::HttpAnswer> stamp(const http::HttpRequest& request) const;
  Result<http::HttpAnswer> log_v1(const http::HttpRequest& request);
  Result<http::HttpAnswer> log_v2(const http::HttpRequest& request) const;

  const VirtualSigstore& sigstore_;
};

}  // namespace igp::testing
