// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/private_key.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include "crypto/key_handle.h"

namespace igp::crypto {
namespace {

using GroupPtr = Owned<EC_GROUP, EC_GROUP_free>;
using PointPtr = Owned<EC_POINT, EC_POINT_free>;
using ScalarPtr = Owned<BIGNUM, BN_clear_free>;
using ParamBuilderPtr = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using ParamsPtr = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using Pkcs8Ptr = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;

constexpr std::size_t kP256ScalarSize = 32;
constexpr std::size_t kP256PointSize = 65;

/// A uniform scalar in [1, order-1]: candidates outside are drawn again (FIPS 186-5 A.2.2).
ScalarPtr draw_scalar(const EC_GROUP* group, Rng& rng) {
  ScalarPtr scalar(BN_secure_new());
  do {
    SecretBytes candidate(kP256ScalarSize);
    rng.fill({candidate.data(), candidate.size()});
    BN_bin2bn(candidate.data(), static_cast<int>(candidate.size()), scalar.get());
  } while (BN_is_zero(scalar.get()) || BN_cmp(scalar.get(), EC_GROUP_get0_order(group)) >= 0);
  return scalar;
}

KeyPtr key_of_scalar(const EC_GROUP* group, const BIGNUM* scalar) {
  const PointPtr point(EC_POINT_new(group));
  std::uint8_t encoded[kP256PointSize];
  if (EC_POINT_mul(group, point.get(), scalar, nullptr, nullptr, nullptr) != 1 ||
      EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_UNCOMPRESSED, encoded, sizeof encoded,
                         nullptr) == 0) {
    return nullptr;
  }
  const ParamBuilderPtr builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded, sizeof encoded);
  OSSL_PARAM_BLD_push_BN_pad(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar, kP256ScalarSize);
  const ParamsPtr params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, params.get()) != 1) {
    return nullptr;
  }
  return KeyPtr(key);
}

/// Wraps a key whose public half must be of an accepted type.
Result<PrivateKey> adopt(KeyPtr key) {
  EVP_PKEY_up_ref(key.get());
  PublicKey shared = IGP_TRY(adopt_public_key(KeyPtr(key.get())));
  // The public half stands alone, so that nothing that holds it holds the secret.
  PublicKey alone = IGP_TRY(PublicKey::from_spki(shared.spki()));
  return PrivateKey(
      std::make_shared<PrivateKey::Handle>(PrivateKey::Handle{std::move(key), std::move(alone)}));
}

}  // namespace

Result<PrivateKey> PrivateKey::generate(Rng& rng) {
  initialize_openssl();
  const GroupPtr group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  const ScalarPtr scalar = draw_scalar(group.get(), rng);
  KeyPtr key = key_of_scalar(group.get(), scalar.get());
  if (!key) return fail(ErrorCode::kCrypto, "cannot make a P-256 key: {}", openssl_reason());
  return adopt(std::move(key));
}

Result<PrivateKey> PrivateKey::from_pkcs8(ByteView der) {
  initialize_openssl();
  const unsigned char* cursor = der.data();
  const Pkcs8Ptr info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &cursor, static_cast<long>(der.size())));
  KeyPtr key(info ? EVP_PKCS82PKEY(info.get()) : nullptr);
  if (!key || cursor != der.data() + der.size()) {
    return fail(ErrorCode::kKeyMalformed, "not a PKCS #8 private key: {}", openssl_reason());
  }
  return adopt(std::move(key));
}

Result<PrivateKey> PrivateKey::from_sec1(ByteView der) {
  initialize_openssl();
  const unsigned char* cursor = der.data();
  KeyPtr key(d2i_PrivateKey(EVP_PKEY_EC, nullptr, &cursor, static_cast<long>(der.size())));
  if (!key || cursor != der.data() + der.size()) {
    return fail(ErrorCode::kKeyMalformed, "not an EC private key: {}", openssl_reason());
  }
  return adopt(std::move(key));
}

const PublicKey& PrivateKey::public_key() const { return handle_->public_key; }

SecretBytes PrivateKey::pkcs8() const {
  const Pkcs8Ptr info(EVP_PKEY2PKCS8(handle_->key.get()));
  const int size = i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr);
  SecretBytes out(static_cast<std::size_t>(std::max(size, 0)));
  unsigned char* cursor = out.data();
  i2d_PKCS8_PRIV_KEY_INFO(info.get(), &cursor);
  return out;
}

}  // namespace igp::crypto
