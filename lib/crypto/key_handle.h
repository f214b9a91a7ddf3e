// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/crypto: what stands behind PublicKey and PrivateKey.
#pragma once

#include "crypto/openssl.h"
#include "crypto/private_key.h"
#include "crypto/pubkey.h"

namespace igp::crypto {

struct PublicKey::Handle {
  KeyPtr key;
  KeyType type;
  Bytes spki;
};

struct PrivateKey::Handle {
  KeyPtr key;
  PublicKey public_key;
};

/// The accepted type of `key`. Fails with kKeyUnsupported.
Result<KeyType> classify_key(EVP_PKEY* key);

/// As PublicKey::from_spki; `decoded` may be null, or what OpenSSL has made of `der` already.
Result<PublicKey> read_spki(ByteView der, EVP_PKEY* decoded);

/// Wraps `key` after checking its type and size. Fails with kKeyUnsupported.
Result<PublicKey> adopt_public_key(KeyPtr key);

}  // namespace igp::crypto
