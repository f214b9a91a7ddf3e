// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pkcs11_key.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include <cstring>

#include "crypto/certificate.h"
#include "crypto/key_handle.h"

namespace igp::crypto {
namespace {

using ObjectPtr = Owned<ASN1_OBJECT, ASN1_OBJECT_free>;
using OctetsPtr = Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using SpkiPtr = Owned<X509_PUBKEY, X509_PUBKEY_free>;
using NumberPtr = Owned<BIGNUM, BN_free>;
using ParamBuilderPtr = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using ParamsPtr = Owned<OSSL_PARAM, OSSL_PARAM_free>;

/// A search template; owns what it points at.
class Template {
 public:
  explicit Template(ck_object_class_t object_class) : class_(object_class) {
    list_.push_back({.type = CKA_CLASS, .value = &class_, .value_len = sizeof class_});
  }
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;

  void add(ck_attribute_type_t type, ByteView value) {
    Bytes& kept = *values_.emplace_back(std::make_unique<Bytes>(value.begin(), value.end()));
    list_.push_back({.type = type, .value = kept.data(), .value_len = kept.size()});
  }
  [[nodiscard]] const std::vector<ck_attribute>& list() const { return list_; }

 private:
  ck_object_class_t class_;
  std::vector<std::unique_ptr<Bytes>> values_;
  std::vector<ck_attribute> list_;
};

Result<ck_object_handle_t> find_private_key(const Pkcs11Session& session, const Pkcs11Uri& uri) {
  constexpr std::uint8_t kTrue[] = {1};
  Template wanted(CKO_PRIVATE_KEY);
  wanted.add(CKA_SIGN, kTrue);
  if (uri.object) wanted.add(CKA_LABEL, as_bytes(*uri.object));
  if (uri.id) wanted.add(CKA_ID, *uri.id);
  const auto found = IGP_TRY(session.find(wanted.list()));
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    return fail(ErrorCode::kSignerKeyMissing,
                "the token has no private key for signing that fits the PKCS #11 URI");
  }
  return Fail(error(ErrorCode::kSignerKeyMissing, "{} keys fit the PKCS #11 URI", found.size())
                  .with_hint("name one by id= or object="));
}

/// The first object of the class that has the key's id, or where it has none its label.
Result<std::optional<ck_object_handle_t>> find_sibling(const Pkcs11Session& session,
                                                       ck_object_handle_t key,
                                                       ck_object_class_t object_class) {
  const Bytes id = session.attribute(key, CKA_ID);
  Template wanted(object_class);
  if (id.empty()) {
    wanted.add(CKA_LABEL, session.attribute(key, CKA_LABEL));
  } else {
    wanted.add(CKA_ID, id);
  }
  const auto found = IGP_TRY(session.find(wanted.list()));
  if (found.empty()) return std::optional<ck_object_handle_t>();
  return found.front();
}

Fail unsupported(std::string_view why) {
  return fail(ErrorCode::kKeyUnsupported, "the token's key {}", why);
}

/// The numbers of an RSA key, which its private half shows too.
Result<PublicKey> rsa_key_of(const Pkcs11Session& session, ck_object_handle_t object) {
  const Bytes modulus = session.attribute(object, CKA_MODULUS);
  const Bytes exponent = session.attribute(object, CKA_PUBLIC_EXPONENT);
  if (modulus.empty() || exponent.empty()) return unsupported("does not show its public half");
  const NumberPtr n(BN_bin2bn(modulus.data(), static_cast<int>(modulus.size()), nullptr));
  const NumberPtr e(BN_bin2bn(exponent.data(), static_cast<int>(exponent.size()), nullptr));
  const ParamBuilderPtr builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  const ParamsPtr params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) {
    return unsupported("is no RSA key");
  }
  return adopt_public_key(KeyPtr(key));
}

/// CKA_EC_POINT is an OCTET STRING with the point; some tokens leave the wrapping out.
Bytes unwrap_point(const Bytes& value) {
  const unsigned char* cursor = value.data();
  const OctetsPtr wrapped(d2i_ASN1_OCTET_STRING(nullptr, &cursor, static_cast<long>(value.size())));
  openssl_reason();
  if (!wrapped || cursor != value.data() + value.size()) return value;
  const unsigned char* data = ASN1_STRING_get0_data(wrapped.get());
  return Bytes(data, data + ASN1_STRING_length(wrapped.get()));
}

Result<PublicKey> ec_key_of(const Pkcs11Session& session, ck_object_handle_t object) {
  const Bytes params = session.attribute(object, CKA_EC_PARAMS);
  const Bytes point = unwrap_point(session.attribute(object, CKA_EC_POINT));
  const unsigned char* cursor = params.data();
  ObjectPtr curve(d2i_ASN1_OBJECT(nullptr, &cursor, static_cast<long>(params.size())));
  if (!curve || cursor != params.data() + params.size() || point.empty()) {
    openssl_reason();
    return unsupported("is on no named curve, or does not show its public half");
  }
  const SpkiPtr spki(X509_PUBKEY_new());
  auto* bits = static_cast<unsigned char*>(OPENSSL_malloc(point.size()));
  std::memcpy(bits, point.data(), point.size());
  // Takes over the curve and the point.
  if (X509_PUBKEY_set0_param(spki.get(), OBJ_nid2obj(NID_X9_62_id_ecPublicKey), V_ASN1_OBJECT,
                             curve.get(), bits, static_cast<int>(point.size())) != 1) {
    OPENSSL_free(bits);
    return fail(ErrorCode::kCrypto, "cannot encode a public key: {}", openssl_reason());
  }
  static_cast<void>(curve.release());
  return PublicKey::from_spki(encode_der(i2d_X509_PUBKEY, spki.get()));
}

Result<PublicKey> public_half(const Pkcs11Session& session, ck_object_handle_t key,
                              ck_key_type_t type) {
  if (type == CKK_RSA) return rsa_key_of(session, key);
  if (const auto object = IGP_TRY(find_sibling(session, key, CKO_PUBLIC_KEY)))
    return ec_key_of(session, *object);
  const auto certificate = IGP_TRY(find_sibling(session, key, CKO_CERTIFICATE));
  if (!certificate) return unsupported("has neither public key nor certificate beside it");
  const Bytes der = session.attribute(*certificate, CKA_VALUE);
  return IGP_TRY(Certificate::from_der(der)).public_key();
}

}  // namespace

Result<Pkcs11Key> find_pkcs11_key(const Pkcs11Session& session, const Pkcs11Uri& uri) {
  initialize_openssl();
  const ck_object_handle_t handle = IGP_TRY(find_private_key(session, uri));
  ck_key_type_t type = 0;
  const Bytes shown = session.attribute(handle, CKA_KEY_TYPE);
  if (shown.size() != sizeof type)
    return fail(ErrorCode::kSignerFailed, "PKCS #11: the key has no type");
  std::memcpy(&type, shown.data(), sizeof type);
  if (type != CKK_RSA && type != CKK_EC) return unsupported("is neither RSA nor ECDSA");
  PublicKey key = IGP_TRY(public_half(session, handle, type));
  const bool is_rsa = key.type() == KeyType::kRsaPkcs1;
  if (key.type() == KeyType::kEd25519 || is_rsa != (type == CKK_RSA))
    return unsupported("is of another kind than its public half");
  return Pkcs11Key{.handle = handle, .public_key = std::move(key)};
}

}  // namespace igp::crypto
