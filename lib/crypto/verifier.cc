// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/verifier.h"

#include <openssl/rsa.h>

#include "crypto/algorithms.h"
#include "crypto/key_handle.h"

namespace igp::crypto {
namespace {

Error invalid_signature() {
  openssl_reason();  // only empties the queue: what the library says of a bad signature helps
                     // nobody
  return error(ErrorCode::kSignatureInvalid, "signature does not verify");
}

/// Sets the padding that the key's type stands for.
bool set_padding(EVP_PKEY_CTX* context, KeyType type) {
  if (type == KeyType::kRsaPkcs1)
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  if (type != KeyType::kRsaPss) return true;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_AUTO) == 1;
}

Status verify_ed25519(EVP_PKEY* key, ByteView message, ByteView signature) {
  const AcceptedAlgorithms algorithms;
  const DigestContextPtr context(EVP_MD_CTX_new());
  if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) != 1) {
    return fail(ErrorCode::kCrypto, "cannot verify with Ed25519: {}", openssl_reason());
  }
  if (EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                       message.size()) != 1) {
    return Fail(invalid_signature());
  }
  return {};
}

}  // namespace

bool verifies_digests(const PublicKey& key) { return key.type() != KeyType::kEd25519; }

Status verify_digest_signature(const PublicKey& key, const Digest& digest, ByteView signature) {
  if (!verifies_digests(key)) {
    return fail(ErrorCode::kKeyUnsupported, "an Ed25519 signature cannot be checked from a digest");
  }
  const AcceptedAlgorithms algorithms;
  const PublicKey::Handle& handle = key.handle();
  const KeyContextPtr context(EVP_PKEY_CTX_new(handle.key.get(), nullptr));
  if (!context || EVP_PKEY_verify_init(context.get()) != 1 ||
      !set_padding(context.get(), handle.type) ||
      EVP_PKEY_CTX_set_signature_md(context.get(), evp_md(digest.algorithm())) != 1) {
    return fail(ErrorCode::kCrypto, "cannot verify with {}: {}", name_of(handle.type),
                openssl_reason());
  }
  const ByteView value = digest.bytes();
  if (EVP_PKEY_verify(context.get(), signature.data(), signature.size(), value.data(),
                      value.size()) != 1) {
    return Fail(invalid_signature());
  }
  return {};
}

Status verify_message_signature(const PublicKey& key, ByteView message, ByteView signature,
                                HashAlgorithm hash) {
  if (!verifies_digests(key)) return verify_ed25519(key.handle().key.get(), message, signature);
  return verify_digest_signature(key, digest_of(message, hash), signature);
}

}  // namespace igp::crypto
