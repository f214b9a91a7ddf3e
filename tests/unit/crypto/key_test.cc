// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include "base/limits.h"
#include "crypto/pem.h"
#include "crypto/private_key.h"
#include "crypto/pubkey.h"
#include "crypto/signer.h"
#include "crypto/verifier.h"
#include "support/seeded_rng.h"
#include "support/test_keys.h"

using namespace igp;
using namespace igp::crypto;
using namespace igp::testing;

namespace {

PrivateKey private_key(std::string_view pem) {
  return *PrivateKey::from_pkcs8(parse_single_pem(pem)->bytes);
}

ErrorCode code_of_pem(std::string_view pem) { return PublicKey::from_pem(pem).error().code; }

}  // namespace

TEST_CASE("pubkey: accepted types and the hash that goes with each") {
  const struct {
    std::string_view pem;
    KeyType type;
    HashAlgorithm hash;
  } cases[] = {
      {kP256, KeyType::kEcdsaP256, HashAlgorithm::kSha256},
      {kP384, KeyType::kEcdsaP384, HashAlgorithm::kSha384},
      {kP521, KeyType::kEcdsaP521, HashAlgorithm::kSha512},
      {kRsa2048, KeyType::kRsaPkcs1, HashAlgorithm::kSha256},
      {kEd25519, KeyType::kEd25519, HashAlgorithm::kSha256},
  };
  for (const auto& c : cases) {
    const PublicKey key = private_key(c.pem).public_key();
    CAPTURE(name_of(c.type));
    CHECK(key.type() == c.type);
    CHECK(key.default_hash() == c.hash);
    CHECK(PublicKey::from_pem(key.pem()) == key);
    CHECK(key.fingerprint() == digest_of(key.spki()));
  }
}

TEST_CASE("pubkey: refuses weak, foreign and disguised keys") {
  CHECK(code_of_pem(kRsa2047Public) == ErrorCode::kKeyUnsupported);
  CHECK(code_of_pem(kSecp256k1Public) == ErrorCode::kKeyUnsupported);
  CHECK(code_of_pem(kExplicitParametersPublic) == ErrorCode::kKeyUnsupported);
  CHECK(code_of_pem(kP256) == ErrorCode::kKeyMalformed);
  CHECK(code_of_pem("") == ErrorCode::kEncodingMalformed);
}

TEST_CASE("pubkey: a key that is for RSASSA-PSS alone, and that fixes nothing else") {
  const auto key = PublicKey::from_pem(kRsaPssPublic);
  REQUIRE(key);
  CHECK(key->type() == KeyType::kRsaPss);
  CHECK(key->bits() == 2048);
  CHECK(key->pem() == kRsaPssPublic);
  CHECK(code_of_pem(kRsaPssSha256Public) == ErrorCode::kKeyUnsupported);
}

TEST_CASE("pubkey: bits of an RSA key, at each limit and one above or below") {
  // A number of exactly so many bits, which need not be a product of primes to be a modulus.
  const auto key_of = [](int bits) {
    Bytes modulus(static_cast<std::size_t>((bits + 7) / 8), 0xff);
    modulus.front() = static_cast<std::uint8_t>(0xff >> ((8 - bits % 8) % 8));
    if (modulus.front() >= 0x80) modulus.insert(modulus.begin(), 0);
    const auto size = [](std::size_t n) {
      return Bytes{0x82, static_cast<std::uint8_t>(n >> 8), static_cast<std::uint8_t>(n & 0xff)};
    };
    Bytes body = {0x02};
    const Bytes length = size(modulus.size());
    body.insert(body.end(), length.begin(), length.end());
    body.insert(body.end(), modulus.begin(), modulus.end());
    const Bytes exponent = {0x02, 0x03, 0x01, 0x00, 0x01};
    body.insert(body.end(), exponent.begin(), exponent.end());
    Bytes out = {0x30};
    const Bytes whole = size(body.size());
    out.insert(out.end(), whole.begin(), whole.end());
    out.insert(out.end(), body.begin(), body.end());
    return PublicKey::from_pkcs1(out);
  };
  CHECK(key_of(limits::kRsaBits));
  CHECK(key_of(limits::kRsaBits + 1).error().code == ErrorCode::kKeyUnsupported);
  CHECK(key_of(2048));
  CHECK(key_of(2047).error().code == ErrorCode::kKeyUnsupported);
}

