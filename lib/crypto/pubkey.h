// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// PublicKey: a key that signatures are checked with.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"

namespace igp::crypto {

enum class KeyType : std::uint8_t {
  kEcdsaP256,
  kEcdsaP384,
  kEcdsaP521,
  kRsaPkcs1,
  kRsaPss,
  kEd25519
};

/// "ecdsa-p256", "rsa-pkcs1", "ed25519", ...
std::string_view name_of(KeyType type);

/// A public key of an accepted type and size: ECDSA on the NIST curves P-256, P-384 and P-521 by
/// name (not by explicit parameters), RSA from 2048 to kRsaBits bits with an odd exponent above 1
/// of up to 31 bits (also keys that are for RSASSA-PSS alone, without parameters), Ed25519. Cheap
/// to copy.
class PublicKey {
 public:
  /// A DER SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) and nothing after it.
  /// Fails with kKeyMalformed or kKeyUnsupported.
  static Result<PublicKey> from_spki(ByteView der);
  /// A DER RSAPublicKey (RFC 8017 appendix A.1.1); some logs publish their keys so.
  static Result<PublicKey> from_pkcs1(ByteView der);
  /// The 32 bytes of an Ed25519 key (RFC 8032 section 5.1.5). Fails with kKeyMalformed.
  static Result<PublicKey> from_ed25519(ByteView raw);
  /// One PEM block "PUBLIC KEY". Fails also with kEncodingMalformed.
  static Result<PublicKey> from_pem(std::string_view text);

  [[nodiscard]] KeyType type() const;
  /// The size of an RSA modulus, or of the field of a curve.
  [[nodiscard]] int bits() const;
  /// The canonical DER SubjectPublicKeyInfo.
  [[nodiscard]] const Bytes& spki() const;
  [[nodiscard]] std::string pem() const;
  /// SHA-256 of spki(): what cosign's hints and log identifiers are made of.
  [[nodiscard]] Digest fingerprint() const;
  /// The hash that goes with the key when nothing else is said (Sigstore's algorithm registry).
  [[nodiscard]] HashAlgorithm default_hash() const;
  /// The key with RSASSA-PSS instead of PKCS #1 v1.5 signatures; only RSA keys change.
  [[nodiscard]] PublicKey as_pss() const;

  friend bool operator==(const PublicKey& a, const PublicKey& b) { return a.spki() == b.spki(); }

  /// OpenSSL's view, defined in key_handle.h for lib/crypto alone.
  struct Handle;
  explicit PublicKey(std::shared_ptr<const Handle> handle) : handle_(std::move(handle)) {}
  [[nodiscard]] const Handle& handle() const { return *handle_; }

 private:
  std::shared_ptr<const Handle> handle_;
};

}  // namespace igp::crypto
