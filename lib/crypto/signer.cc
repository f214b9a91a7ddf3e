// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/signer.h"

#include <openssl/rsa.h>

#include "crypto/key_handle.h"
#include "crypto/verifier.h"

namespace igp::crypto {
namespace {

class KeySigner final : public Signer {
 public:
  explicit KeySigner(PrivateKey key) : key_(std::move(key)) {}

  [[nodiscard]] const PublicKey& public_key() const override { return key_.public_key(); }

  Result<Bytes> sign_digest(const Digest& digest) override {
    if (!verifies_digests(public_key())) {
      return fail(ErrorCode::kKeyUnsupported, "an Ed25519 key cannot sign a digest");
    }
    const KeyContextPtr context(EVP_PKEY_CTX_new(secret(), nullptr));
    const bool pss = public_key().type() == KeyType::kRsaPss;
    if (!context || EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), evp_md(digest.algorithm())) != 1 ||
        (pss && EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), RSA_PSS_SALTLEN_DIGEST) != 1)) {
      return Fail(failure());
    }
    const ByteView value = digest.bytes();
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(secret()));
    Bytes signature(size);
    if (EVP_PKEY_sign(context.get(), signature.data(), &size, value.data(), value.size()) != 1)
      return Fail(failure());
    signature.resize(size);
    return signature;
  }

  Result<Bytes> sign_message(ByteView message) override {
    if (verifies_digests(public_key()))
      return sign_digest(digest_of(message, public_key().default_hash()));
    const DigestContextPtr context(EVP_MD_CTX_new());
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(secret()));
    Bytes signature(size);
    if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, secret()) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) !=
            1) {
      return Fail(failure());
    }
    signature.resize(size);
    return signature;
  }

 private:
  [[nodiscard]] EVP_PKEY* secret() const { return key_.handle().key.get(); }
  [[nodiscard]] Error failure() const {
    return error(ErrorCode::kCrypto, "cannot sign with {}: {}", name_of(public_key().type()),
                 openssl_reason());
  }

  PrivateKey key_;
};

}  // namespace

std::unique_ptr<Signer> make_signer(PrivateKey key) {
  return std::make_unique<KeySigner>(std::move(key));
}

}  // namespace igp::crypto
