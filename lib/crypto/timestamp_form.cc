// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/timestamp_form.h"

#include <openssl/objects.h>

#include <algorithm>

namespace igp::crypto {
namespace {

constexpr long kVersion = 3;  ///< of SignedData, when the content is not plain data
constexpr long kSignerVersion = 1;

Status demand(bool holds, std::string_view otherwise) {
  if (holds) return {};
  return fail(ErrorCode::kTimestampInvalid, "timestamp token has {}", otherwise);
}

/// Whether the signature algorithm's name fits the signer's key and the digest that was signed:
/// either the key type alone (as RSA signers write it) or a pair that includes the digest.
bool names_signature(const X509_ALGOR* named, const X509_ALGOR* digest, X509* signer) {
  const ASN1_OBJECT* name = nullptr;
  const ASN1_OBJECT* digest_name = nullptr;
  X509_ALGOR_get0(&name, nullptr, nullptr, named);
  X509_ALGOR_get0(&digest_name, nullptr, nullptr, digest);
  const int key_type = EVP_PKEY_get_base_id(X509_get0_pubkey(signer));
  int hash = NID_undef;
  int key = NID_undef;
  if (OBJ_obj2nid(name) == key_type) return true;
  return OBJ_find_sigid_algs(OBJ_obj2nid(name), &hash, &key) == 1 && key == key_type &&
         hash == OBJ_obj2nid(digest_name);
}

/// The digests that SignedData announces are the one that its signer used.
bool announces_digest(STACK_OF(X509_ALGOR) * announced, const X509_ALGOR* used) {
  return sk_X509_ALGOR_num(announced) == 1 &&
         X509_ALGOR_cmp(sk_X509_ALGOR_value(announced, 0), used) == 0;
}

bool brings_only(STACK_OF(X509) * certificates, const std::vector<Certificate>& authority) {
  for (int i = 0; i < sk_X509_num(certificates); ++i) {
    const Bytes der = encode_der(i2d_X509, sk_X509_value(certificates, i));
    if (std::ranges::none_of(authority, [&](const Certificate& one) { return one.der() == der; }))
      return false;
  }
  return true;
}

}  // namespace

Status verify_token_form(const PKCS7* token, X509* signer,
                         const std::vector<Certificate>& authority, bool pinned) {
  const PKCS7_SIGNED* data = token->d.sign;
  const PKCS7_SIGNER_INFO* info = sk_PKCS7_SIGNER_INFO_value(data->signer_info, 0);
  IGP_CHECK(demand(ASN1_INTEGER_get(data->version) == kVersion &&
                       ASN1_INTEGER_get(info->version) == kSignerVersion,
                   "an unknown version"));
  const Bytes named_issuer = encode_der(i2d_X509_NAME, info->issuer_and_serial->issuer);
  IGP_CHECK(demand(named_issuer == encode_der(i2d_X509_NAME, X509_get_issuer_name(signer)),
                   "another spelling of its signer"));
  IGP_CHECK(demand(announces_digest(data->md_algs, info->digest_alg),
                   "other digest algorithms than its signature"));
  IGP_CHECK(demand(names_signature(info->digest_enc_alg, info->digest_alg, signer),
                   "another signature algorithm"));
  IGP_CHECK(demand(sk_X509_CRL_num(data->crl) <= 0, "revocation lists"));
  return demand(!pinned || brings_only(data->cert, authority),
                "certificates that the trust root does not name");
}

}  // namespace igp::crypto
