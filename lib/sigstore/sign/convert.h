// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Bundles from one format into another, where nothing is lost.
#pragma once

#include <optional>

#include "base/result.h"
#include "crypto/pubkey.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"

namespace igp::sigstore {

/// What the bundle itself may not say.
struct ConversionFacts {
  /// The key that signed; only for bundles that were signed with a key.
  std::optional<crypto::PublicKey> key;
  /// The signed artifact, read for needs_of(bundle, key).
  std::optional<Artifact> artifact;
};

/// The key that signed `bundle`: the certificate's, else `key`; nothing when neither is there.
/// Fails with kUsage when both are, and with kCertificateMalformed.
Result<std::optional<crypto::PublicKey>> converted_key(const Bundle& bundle,
                                                       const std::optional<crypto::PublicKey>& key);

/// `bundle` such that encode_bundle(…, format) says all that `bundle` says; `format` is
/// kLegacyCosign or kV03. Where the artifact is given, the signature must verify over it: nothing
/// else of the bundle is verified here.
///
/// A key-signed cosign bundle needs `facts.key` (for the hint), and every cosign bundle
/// `facts.artifact`, for the digest by which a v0.3 bundle names its hash.
///
/// Fails with kConversionLossy, which says what would be lost or is missing; kUsage when a fact is
/// missing; kSignerMismatch when the key is not the one of the hint; kDigestMismatch or
/// kSignatureInvalid when the artifact is another one.
Result<Bundle> convert_bundle(const Bundle& bundle, BundleFormat format,
                              const ConversionFacts& facts);

}  // namespace igp::sigstore
