// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A trust root made of single keys and certificates, for private installations.
#pragma once

#include <string>

#include "base/result.h"
#include "sigstore/trust_root.h"

namespace igp::sigstore {

/// PEM texts, where nothing else is said; empty ones are left out.
struct PrivateTrust {
  std::string ca_roots;   ///< certificates; each self-issued one is an anchor, the others help
  std::string tsa_roots;  ///< the same for timestamp authorities
  /// Public key of a transparency log: PEM, or a signed note's verifier key (NAME+HASH+KEY).
  std::string rekor_key;
  /// First line of the log's checkpoints. An Ed25519 key in PEM (Rekor v2) needs it, since the
  /// log's identifier is made of both; a verifier key brings its own.
  std::string rekor_origin;
  std::string ct_key;  ///< public key of a certificate transparency log
};

/// A root with these and nothing else, without time limits of its own: certificates have theirs.
/// Fails with kTrustRootMalformed, kEncodingMalformed, kCertificateMalformed, the errors of keys,
/// or kUsage when key and origin of the log do not fit.
Result<TrustRoot> make_private_root(const PrivateTrust& trust);

}  // namespace igp::sigstore
