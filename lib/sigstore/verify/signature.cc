// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/signature.h"

#include "crypto/verifier.h"
#include "sigstore/dsse.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

Status verify_claimed_digest(const MessageSignature& message, const Artifact& artifact) {
  if (!message.digest || *message.digest == artifact.digest) return {};
  return fail(ErrorCode::kDigestMismatch, "the file is {}, but the bundle signs {}",
              artifact.digest.str(), message.digest->str());
}

/// A signature over the bytes of an envelope says that somebody attested, not that they signed a
/// file.
Status verify_plain(const Artifact& artifact) {
  if (!artifact.begins_as_pae) return {};
  return fail(ErrorCode::kSignatureInvalid,
              "the file begins with '{}': the signature may be that of an attestation", kPaePrefix);
}

Status verify_signature(const MessageSignature& message, const Artifact& artifact,
                        const crypto::PublicKey& key) {
  if (crypto::verifies_digests(key))
    return crypto::verify_digest_signature(key, artifact.digest, message.signature);
  if (!artifact.content) {
    return fail(ErrorCode::kKeyUnsupported,
                "an Ed25519 signature needs the artifact itself, not its digest");
  }
  Status status = crypto::verify_message_signature(key, *artifact.content, message.signature,
                                                   artifact.digest.algorithm());
  if (!status && artifact.digest.algorithm() == crypto::HashAlgorithm::kSha512) {
    status.error().hint =
        "the bundle names a SHA-512 digest: Ed25519ph cannot be verified, only Ed25519";
  }
  return status;
}

}  // namespace

Status verify_message(const MessageSignature& message, const Artifact& artifact,
                      const crypto::PublicKey& key) {
  IGP_CHECK(require(Check::kMessageDigest, verify_claimed_digest(message, artifact)));
  IGP_CHECK(require(Check::kPlainContent, verify_plain(artifact)));
  return require(Check::kSignature, verify_signature(message, artifact, key));
}

}  // namespace igp::sigstore
