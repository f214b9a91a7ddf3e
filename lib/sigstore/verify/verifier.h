// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The verification of bundles: all checks, in their order (see checks.inc).
#pragma once

#include "base/result.h"
#include "crypto/pubkey.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"
#include "sigstore/verify/policy.h"
#include "sigstore/verify/report.h"

namespace igp::sigstore {

/// The key that `bundle`'s signature must verify with: the policy's, never replaced by anything in
/// the bundle, or else the certificate's, which is trusted only after verify_bundle.
/// Fails with kKeyRequired, kIdentityRequired or kCertificateMalformed.
Result<crypto::PublicKey> signing_key(const Bundle& bundle, const VerifyPolicy& policy);

/// Whether verifying `bundle` by `policy` needs policy.trust_root.
bool needs_trust_root(const Bundle& bundle, const VerifyPolicy& policy);

/// Establishes that `bundle` is a signature of `artifact` that satisfies `policy`. The artifact
/// must have been read for needs_of(bundle, signing_key(bundle, policy)). The first check that
/// cannot be passed is the error; whatever cannot be checked is not passed.
Result<Report> verify_bundle(const Bundle& bundle, const Artifact& artifact,
                             const VerifyPolicy& policy);

}  // namespace igp::sigstore
