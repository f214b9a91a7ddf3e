// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Key details: how Sigstore's protobuf messages name a key's type, encoding and hash
// (dev.sigstore.common.v1.PublicKeyDetails).
#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/pubkey.h"

namespace igp::sigstore {

/// A key together with the hash that its signatures are made over.
struct KeyWithHash {
  crypto::PublicKey key;
  crypto::HashAlgorithm hash;
};

/// Decodes `der` as `details` says; without details, as a SubjectPublicKeyInfo with the hash that
/// goes with its type. Fails with kKeyUnsupported, naming the algorithm, for those that igpack
/// cannot check (Ed25519ph, LMS, ML-DSA) and for unknown names, with kKeyMalformed when the key is
/// of another type or size than its details say, and as PublicKey does.
Result<KeyWithHash> decode_key(ByteView der, std::string_view details);

/// Whether `key` is what `details` say of it; nothing to say against it when there are none.
/// Fails as decode_key.
Status check_key_details(const crypto::PublicKey& key, std::string_view details);

}  // namespace igp::sigstore
