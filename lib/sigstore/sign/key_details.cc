// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/key_details.h"

namespace igp::sigstore {
namespace {

/// The registry names RSA keys of three sizes only.
bool is_registered_rsa_size(int bits) { return bits == 2048 || bits == 3072 || bits == 4096; }

}  // namespace

Result<std::string> key_details(const crypto::PublicKey& key, crypto::HashAlgorithm hash) {
  using crypto::KeyType;
  if (hash == key.default_hash()) {
    switch (key.type()) {
      case KeyType::kEcdsaP256:
        return "PKIX_ECDSA_P256_SHA_256";
      case KeyType::kEcdsaP384:
        return "PKIX_ECDSA_P384_SHA_384";
      case KeyType::kEcdsaP521:
        return "PKIX_ECDSA_P521_SHA_512";
      case KeyType::kRsaPkcs1:
      case KeyType::kRsaPss:
        if (!is_registered_rsa_size(key.bits())) break;
        return fmt::format("PKIX_RSA_{}_{}_SHA256",
                           key.type() == KeyType::kRsaPss ? "PSS" : "PKCS1V15", key.bits());
      case KeyType::kEd25519:
        break;
    }
  }
  return Fail(error(ErrorCode::kKeyUnsupported,
                    "transparency logs take no signatures of this kind: {} key of {} bits with {}",
                    crypto::name_of(key.type()), key.bits(), crypto::name_of(hash))
                  .with_hint("use an ECDSA key, or no log"));
}

}  // namespace igp::sigstore