TEST_CASE("pubkey: refuses bytes after the key and damaged keys") {
  for (const std::string_view pem : {kP256, kP384, kP521, kRsa2048, kEd25519}) {
    Bytes spki = private_key(pem).public_key().spki();
    CAPTURE(spki.size());
    spki.push_back(0);
    CHECK(PublicKey::from_spki(spki).error().code == ErrorCode::kKeyMalformed);
    spki.resize(spki.size() - 2);
    CHECK(PublicKey::from_spki(spki).error().code == ErrorCode::kKeyMalformed);
  }
  for (const std::string_view pem : {kP256, kP384, kP521}) {
    Bytes spki = private_key(pem).public_key().spki();
    spki.back() ^= 1;  // not on the curve any more
    CHECK(PublicKey::from_spki(spki).error().code == ErrorCode::kKeyMalformed);
  }
  CHECK(PublicKey::from_spki({}).error().code == ErrorCode::kKeyMalformed);
}

TEST_CASE("private key: PKCS #8 and SEC1 forms are the same key") {
  const auto sec1 = PrivateKey::from_sec1(parse_single_pem(kP256Sec1)->bytes);
  REQUIRE(sec1);
  CHECK(sec1->public_key() == private_key(kP256).public_key());
  CHECK(PrivateKey::from_pkcs8(parse_single_pem(kP256Sec1)->bytes).error().code ==
        ErrorCode::kKeyMalformed);
}

TEST_CASE("private key: generation follows the injected randomness") {
  SeededRng a(1);
  SeededRng b(1);
  SeededRng c(2);
  const PrivateKey key = *PrivateKey::generate(a);
  CHECK(key.public_key().type() == KeyType::kEcdsaP256);
  CHECK(PrivateKey::generate(b)->public_key() == key.public_key());
  CHECK(!(PrivateKey::generate(c)->public_key() == key.public_key()));
  CHECK(PrivateKey::from_pkcs8(key.pkcs8().view())->public_key() == key.public_key());
}

TEST_CASE("signer: what a key signs its public half verifies, and nothing else") {
  const Bytes message = to_bytes("the message");
  for (const std::string_view pem : {kP256, kP384, kP521, kRsa2048, kEd25519}) {
    const auto signer = make_signer(private_key(pem));
    const PublicKey key = *PublicKey::from_spki(signer->public_key().spki());
    CAPTURE(name_of(key.type()));
    Bytes signature = *signer->sign_message(message);
    CHECK(verify_message_signature(key, message, signature, key.default_hash()));
    CHECK(verify_message_signature(key, as_bytes("the massage"), signature, key.default_hash())
              .error()
              .code == ErrorCode::kSignatureInvalid);
    signature.back() ^= 1;
    CHECK(verify_message_signature(key, message, signature, key.default_hash()).error().code ==
          ErrorCode::kSignatureInvalid);
    CHECK(verify_message_signature(key, message, {}, key.default_hash()).error().code ==
          ErrorCode::kSignatureInvalid);
  }
}

TEST_CASE("signer: digests of a stream, except for Ed25519") {
  const Digest digest = digest_of(as_bytes("content"));
  const auto ecdsa = make_signer(private_key(kP256));
  CHECK(verify_digest_signature(ecdsa->public_key(), digest, *ecdsa->sign_digest(digest)));
  const auto pss_key = private_key(kRsa2048).public_key().as_pss();
  const auto pkcs1 = make_signer(private_key(kRsa2048));
  CHECK(!verify_digest_signature(pss_key, digest, *pkcs1->sign_digest(digest)));
  const auto ed25519 = make_signer(private_key(kEd25519));
  CHECK(ed25519->sign_digest(digest).error().code == ErrorCode::kKeyUnsupported);
  CHECK(verify_digest_signature(ed25519->public_key(), digest, {}).error().code ==
        ErrorCode::kKeyUnsupported);
}

TEST_CASE("verifier: an ECDSA signature has one encoding") {
  const Digest digest = digest_of(as_bytes("content"));
  const auto signer = make_signer(private_key(kP256));
  const Bytes good = *signer->sign_digest(digest);
  const PublicKey& key = signer->public_key();
  // The same two integers behind a length in its long form, and with a byte after them.
  Bytes long_form = {good[0], 0x81};
  long_form.insert(long_form.end(), good.begin() + 1, good.end());
  Bytes trailing = good;
  trailing.push_back(0);
  for (const Bytes& bad : {long_form, trailing}) {
    CHECK(verify_digest_signature(key, digest, bad).error().code == ErrorCode::kSignatureInvalid);
  }
}
