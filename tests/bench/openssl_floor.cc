// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// openssl_floor ECDSA ED25519: verifies that many signatures, each with a key of its own, and does
// nothing else. Linked as igpack is, it shows what of a verification's time is OpenSSL's, and the
// least that any program could take that verifies with it.
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace {

// RFC 6979 appendix A.2.5: the point, and the DER of the signature of "sample" with SHA-256.
unsigned char kEcdsaPoint[] =
    "\x04\x60\xfe\xd4\xba\x25\x5a\x9d\x31\xc9\x61\xeb\x74\xc6\x35\x6d\x68\xc0\x49\xb8\x92\x3b\x61"
    "\xfa\x6c\xe6\x69\x62\x2e\x60\xf2\x9f\xb6\x79\x03\xfe\x10\x08\xb8\xbc\x99\xa4\x1a\xe9\xe9\x56"
    "\x28\xbc\x64\xf2\xf1\xb2\x0c\x2d\x7e\x9f\x51\x77\xa3\xc2\x94\xd4\x46\x22\x99";
constexpr unsigned char kEcdsaSignature[] =
    "\x30\x46\x02\x21\x00\xef\xd4\x8b\x2a\xac\xb6\xa8\xfd\x11\x40\xdd\x9c\xd4\x5e\x81\xd6\x9d\x2c"
    "\x87\x7b\x56\xaa\xf9\x91\xc3\x4d\x0e\xa8\x4e\xaf\x37\x16\x02\x21\x00\xf7\xcb\x1c\x94\x2d\x65"
    "\x7c\x41\xd4\x36\xc7\xa1\xb6\xe2\x9f\x65\xf3\xe9\x00\xdb\xb9\xaf\xf4\x06\x4d\xc4\xab\x2f\x84"
    "\x3a\xcd\xa8";
// RFC 8032 section 7.1, test 1: the signature of the empty message.
constexpr unsigned char kEd25519Key[] =
    "\xd7\x5a\x98\x01\x82\xb1\x0a\xb7\xd5\x4b\xfe\xd3\xc9\x64\x07\x3a\x0e\xe1\x72\xf3\xda\xa6\x23"
    "\x25\xaf\x02\x1a\x68\xf7\x07\x51\x1a";
constexpr unsigned char kEd25519Signature[] =
    "\xe5\x56\x43\x00\xc3\x60\xac\x72\x90\x86\xe2\xcc\x80\x6e\x82\x8a\x84\x87\x7f\x1e\xb8\xe5\xd9"
    "\x74\xd8\x73\xe0\x65\x22\x49\x01\x55\x5f\xb8\x82\x15\x90\xa3\x3b\xac\xc6\x1e\x39\x70\x1c\xf9"
    "\xb4\x6b\xd2\x5b\xf5\xf0\x59\x5b\xbe\x24\x65\x51\x41\x43\x8e\x7a\x10\x0b";

void require(bool ok) {
  if (ok) return;
  std::fputs("openssl_floor: a signature does not verify\n", stderr);
  std::exit(1);
}

/// Nothing is freed: the process ends soon, and the floor is the point.
void verify_ecdsa() {
  EVP_PKEY_CTX* maker = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
  char group[] = "P-256";
  std::array parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group - 1),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, kEcdsaPoint,
                                        sizeof kEcdsaPoint - 1),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  require(EVP_PKEY_fromdata_init(maker) == 1 &&
          EVP_PKEY_fromdata(maker, &key, EVP_PKEY_PUBLIC_KEY, parameters.data()) == 1);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  require(EVP_Digest("sample", 6, digest, &size, EVP_sha256(), nullptr) == 1);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key, nullptr);
  require(EVP_PKEY_verify_init(context) == 1 &&
          EVP_PKEY_verify(context, kEcdsaSignature, sizeof kEcdsaSignature - 1, digest, size) == 1);
}

void verify_ed25519() {
  EVP_PKEY* key =
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, kEd25519Key, sizeof kEd25519Key - 1);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  require(EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, key) == 1 &&
          EVP_DigestVerify(context, kEd25519Signature, sizeof kEd25519Signature - 1, nullptr, 0) ==
              1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: openssl_floor ECDSA ED25519\n", stderr);
    return 2;
  }
  // What igpack leaves out of OpenSSL's start is left out here.
  require(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ADD_ALL_CIPHERS |
                                  OPENSSL_INIT_NO_ADD_ALL_DIGESTS |
                                  OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS | OPENSSL_INIT_NO_ATEXIT,
                              nullptr) == 1);
  for (int left = std::atoi(argv[1]); left > 0; --left) verify_ecdsa();
  for (int left = std::atoi(argv[2]); left > 0; --left) verify_ed25519();
  return 0;
}
