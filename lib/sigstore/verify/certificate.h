// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The signing certificate: issued by a trusted authority, valid when it signed, made for signing.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/certificate.h"
#include "sigstore/trust_root.h"
#include "sigstore/verify/report.h"

namespace igp::sigstore {

/// A certificate whose chain was verified at every established time.
struct TrustedCertificate {
  crypto::Certificate leaf;
  crypto::Certificate issuer;
  std::string authority;  ///< URI
};

/// Fails with kCertificateUntrusted or kLeafUsage. `times` is not empty; the present is none of
/// them.
Result<TrustedCertificate> verify_certificate(const crypto::Certificate& leaf,
                                              const std::vector<VerifiedTime>& times,
                                              const TrustRoot& root);

}  // namespace igp::sigstore
