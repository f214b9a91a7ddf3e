// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The signature itself, over the artifact.
#pragma once

#include "base/result.h"
#include "crypto/pubkey.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"

namespace igp::sigstore {

/// `artifact` has the digest that the bundle claims and `message` is its signature by `key`.
/// Fails with kDigestMismatch or kSignatureInvalid.
Status verify_message(const MessageSignature& message, const Artifact& artifact,
                      const crypto::PublicKey& key);

}  // namespace igp::sigstore
