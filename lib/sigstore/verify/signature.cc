// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/signature.h"

#include "crypto/verifier.h"

namespace igp::sigstore {

Status verify_message(const MessageSignature& message, const Artifact& artifact,
                      const crypto::PublicKey& key) {
  if (message.digest && *message.digest != artifact.digest) {
    return fail(ErrorCode::kDigestMismatch, "the file is {}, but the bundle signs {}",
                artifact.digest.str(), message.digest->str());
  }
  if (!crypto::verifies_digests(key)) {
    if (!artifact.content) {
      return fail(ErrorCode::kKeyUnsupported,
                  "an Ed25519 signature needs the artifact itself, not its digest");
    }
    return crypto::verify_message_signature(key, *artifact.content, message.signature,
                                            artifact.digest.algorithm());
  }
  return crypto::verify_digest_signature(key, artifact.digest, message.signature);
}

}  // namespace igp::sigstore
