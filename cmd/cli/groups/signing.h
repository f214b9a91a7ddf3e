// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The flags that say who certifies a key and who records its signatures.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/flag.h"
#include "sigstore/sign/sign.h"

namespace igp::cli {

/// --signing-config, --fulcio-url, --rekor-url, --rekor-version, --timestamp-url, --no-tlog,
/// --yes. Keyless signing without any of the first is with the public-good
/// instance. One URL replaces all of its services: private and public ones are never mixed.
class SigningFlags {
 public:
  void describe(FlagSet& flags);

  /// The services to use at `now`, without token, trust root and client: those of the flags, of the
  /// signing config they name or, for keyless signing, of the built-in one. Fails with kUsage,
  /// kServiceMissing, kUrlInvalid and the errors of reading the files.
  [[nodiscard]] Result<sigstore::SigningServices> services(bool keyless,
                                                           sigstore::BundleFormat format,
                                                           UnixNanos now) const;

  /// Who gives identity tokens to those who log in, at `now`.
  /// Fails with kServiceMissing and the errors of reading the signing config.
  [[nodiscard]] Result<http::Url> identity_provider(UnixNanos now) const;

  /// Public services publish who signed what, for ever: somebody must agree, by --yes or on the
  /// terminal. Others need no consent. Fails with kConsentRequired.
  [[nodiscard]] Status ask_consent(const sigstore::SigningServices& services) const;

 private:
  [[nodiscard]] bool names_url() const {
    return !fulcio_url_.empty() || !rekor_url_.empty() || !timestamp_urls_.empty();
  }
  [[nodiscard]] Status check_usage(bool keyless) const;
  [[nodiscard]] Result<sigstore::SigningConfig> config(bool keyless) const;
  [[nodiscard]] Result<std::vector<sigstore::Service>> logs(const sigstore::SigningConfig& config,
                                                            sigstore::BundleFormat format,
                                                            UnixNanos now) const;
  [[nodiscard]] Result<std::vector<sigstore::Service>> timestamp_authorities(
      const sigstore::SigningConfig& config, sigstore::BundleFormat format, UnixNanos now) const;

  std::string signing_config_;
  std::string fulcio_url_;
  std::string rekor_url_;
  std::int64_t rekor_version_ = 1;
  std::vector<std::string> timestamp_urls_;
  bool no_tlog_ = false;
  bool yes_ = false;
};

}  // namespace igp::cli
