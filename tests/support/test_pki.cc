// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "support/test_pki.h"

#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include <cstdlib>

#include "base/rfc3339.h"
#include "crypto/openssl.h"

namespace igp::testing {
namespace {

using crypto::KeyPtr;
using crypto::Owned;
using crypto::X509Ptr;

/// Test material that cannot be made is a broken test.
void must(bool ok) {
  if (!ok) std::abort();
}

KeyPtr openssl_key(const crypto::PrivateKey& key) {
  const crypto::SecretBytes der = key.pkcs8();
  const unsigned char* cursor = der.view().data();
  return KeyPtr(d2i_AutoPrivateKey(nullptr, &cursor, static_cast<long>(der.size())));
}

KeyPtr openssl_key(const crypto::PublicKey& key) {
  const unsigned char* cursor = key.spki().data();
  return KeyPtr(d2i_PUBKEY(nullptr, &cursor, static_cast<long>(key.spki().size())));
}

/// Ed25519 takes no hash of one's choosing.
void sign(X509* x509, EVP_PKEY* key) {
  must(X509_sign(x509, key, EVP_PKEY_is_a(key, "ED25519") ? nullptr : EVP_sha256()) > 0);
}

void set_name(X509_NAME* name, const std::string& common_name) {
  if (common_name.empty()) return;
  must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                  reinterpret_cast<const unsigned char*>(common_name.data()),
                                  static_cast<int>(common_name.size()), -1, 0) == 1);
}

void add_raw(X509* x509, const std::string& oid, const Bytes& value) {
  const Owned<ASN1_OBJECT, ASN1_OBJECT_free> object(OBJ_txt2obj(oid.c_str(), 1));
  const Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> data(ASN1_OCTET_STRING_new());
  ASN1_OCTET_STRING_set(data.get(), value.data(), static_cast<int>(value.size()));
  const Owned<X509_EXTENSION, X509_EXTENSION_free> extension(
      X509_EXTENSION_create_by_OBJ(nullptr, object.get(), 0, data.get()));
  must(X509_add_ext(x509, extension.get(), -1) == 1);
}

void add_configured(X509* x509, const std::string& name, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, x509, x509, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION, X509_EXTENSION_free> extension(
      X509V3_EXT_conf(nullptr, &context, name.c_str(), value.c_str()));
  must(extension != nullptr && X509_add_ext(x509, extension.get(), -1) == 1);
}

/// The time that the timestamp being made states; OpenSSL asks for it through a callback.
int state_time(TS_RESP_CTX* /*context*/, void* data, long* seconds, long* microseconds) {
  *seconds = static_cast<long>(*static_cast<UnixNanos*>(data) / kNanosPerSecond);
  *microseconds = 0;
  return 1;
}

ASN1_INTEGER* state_serial(TS_RESP_CTX* /*context*/, void* /*data*/) {
  ASN1_INTEGER* serial = ASN1_INTEGER_new();
  ASN1_INTEGER_set(serial, 7);
  return serial;
}

Bytes make_request(ByteView message, bool embed) {
  const crypto::Digest digest = crypto::digest_of(message);
  const Owned<TS_REQ, TS_REQ_free> request(TS_REQ_new());
  TS_REQ_set_version(request.get(), 1);
  const Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
  const Owned<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
  X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
  Bytes value(digest.bytes().begin(), digest.bytes().end());
  TS_MSG_IMPRINT_set_msg(imprint.get(), value.data(), static_cast<int>(value.size()));
  TS_REQ_set_msg_imprint(request.get(), imprint.get());
  TS_REQ_set_cert_req(request.get(), embed ? 1 : 0);
  return crypto::encode_der(i2d_TS_REQ, request.get());
}

}  // namespace

