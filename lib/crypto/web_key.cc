// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/web_key.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <string>

#include "base/limits.h"
#include "crypto/algorithms.h"
#include "crypto/openssl.h"

namespace igp::crypto {
namespace {

using NumberPtr = Owned<BIGNUM, BN_free>;
using GroupPtr = Owned<EC_GROUP, EC_GROUP_free>;
using PointPtr = Owned<EC_POINT, EC_POINT_free>;
using BuilderPtr = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using ParametersPtr = Owned<OSSL_PARAM, OSSL_PARAM_free>;

constexpr std::uint8_t kUncompressed = 0x04;
constexpr int kRsaLeastBits = 1024;

struct CurveRow {
  int nid;
  const char* group;
  std::size_t coordinate;
};
constexpr CurveRow kCurves[] = {{NID_secp224r1, "P-224", 28},
                                {NID_X9_62_prime256v1, "P-256", 32},
                                {NID_secp384r1, "P-384", 48},
                                {NID_secp521r1, "P-521", 66}};

const CurveRow& row_of(WebCurve curve) { return kCurves[static_cast<std::size_t>(curve)]; }

Error malformed(const char* what) {
  openssl_reason();  // only empties the queue
  return error(ErrorCode::kKeyMalformed, "{}", what);
}

GroupPtr make_group(WebCurve curve) {
  return GroupPtr(EC_GROUP_new_by_curve_name(row_of(curve).nid));
}

/// The key that `builder` describes; null when it is none.
KeyPtr make_key(const char* type, OSSL_PARAM_BLD* builder) {
  const ParametersPtr parameters(OSSL_PARAM_BLD_to_param(builder));
  const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return {};
  }
  return KeyPtr(key);
}

bool set_padding(EVP_PKEY_CTX* context, RsaPadding padding) {
  if (padding == RsaPadding::kPkcs1) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  }
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

/// `padding` is null for ECDSA.
Status verify(EVP_PKEY* key, const RsaPadding* padding, const Digest& digest, ByteView signature) {
  const KeyContextPtr context(EVP_PKEY_CTX_new(key, nullptr));
  if (!context || EVP_PKEY_verify_init(context.get()) != 1 ||
      (padding != nullptr && !set_padding(context.get(), *padding)) ||
      EVP_PKEY_CTX_set_signature_md(context.get(), evp_md(digest.algorithm())) != 1) {
    return fail(ErrorCode::kCrypto, "cannot verify a signature: {}", openssl_reason());
  }
  const ByteView value = digest.bytes();
  if (EVP_PKEY_verify(context.get(), signature.data(), signature.size(), value.data(),
                      value.size()) == 1) {
    return {};
  }
  openssl_reason();  // only empties the queue
  return fail(ErrorCode::kSignatureInvalid, "signature does not verify");
}

}  // namespace

std::size_t coordinate_size(WebCurve curve) { return row_of(curve).coordinate; }

Status check_web_point(WebCurve curve, ByteView point) {
  initialize_openssl();
  if (point.size() != 1 + 2 * coordinate_size(curve) || point[0] != kUncompressed) {
    return Fail(malformed("not an uncompressed point of the curve's size"));
  }
  const GroupPtr group = make_group(curve);
  const PointPtr parsed(EC_POINT_new(group.get()));
  if (EC_POINT_oct2point(group.get(), parsed.get(), point.data(), point.size(), nullptr) != 1) {
    return Fail(malformed("the point is not on the curve"));
  }
  return {};
}

Result<Bytes> make_web_point(WebCurve curve, ByteView scalar) {
  initialize_openssl();
  const GroupPtr group = make_group(curve);
  const NumberPtr number(BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), nullptr));
  if (!number || BN_is_zero(number.get()) ||
      BN_cmp(number.get(), EC_GROUP_get0_order(group.get())) >= 0) {
    return Fail(malformed("the private key is not in the curve's range"));
  }
  const PointPtr point(EC_POINT_new(group.get()));
  Bytes out(1 + 2 * coordinate_size(curve));
  if (EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr) != 1 ||
      EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, out.data(),
                         out.size(), nullptr) != out.size()) {
    return fail(ErrorCode::kCrypto, "cannot compute a public key: {}", openssl_reason());
  }
  return out;
}

Status verify_web_ecdsa(WebCurve curve, ByteView point, HashAlgorithm hash, ByteView message,
                        ByteView signature) {
  IGP_CHECK(check_web_point(curve, point));
  const AcceptedAlgorithms algorithms;
  const BuilderPtr builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, row_of(curve).group,
                                  0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  const KeyPtr key = make_key("EC", builder.get());
  if (!key) return Fail(malformed("not an ECDSA key"));
  return verify(key.get(), nullptr, digest_of(message, hash), signature);
}

Status verify_web_rsa(ByteView modulus, ByteView exponent, RsaPadding padding, HashAlgorithm hash,
                      ByteView message, ByteView signature) {
  const AcceptedAlgorithms algorithms;
  const NumberPtr n(BN_bin2bn(modulus.data(), static_cast<int>(modulus.size()), nullptr));
  const NumberPtr e(BN_bin2bn(exponent.data(), static_cast<int>(exponent.size()), nullptr));
  if (!n || !e || BN_num_bits(n.get()) < kRsaLeastBits || BN_num_bits(n.get()) > limits::kRsaBits) {
    return fail(ErrorCode::kKeyUnsupported, "RSA key of {} bits; {} to {} are accepted",
                n ? BN_num_bits(n.get()) : 0, kRsaLeastBits, limits::kRsaBits);
  }
  // With an exponent of 1 whoever knows the public key can sign.
  if (BN_is_odd(n.get()) != 1 || BN_is_odd(e.get()) != 1 || BN_is_one(e.get()) == 1 ||
      BN_num_bits(e.get()) > 31) {
    return Fail(malformed("RSA key with an even modulus, or an exponent that is not sound"));
  }
  const BuilderPtr builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  const KeyPtr key = make_key("RSA", builder.get());
  if (!key) return Fail(malformed("not an RSA key"));
  return verify(key.get(), &padding, digest_of(message, hash), signature);
}

}  // namespace igp::crypto
