// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "support/test_token.h"

#include <openssl/ess.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>

#include <cstdlib>

#include "crypto/openssl.h"

namespace igp::testing {
namespace {

using crypto::KeyPtr;
using crypto::Owned;
using crypto::X509Ptr;
using InfoPtr = Owned<TS_TST_INFO, TS_TST_INFO_free>;
using TokenPtr = Owned<PKCS7, PKCS7_free>;
using StringPtr = Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;

/// Test material that cannot be made is a broken test.
void must(bool ok) {
  if (!ok) std::abort();
}

/// What is signed: TSTInfo (RFC 3161 section 2.4.2).
InfoPtr make_info(ByteView message, UnixNanos time) {
  InfoPtr info(TS_TST_INFO_new());
  TS_TST_INFO_set_version(info.get(), 1);
  const Owned<ASN1_OBJECT, ASN1_OBJECT_free> policy(OBJ_txt2obj("1.3.6.1.4.1.57264.2", 1));
  TS_TST_INFO_set_policy_id(info.get(), policy.get());
  const Owned<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
  X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
  const Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
  TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
  const crypto::Digest digest = crypto::digest_of(message);
  Bytes value(digest.bytes().begin(), digest.bytes().end());
  TS_MSG_IMPRINT_set_msg(imprint.get(), value.data(), static_cast<int>(value.size()));
  TS_TST_INFO_set_msg_imprint(info.get(), imprint.get());
  const Owned<ASN1_INTEGER, ASN1_INTEGER_free> serial(ASN1_INTEGER_new());
  ASN1_INTEGER_set(serial.get(), 7);
  TS_TST_INFO_set_serial(info.get(), serial.get());
  const Owned<ASN1_GENERALIZEDTIME, ASN1_GENERALIZEDTIME_free> when(
      ASN1_GENERALIZEDTIME_set(nullptr, static_cast<time_t>(time / kNanosPerSecond)));
  must(TS_TST_INFO_set_time(info.get(), when.get()) == 1);
  return info;
}

/// The attribute that binds the token to its signer's certificate (RFC 5816).
void add_signer_hash(PKCS7_SIGNER_INFO* signer_info, X509* signer) {
  const Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> hashes(
      OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), signer, nullptr, 0));
  const Bytes der = crypto::encode_der(i2d_ESS_SIGNING_CERT_V2, hashes.get());
  ASN1_STRING* sequence = ASN1_STRING_new();
  ASN1_STRING_set(sequence, der.data(), static_cast<int>(der.size()));
  must(PKCS7_add_signed_attribute(signer_info, NID_id_smime_aa_signingCertificateV2,
                                  V_ASN1_SEQUENCE, sequence) == 1);
}

/// `info`, signed: SignedData (RFC 5652 section 5).
TokenPtr make_token(TS_TST_INFO* info, X509* signer, EVP_PKEY* key) {
  TokenPtr token(PKCS7_new());
  must(PKCS7_set_type(token.get(), NID_pkcs7_signed) == 1);
  ASN1_INTEGER_set(token->d.sign->version, 3);
  PKCS7_SIGNER_INFO* signer_info = PKCS7_add_signature(token.get(), signer, key, EVP_sha256());
  must(signer_info != nullptr &&
       PKCS7_add_signed_attribute(signer_info, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                  OBJ_nid2obj(NID_id_smime_ct_TSTInfo)) == 1);
  add_signer_hash(signer_info, signer);
  PKCS7* content = PKCS7_new();
  content->type = OBJ_nid2obj(NID_id_smime_ct_TSTInfo);
  content->d.other = ASN1_TYPE_new();
  ASN1_TYPE_set(content->d.other, V_ASN1_OCTET_STRING, ASN1_OCTET_STRING_new());
  must(PKCS7_set_content(token.get(), content) == 1);
  const Owned<BIO, BIO_free_all> out(PKCS7_dataInit(token.get(), nullptr));
  must(i2d_TS_TST_INFO_bio(out.get(), info) == 1 && PKCS7_dataFinal(token.get(), out.get()) == 1);
  return token;
}

}  // namespace

Bytes make_timestamp_of_any(const crypto::Certificate& signer, const crypto::PrivateKey& key,
                            ByteView message, UnixNanos time) {
  const unsigned char* cursor = signer.der().data();
  const X509Ptr certificate(d2i_X509(nullptr, &cursor, static_cast<long>(signer.der().size())));
  const crypto::SecretBytes secret = key.pkcs8();
  cursor = secret.view().data();
  const KeyPtr secret_key(d2i_AutoPrivateKey(nullptr, &cursor, static_cast<long>(secret.size())));
  InfoPtr info = make_info(message, time);
  TokenPtr token = make_token(info.get(), certificate.get(), secret_key.get());
  const Owned<TS_STATUS_INFO, TS_STATUS_INFO_free> status(TS_STATUS_INFO_new());
  TS_STATUS_INFO_set_status(status.get(), TS_STATUS_GRANTED);
  const Owned<TS_RESP, TS_RESP_free> response(TS_RESP_new());
  must(TS_RESP_set_status_info(response.get(), status.get()) == 1);
  TS_RESP_set_tst_info(response.get(), token.release(), info.release());
  return crypto::encode_der(i2d_TS_RESP, response.get());
}

}  // namespace igp::testing
