// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signing with a key that the signer keeps: no certificate, no log, no network.
#pragma once

#include "base/result.h"
#include "crypto/signer.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"

namespace igp::sigstore {

/// What signing with `key` into `format` asks of the artifact: cosign's legacy bundles say no hash
/// and are always checked with SHA-256.
ArtifactNeeds signing_needs(const crypto::PublicKey& key, BundleFormat format);

/// A bundle with the signature of `artifact` and the key's hint, base64(SHA-256(SPKI)) as cosign
/// writes it. Fails with kCrypto.
Result<Bundle> sign_with_key(crypto::Signer& signer, const Artifact& artifact);

}  // namespace igp::sigstore
