// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signatures that something outside of this process made.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/pubkey.h"

namespace igp::crypto {

/// `signature` as it is, once it verifies over `digest`. Fails with kSignerAnswerInvalid.
Result<Bytes> accept_digest_signature(const PublicKey& key, const Digest& digest, Bytes signature);

/// The same over `message` itself, for keys that cannot check a digest.
Result<Bytes> accept_message_signature(const PublicKey& key, ByteView message, Bytes signature);

/// The DER form (RFC 3279 section 2.2.3) of an ECDSA signature that is r and s side by side.
/// Fails with kSignerAnswerInvalid when the halves cannot be that.
Result<Bytes> encode_ecdsa_signature(ByteView r_and_s);

/// The reverse: r and s, each in `half` bytes. Fails with kSignerAnswerInvalid.
Result<Bytes> decode_ecdsa_signature(ByteView der, std::size_t half);

/// The DigestInfo (RFC 8017 section 9.2) that RSASSA-PKCS1-v1_5 pads and signs.
Bytes encode_digest_info(const Digest& digest);

}  // namespace igp::crypto
