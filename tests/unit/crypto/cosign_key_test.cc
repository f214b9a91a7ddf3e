// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/cosign_key.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "crypto/pem.h"
#include "support/seeded_rng.h"
#include "support/test_keys.h"

using namespace igp;
using namespace igp::crypto;
using namespace igp::testing;

namespace {

PasswordSource password(std::string_view text) {
  return [text]() -> Result<SecretBytes> { return SecretBytes(text); };
}

/// kCosignEncrypted with one member of its JSON replaced.
std::string with(const char* pointer, const Json& value,
                 std::string_view label = "ENCRYPTED SIGSTORE PRIVATE KEY") {
  Json json = *parse_json(as_text(parse_single_pem(kCosignEncrypted)->bytes));
  json[Json::json_pointer(pointer)] = value;
  return encode_pem(label, as_bytes(encode_json(json)));
}

}  // namespace

TEST_CASE("cosign key: opens what cosign 2.2.4 wrote, under both labels") {
  const auto key = parse_private_key(kCosignEncrypted, password("secret"));
  REQUIRE(key);
  CHECK(key->public_key().pem() == kCosignPublic);
  const auto old = parse_private_key(with("/kdf/name", "scrypt", "ENCRYPTED COSIGN PRIVATE KEY"),
                                     password("secret"));
  REQUIRE(old);
  CHECK(old->public_key().pem() == kCosignPublic);
}

TEST_CASE("cosign key: a wrong password is told apart from a damaged file") {
  CHECK(parse_private_key(kCosignEncrypted, password("wrong")).error().code ==
        ErrorCode::kKeyPassword);
}

TEST_CASE("cosign key: refuses before it asks for a password") {
  const auto never = []() -> Result<SecretBytes> {
    FAIL("asked for a password");
    return SecretBytes();
  };
  const struct {
    std::string pem;
    ErrorCode code;
  } cases[] = {
      {with("/kdf/params/N", 65535), ErrorCode::kKeyUnsupported},
      {with("/kdf/params/N", 262144), ErrorCode::kKeyUnsupported},
      {with("/kdf/params/N", -1), ErrorCode::kKeyUnsupported},
      {with("/kdf/params/N", "65536"), ErrorCode::kFieldInvalid},
      {with("/kdf/params/r", 9), ErrorCode::kKeyUnsupported},
      {with("/kdf/params/p", 2), ErrorCode::kKeyUnsupported},
      {with("/kdf/name", "argon2"), ErrorCode::kKeyUnsupported},
      {with("/cipher/name", "aes"), ErrorCode::kKeyUnsupported},
      {with("/cipher/nonce", "AAEC"), ErrorCode::kKeyMalformed},
      {with("/ciphertext", "AAEC"), ErrorCode::kKeyMalformed},
      {with("/ciphertext", "!"), ErrorCode::kEncodingMalformed},
      {encode_pem("ENCRYPTED SIGSTORE PRIVATE KEY", as_bytes("{}")), ErrorCode::kFieldInvalid},
      {encode_pem("ENCRYPTED PRIVATE KEY", as_bytes("x")), ErrorCode::kKeyUnsupported},
      {encode_pem("PRIVATE KEY", as_bytes("x")), ErrorCode::kKeyMalformed},
  };
  for (const auto& c : cases) {
    CAPTURE(c.pem);
    const auto key = parse_private_key(c.pem, never);
    REQUIRE(!key);
    CHECK(key.error().code == c.code);
  }
}

TEST_CASE("cosign key: plain PKCS #8 and SEC1 need no password") {
  const auto never = []() -> Result<SecretBytes> { return fail(ErrorCode::kInternal, "asked"); };
  const auto pkcs8 = parse_private_key(kP256, never);
  const auto sec1 = parse_private_key(kP256Sec1, never);
  REQUIRE(pkcs8);
  REQUIRE(sec1);
  CHECK(pkcs8->public_key() == sec1->public_key());
}

TEST_CASE("cosign key: what is encrypted opens again with the same password only") {
  SeededRng rng(7);
  const PrivateKey key = *PrivateKey::generate(rng);
  const auto pem = encode_encrypted_private_key(key, SecretBytes("p w"), rng);
  REQUIRE(pem);
  CHECK(parse_private_key(*pem, password("p w"))->public_key() == key.public_key());
  CHECK(parse_private_key(*pem, password("")).error().code == ErrorCode::kKeyPassword);
}
