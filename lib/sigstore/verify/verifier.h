// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The verification of bundles: all checks, in their order (see checks.inc).
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "base/result.h"
#include "crypto/certificate.h"
#include "crypto/pubkey.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"
#include "sigstore/verify/policy.h"
#include "sigstore/verify/report.h"

namespace igp::sigstore {

/// A bundle and what it says of its signer, of which nothing is verified. The bundle must outlive
/// it.
class OpenedBundle {
 public:
  /// Fails with kKeyRequired or kIdentityRequired when `policy` does not name the kind of signer
  /// that the bundle has, with kCertificateMalformed, and as PublicKey does.
  static Result<OpenedBundle> open(const Bundle& bundle, const VerifyPolicy& policy);

  /// The key that the signature must verify with: the policy's, never replaced by anything in the
  /// bundle, or else the certificate's, which is trusted only after verify().
  [[nodiscard]] const crypto::PublicKey& key() const { return key_; }

  /// Establishes that the bundle is a signature of `artifact` that satisfies the policy, with
  /// `trust_root`, which may be null where needs_trust_root() says so. The artifact must have been
  /// read for needs_of(bundle, key()). The first check that cannot be passed is the error; whatever
  /// cannot be checked is not passed.
  [[nodiscard]] Result<Report> verify(const Artifact& artifact,
                                      std::shared_ptr<const TrustRoot> trust_root) const;

 private:
  OpenedBundle(const Bundle& bundle, VerifyPolicy policy,
               std::vector<crypto::Certificate> certificates, crypto::PublicKey key)
      : bundle_(bundle),
        policy_(std::move(policy)),
        certificates_(std::move(certificates)),
        key_(std::move(key)) {}

  const Bundle& bundle_;
  VerifyPolicy policy_;
  std::vector<crypto::Certificate> certificates_;  ///< the bundle's, leaf first
  crypto::PublicKey key_;
};

/// OpenedBundle::key() alone.
Result<crypto::PublicKey> signing_key(const Bundle& bundle, const VerifyPolicy& policy);

/// Whether verifying `bundle` by `policy` needs policy.trust_root.
bool needs_trust_root(const Bundle& bundle, const VerifyPolicy& policy);

/// Opens and verifies `bundle` with policy.trust_root.
Result<Report> verify_bundle(const Bundle& bundle, const Artifact& artifact,
                             const VerifyPolicy& policy);

}  // namespace igp::sigstore
