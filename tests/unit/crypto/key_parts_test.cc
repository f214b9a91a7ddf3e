// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/key_parts.h"

#include <doctest/doctest.h>

#include "base/hex.h"
#include "crypto/foreign_signature.h"
#include "crypto/signer.h"
#include "crypto/verifier.h"

namespace igp::crypto {
namespace {

/// RFC 6979 appendix A.2.5.
const Bytes kScalar =
    *parse_hex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
const Bytes kX = *parse_hex("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
const Bytes kY = *parse_hex("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

TEST_CASE("key_parts: an EC key signs for its point alone") {
  const auto key = make_ec_private_key(KeyType::kEcdsaP256, kScalar, kX, kY);
  REQUIRE(key.has_value());
  const auto point = make_ec_public_key(KeyType::kEcdsaP256, kX, kY);
  REQUIRE(point.has_value());
  CHECK(key->public_key() == *point);
  const Digest digest = digest_of(kX);
  const auto der = make_signer(*key)->sign_digest(digest);
  REQUIRE(der.has_value());
  const auto pair = decode_ecdsa_signature(*der, 32);
  REQUIRE(pair.has_value());
  CHECK(pair->size() == 64);
  CHECK(verify_digest_signature(*point, digest, *encode_ecdsa_signature(*pair)).has_value());
  CHECK(decode_ecdsa_signature(*der, 31).error().code == ErrorCode::kSignerAnswerInvalid);

  Bytes other = kScalar;
  other.back() ^= 1;
  CHECK(make_ec_private_key(KeyType::kEcdsaP256, other, kX, kY).error().code ==
        ErrorCode::kKeyMalformed);
}

TEST_CASE("key_parts: refuses points that are not on the curve") {
  CHECK(make_ec_public_key(KeyType::kEcdsaP256, kX, kX).error().code == ErrorCode::kKeyMalformed);
  CHECK(make_ec_public_key(KeyType::kEcdsaP384, kX, kY).error().code == ErrorCode::kKeyMalformed);
}

TEST_CASE("key_parts: refuses RSA exponents that sign nothing") {
  const Bytes modulus(256, 0xc5);
  CHECK(make_rsa_public_key(modulus, Bytes{1, 0, 1}).has_value());
  CHECK(make_rsa_public_key(modulus, Bytes{0, 3}).has_value());
  CHECK(make_rsa_public_key(modulus, Bytes{0x7f, 0xff, 0xff, 0xff}).has_value());
  for (const Bytes& exponent : {Bytes{1}, Bytes{2}, Bytes{0x80, 0, 0, 1}}) {
    CHECK(make_rsa_public_key(modulus, exponent).error().code == ErrorCode::kKeyUnsupported);
  }
}

TEST_CASE("key_parts: an Ed25519 key is made from its seed") {
  // RFC 8032 section 7.1, test 1.
  const auto key = make_ed25519_private_key(
      *parse_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  REQUIRE(key.has_value());
  CHECK(encode_hex(*make_signer(*key)->sign_message({})).starts_with("e5564300c360ac729086e2cc"));
  CHECK(make_ed25519_private_key(Bytes(31)).error().code == ErrorCode::kKeyMalformed);
}

}  // namespace
}  // namespace igp::crypto
