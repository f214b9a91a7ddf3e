// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/openssl.h"

#include <openssl/crypto.h>
#include <openssl/err.h>

#include <cstdint>
#include <cstdlib>

namespace igp::crypto {

void initialize_openssl() {
  static const bool done = [] {
    // Registering the names of all ciphers is a third of what a verification costs, and nothing
    // here looks a cipher up by name; nor does anybody profit from tidying up at exit.
    constexpr std::uint64_t kSettings = OPENSSL_INIT_NO_LOAD_CONFIG |
                                        OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ATEXIT;
    // A library that cannot start cannot verify: nothing safe can follow.
    if (OPENSSL_init_crypto(kSettings, nullptr) != 1) std::abort();
    return true;
  }();
  static_cast<void>(done);
}

std::string openssl_reason() {
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return reason == nullptr ? "no reason given" : reason;
}

const EVP_MD* evp_md(HashAlgorithm algorithm) {
  switch (algorithm) {
    case HashAlgorithm::kSha256:
      return EVP_sha256();
    case HashAlgorithm::kSha384:
      return EVP_sha384();
    case HashAlgorithm::kSha512:
      return EVP_sha512();
  }
  return nullptr;
}

}  // namespace igp::crypto
