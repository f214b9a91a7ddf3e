// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/key_sign.h"

#include "base/base64.h"
#include "crypto/verifier.h"

namespace igp::sigstore {

ArtifactNeeds signing_needs(const crypto::PublicKey& key, BundleFormat format) {
  const bool legacy = format == BundleFormat::kLegacyCosign;
  return {.hash = legacy ? crypto::HashAlgorithm::kSha256 : key.default_hash(),
          .content = !crypto::verifies_digests(key)};
}

Result<Bundle> sign_with_key(crypto::Signer& signer, const Artifact& artifact) {
  Bytes signature = artifact.content ? IGP_TRY(signer.sign_message(*artifact.content))
                                     : IGP_TRY(signer.sign_digest(artifact.digest));
  Bundle bundle;
  bundle.key_hint = encode_base64(signer.public_key().fingerprint().bytes());
  bundle.content = MessageSignature{.digest = artifact.digest, .signature = std::move(signature)};
  return bundle;
}

}  // namespace igp::sigstore
