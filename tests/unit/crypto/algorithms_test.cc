// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/algorithms.h"

#include <doctest/doctest.h>

#include <openssl/err.h>
#include <openssl/evp.h>

#include <thread>

#include "crypto/openssl.h"

using namespace igp::crypto;

namespace {

using FetchedDigest = Owned<EVP_MD, EVP_MD_free>;
using FetchedKeys = Owned<EVP_KEYMGMT, EVP_KEYMGMT_free>;

bool digest_known(const char* name) {
  return FetchedDigest(EVP_MD_fetch(nullptr, name, nullptr)) != nullptr;
}
bool key_known(const char* name) {
  return FetchedKeys(EVP_KEYMGMT_fetch(nullptr, name, nullptr)) != nullptr;
}

}  // namespace

TEST_CASE("algorithms: only the accepted ones are within reach, while they are asked for") {
  {
    const AcceptedAlgorithms algorithms;
    for (const char* name : {"SHA224", "SHA256", "SHA384", "SHA512", "SHA1"}) {
      CAPTURE(name);
      CHECK(digest_known(name));
    }
    for (const char* name : {"MD5", "SHA3-256", "SM3"}) {
      CAPTURE(name);
      CHECK(!digest_known(name));
    }
    for (const char* name : {"EC", "RSA", "RSA-PSS", "ED25519"}) {
      CAPTURE(name);
      CHECK(key_known(name));
    }
    for (const char* name : {"DSA", "SM2", "ED448", "X25519"}) {
      CAPTURE(name);
      CHECK(!key_known(name));
    }
    std::thread([] { CHECK(digest_known("MD5")); }).join();
    ERR_clear_error();
  }
  CHECK(digest_known("MD5"));
  CHECK(key_known("ED448"));
}

TEST_CASE("algorithms: scopes nest") {
  const AcceptedAlgorithms outer;
  {
    const AcceptedAlgorithms inner;
  }
  CHECK(!digest_known("MD5"));
  ERR_clear_error();
}
