// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Making signatures, wherever the private key is kept.
#pragma once

#include <memory>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/private_key.h"
#include "crypto/pubkey.h"

namespace igp::crypto {

/// Signs with one key; the key itself may be in this process or behind some device.
class Signer {
 public:
  virtual ~Signer() = default;
  [[nodiscard]] virtual const PublicKey& public_key() const = 0;
  /// Signs the content that `digest` was taken from. ECDSA signatures are DER.
  /// Fails with kKeyUnsupported for keys that cannot sign a digest (see verifies_digests).
  virtual Result<Bytes> sign_digest(const Digest& digest) = 0;
  /// Signs `message` itself.
  virtual Result<Bytes> sign_message(ByteView message) = 0;
};

/// A signer with a key in memory.
std::unique_ptr<Signer> make_signer(PrivateKey key);

}  // namespace igp::crypto
