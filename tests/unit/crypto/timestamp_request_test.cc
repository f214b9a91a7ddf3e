// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/timestamp_request.h"

#include <doctest/doctest.h>

#include "base/hex.h"
#include "support/seeded_rng.h"
#include "support/test_pki.h"

using namespace igp;

namespace {

/// What an authority answers.
Bytes answer_to(ByteView request) {
  testing::SeededRng rng(1);
  const auto key = *crypto::PrivateKey::generate(rng);
  const auto authority =
      testing::make_certificate({.subject = "tsa",
                                 .issuer = "tsa",
                                 .not_before = 0,
                                 .not_after = 1000 * kNanosPerSecond,
                                 .extensions = {{"keyUsage", "critical,digitalSignature"},
                                                {"extendedKeyUsage", "critical,timeStamping"}}},
                                key.public_key(), key);
  return testing::answer_timestamp(authority, key, request, 500 * kNanosPerSecond);
}

}  // namespace

TEST_CASE("timestamp_request: the bytes that RFC 3161 defines") {
  const Bytes nonce = {0x80, 1};
  const auto request = crypto::encode_timestamp_request(crypto::digest_of(as_bytes("x")), nonce);
  REQUIRE(request);
  // SEQUENCE { version 1, { { sha256 }, imprint }, nonce 0x8001, certReq TRUE }
  CHECK(encode_hex(*request) ==
        "303c020101"
        "302f300b06096086480165030402010420"
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        "0203008001"
        "0101ff");
}

TEST_CASE("timestamp_request: an answer repeats the nonce of its request") {
  const Bytes nonce = {1, 2, 3, 4, 5, 6, 7, 8};
  const Bytes request = *crypto::encode_timestamp_request(crypto::digest_of(as_bytes("x")), nonce);
  const Bytes answer = answer_to(request);
  CHECK(crypto::check_timestamp_nonce(answer, nonce));
  for (const Bytes& other : {Bytes{1, 2, 3, 4, 5, 6, 7, 9}, Bytes{1}, Bytes{}}) {
    CHECK(crypto::check_timestamp_nonce(answer, other).error().code ==
          ErrorCode::kTimestampInvalid);
  }
  CHECK(crypto::check_timestamp_nonce(as_bytes("x"), nonce).error().code ==
        ErrorCode::kTimestampMalformed);
}