crypto::Certificate make_certificate(const CertificateSpec& spec, const crypto::PublicKey& key,
                                     const crypto::PrivateKey& issuer_key, const SctMaker& sct) {
  const X509Ptr x509(X509_new());
  X509_set_version(x509.get(), X509_VERSION_3);
  // Timestamps name their signer by issuer and serial number, so an issuer's must differ.
  const crypto::Digest serial = crypto::digest_of(as_bytes(spec.subject));
  ASN1_INTEGER_set(X509_get_serialNumber(x509.get()),
                   serial.bytes()[0] << 16 | serial.bytes()[1] << 8 | 1);
  const Owned<X509_NAME, X509_NAME_free> issuer(X509_NAME_new());
  set_name(issuer.get(), spec.issuer);
  X509_set_issuer_name(x509.get(), issuer.get());
  set_name(X509_get_subject_name(x509.get()), spec.subject);
  ASN1_TIME_set(X509_getm_notBefore(x509.get()),
                static_cast<time_t>(spec.not_before / kNanosPerSecond));
  ASN1_TIME_set(X509_getm_notAfter(x509.get()),
                static_cast<time_t>(spec.not_after / kNanosPerSecond));
  X509_set_pubkey(x509.get(), openssl_key(key).get());
  for (const auto& [name, value] : spec.extensions) add_configured(x509.get(), name, value);
  for (const auto& [oid, value] : spec.raw_extensions) add_raw(x509.get(), oid, value);
  const KeyPtr signer = openssl_key(issuer_key);
  sign(x509.get(), signer.get());
  if (sct) {
    add_raw(x509.get(), "1.3.6.1.4.1.11129.2.4.2",
            sct(crypto::encode_der(i2d_re_X509_tbs, x509.get())));
    sign(x509.get(), signer.get());
  }
  return *crypto::Certificate::from_der(crypto::encode_der(i2d_X509, x509.get()));
}

Bytes make_timestamp(const crypto::Certificate& authority, const crypto::PrivateKey& key,
                     ByteView message, UnixNanos time, bool embed) {
  return answer_timestamp(authority, key, make_request(message, embed), time);
}

Bytes answer_timestamp(const crypto::Certificate& authority, const crypto::PrivateKey& key,
                       ByteView request, UnixNanos time) {
  const Owned<TS_RESP_CTX, TS_RESP_CTX_free> context(TS_RESP_CTX_new());
  const unsigned char* cursor = authority.der().data();
  const X509Ptr certificate(d2i_X509(nullptr, &cursor, static_cast<long>(authority.der().size())));
  TS_RESP_CTX_set_signer_cert(context.get(), certificate.get());
  TS_RESP_CTX_set_signer_key(context.get(), openssl_key(key).get());
  TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256());
  TS_RESP_CTX_set_ess_cert_id_digest(context.get(), EVP_sha256());
  const Owned<ASN1_OBJECT, ASN1_OBJECT_free> policy(OBJ_txt2obj("1.3.6.1.4.1.57264.2", 1));
  TS_RESP_CTX_set_def_policy(context.get(), policy.get());
  TS_RESP_CTX_add_md(context.get(), EVP_sha256());
  TS_RESP_CTX_set_time_cb(context.get(), state_time, &time);
  TS_RESP_CTX_set_serial_cb(context.get(), state_serial, nullptr);
  const Owned<BIO, BIO_free_all> in(
      BIO_new_mem_buf(request.data(), static_cast<int>(request.size())));
  const Owned<TS_RESP, TS_RESP_free> response(TS_RESP_create_response(context.get(), in.get()));
  must(response != nullptr && TS_RESP_get_token(response.get()) != nullptr);
  return crypto::encode_der(i2d_TS_RESP, response.get());
}

crypto::PrivateKey make_ed25519(ByteView seed) {
  crypto::initialize_openssl();
  const KeyPtr key(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  const Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> info(EVP_PKEY2PKCS8(key.get()));
  return *crypto::PrivateKey::from_pkcs8(crypto::encode_der(i2d_PKCS8_PRIV_KEY_INFO, info.get()));
}

Bytes der_utf8_string(std::string_view text) {
  must(text.size() < 0x80);
  return to_bytes(fmt::format("\x0C{}{}", static_cast<char>(text.size()), text));
}

}  // namespace igp::testing
