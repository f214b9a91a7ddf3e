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

/// Wraps `key` after checking its type and size. Fails with kKeyUnsupported.
Result<PublicKey> adopt_public_key(KeyPtr key);

}  // namespace igp::crypto
