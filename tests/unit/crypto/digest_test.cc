// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include "crypto/digest.h"

using namespace igp;
using namespace igp::crypto;

TEST_CASE("digest: FIPS 180-4 examples") {
  CHECK(digest_of(as_bytes("abc")).str() ==
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(digest_of(as_bytes(""), HashAlgorithm::kSha384).hex().starts_with("38b060a751ac9638"));
  CHECK(digest_of(as_bytes("abc"), HashAlgorithm::kSha512).hex().starts_with("ddaf35a193617aba"));
}

TEST_CASE("digest: a stream in pieces hashes as the whole") {
  Hasher hasher;
  hasher.update(as_bytes("a"));
  hasher.update(as_bytes("bc"));
  CHECK(hasher.finish() == digest_of(as_bytes("abc")));
}

TEST_CASE("digest: text form is strict") {
  const Digest digest = digest_of(as_bytes("abc"));
  CHECK(Digest::parse(digest.str()) == digest);
  for (const std::string& bad :
       {std::string("sha256"), std::string("sha256:00"), "md5:" + digest.hex(), digest.hex()}) {
    CAPTURE(bad);
    CHECK(!Digest::parse(bad));
  }
}
