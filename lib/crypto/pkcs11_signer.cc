// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pkcs11_signer.h"

#include "crypto/foreign_signature.h"
#include "crypto/pkcs11_key.h"
#include "crypto/pkcs11_session.h"

namespace igp::crypto {
namespace {

class Pkcs11Signer final : public Signer {
 public:
  Pkcs11Signer(std::unique_ptr<Pkcs11Session> session, Pkcs11Key key)
      : session_(std::move(session)), key_(std::move(key)) {}

  [[nodiscard]] const PublicKey& public_key() const override { return key_.public_key; }

  Result<Bytes> sign_digest(const Digest& digest) override {
    const bool rsa = public_key().type() == KeyType::kRsaPkcs1;
    Bytes signature =
        rsa ? IGP_TRY(session_->sign(key_.handle, CKM_RSA_PKCS, encode_digest_info(digest)))
            : IGP_TRY(session_->sign(key_.handle, CKM_ECDSA, digest.bytes()));
    if (!rsa) signature = IGP_TRY(encode_ecdsa_signature(signature));
    return accept_digest_signature(public_key(), digest, std::move(signature));
  }

  Result<Bytes> sign_message(ByteView message) override {
    return sign_digest(digest_of(message, public_key().default_hash()));
  }

 private:
  std::unique_ptr<Pkcs11Session> session_;
  Pkcs11Key key_;
};

}  // namespace

Result<std::unique_ptr<Signer>> open_pkcs11_signer(const Pkcs11Uri& uri,
                                                   const PasswordSource& pin) {
  auto session = IGP_TRY(Pkcs11Session::open(uri, pin));
  Pkcs11Key key = IGP_TRY(find_pkcs11_key(*session, uri));
  return std::unique_ptr<Signer>(
      std::make_unique<Pkcs11Signer>(std::move(session), std::move(key)));
}

}  // namespace igp::crypto
