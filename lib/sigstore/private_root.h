// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A trust root made of single keys and certificates, for private installations.
#pragma once

#include <string>

#include "base/result.h"
#include "sigstore/trust_root.h"

namespace igp::sigstore {

/// PEM texts; empty ones are left out.
struct PrivateTrust {
  std::string ca_roots;   ///< certificates; each self-issued one is an anchor, the others help
  std::string tsa_roots;  ///< the same for timestamp authorities
  std::string rekor_key;  ///< public key of a transparency log (Rekor v1)
  std::string ct_key;     ///< public key of a certificate transparency log
};

/// A root with these and nothing else, without time limits of its own: certificates have theirs.
/// Fails with kTrustRootMalformed, kEncodingMalformed, kCertificateMalformed or the errors of keys.
Result<TrustRoot> make_private_root(const PrivateTrust& trust);

}  // namespace igp::sigstore
