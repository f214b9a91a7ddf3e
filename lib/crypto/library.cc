// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The loaders of error texts are deprecated because OpenSSL loads all texts by itself, at the first
// look at the error queue; that it must not do so here is the point (see initialize_openssl).
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypto/library.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <cstdint>
#include <cstdlib>

namespace igp::crypto {

void initialize_openssl() {
  static const bool done = [] {
    // Left to itself, OpenSSL registers the names of all ciphers and digests and the texts of all
    // errors: half of what a verification costs. Nothing here looks a cipher up by name, few
    // digests are, and most runs see no error; nor does anybody profit from tidying up at exit.
    constexpr std::uint64_t kSettings =
        OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ADD_ALL_CIPHERS |
        OPENSSL_INIT_NO_ADD_ALL_DIGESTS | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
        OPENSSL_INIT_NO_ATEXIT;
    // A library that cannot start cannot verify: nothing safe can follow.
    if (OPENSSL_init_crypto(kSettings, nullptr) != 1) std::abort();
    // The signature of a certificate names its digest, which is then looked up.
    for (const EVP_MD* digest :
         {EVP_sha1(), EVP_sha224(), EVP_sha256(), EVP_sha384(), EVP_sha512()}) {
      if (EVP_add_digest(digest) != 1) std::abort();
    }
    return true;
  }();
  static_cast<void>(done);
}

namespace {

void load_error_texts() {
  static const bool done = [] {
    // Texts that cannot be loaded are missing from messages, which openssl_reason() bears. Those
    // of TLS are loaded by libssl.
    ERR_load_ASN1_strings();
    ERR_load_BIO_strings();
    ERR_load_BN_strings();
    ERR_load_CMS_strings();
    ERR_load_CRYPTO_strings();
    ERR_load_DH_strings();
    ERR_load_EC_strings();
    ERR_load_ERR_strings();
    ERR_load_EVP_strings();
    ERR_load_OBJ_strings();
    ERR_load_PEM_strings();
    ERR_load_PKCS12_strings();
    ERR_load_PKCS7_strings();
    ERR_load_RAND_strings();
    ERR_load_RSA_strings();
    ERR_load_TS_strings();
    ERR_load_X509V3_strings();
    ERR_load_X509_strings();
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace

std::string openssl_reason() {
  const unsigned long code = ERR_peek_error();
  ERR_clear_error();
  if (code == 0) return "no reason given";
  load_error_texts();
  const char* reason = ERR_reason_error_string(code);
  // The providers' texts have no loader; "openssl errstr" knows the number.
  return reason == nullptr ? fmt::format("error:{:08X}", code) : reason;
}

}  // namespace igp::crypto
