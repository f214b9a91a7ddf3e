// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Checking signatures. A stream is hashed with crypto::Hasher and its digest checked here, so that
// content of any size needs constant memory.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/pubkey.h"

namespace igp::crypto {

/// Whether `key` can check a signature from the content's digest alone: not so for Ed25519, which
/// hashes the content together with the signature (RFC 8032 section 5.1.7).
bool verifies_digests(const PublicKey& key);

/// Checks `signature` over the content that `digest` was taken from. ECDSA signatures are strict
/// DER (RFC 3279 section 2.2.3): one signature value has one encoding. RSASSA-PSS takes any salt
/// length and MGF1 with the same hash. Fails with kSignatureInvalid; kKeyUnsupported for Ed25519.
Status verify_digest_signature(const PublicKey& key, const Digest& digest, ByteView signature);

/// Checks `signature` over `message` itself; `hash` is ignored for Ed25519.
/// Fails with kSignatureInvalid.
Status verify_message_signature(const PublicKey& key, ByteView message, ByteView signature,
                                HashAlgorithm hash);

}  // namespace igp::crypto
