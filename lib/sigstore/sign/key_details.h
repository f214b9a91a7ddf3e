// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Kinds of keys as Sigstore's protobuf messages name them.
#pragma once

#include <string>

#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/pubkey.h"

namespace igp::sigstore {

/// The name of dev.sigstore.common.v1.PublicKeyDetails for signatures by `key` over digests of
/// `hash`, such as "PKIX_ECDSA_P256_SHA_256". Fails with kKeyUnsupported for combinations that
/// Sigstore's algorithm registry does not have, and for Ed25519, which signs no digest.
Result<std::string> key_details(const crypto::PublicKey& key, crypto::HashAlgorithm hash);

}  // namespace igp::sigstore
