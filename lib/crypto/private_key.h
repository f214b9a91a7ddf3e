// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// PrivateKey: a key that signatures are made with.
#pragma once

#include <memory>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/pubkey.h"
#include "crypto/secret.h"

namespace igp::crypto {

/// A private key of the types and sizes that PublicKey accepts. Cheap to copy.
class PrivateKey {
 public:
  /// A fresh ECDSA P-256 key from the injected source of randomness.
  static Result<PrivateKey> generate(Rng& rng);
  /// DER PKCS #8 (RFC 5208), unencrypted, and nothing after it.
  /// Fails with kKeyMalformed or kKeyUnsupported.
  static Result<PrivateKey> from_pkcs8(ByteView der);
  /// DER ECPrivateKey (RFC 5915), what "EC PRIVATE KEY" PEM blocks hold.
  static Result<PrivateKey> from_sec1(ByteView der);

  [[nodiscard]] const PublicKey& public_key() const;
  [[nodiscard]] SecretBytes pkcs8() const;

  /// OpenSSL's view, defined in key_handle.h for lib/crypto alone.
  struct Handle;
  explicit PrivateKey(std::shared_ptr<const Handle> handle) : handle_(std::move(handle)) {}
  [[nodiscard]] const Handle& handle() const { return *handle_; }

 private:
  std::shared_ptr<const Handle> handle_;
};

}  // namespace igp::crypto
