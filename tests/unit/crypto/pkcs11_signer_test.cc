// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pkcs11_signer.h"

#include <doctest/doctest.h>

#include "base/hex.h"
#include "base/limits.h"
#include "base/shared_library.h"
#include "crypto/pem.h"
#include "crypto/verifier.h"
#include "support/fake_pkcs11.h"
#include "support/test_keys.h"

using namespace igp;
using namespace igp::crypto;
using namespace igp::testing;

namespace {

/// r and s of a DER signature side by side, each of 32 bytes.
Bytes unpack_p256(const Bytes& der) {
  Bytes out;
  std::size_t at = 2;
  for (int half = 0; half < 2; ++half) {
    const std::size_t size = der[at + 1];
    // A zero in front keeps a number from being negative; zeros in front of smaller ones are cut.
    const ByteView number = ByteView(der).subspan(at + 2, size);
    const ByteView digits = number.subspan(size > 32 ? 1 : 0);
    out.insert(out.end(), 32 - digits.size(), 0);
    out.insert(out.end(), digits.begin(), digits.end());
    at += 2 + size;
  }
  return out;
}

const PrivateKey& key() {
  static const PrivateKey value = *PrivateKey::from_pkcs8(parse_single_pem(kP256)->bytes);
  return value;
}

Bytes sign_here(const Bytes& digest) {
  const auto signature =
      make_signer(key())->sign_digest(*Digest::from_bytes(HashAlgorithm::kSha256, digest));
  return unpack_p256(*signature);
}

/// The uncompressed point at the end of the key's SubjectPublicKeyInfo.
Bytes point() {
  const Bytes& spki = key().public_key().spki();
  return Bytes(spki.end() - 65, spki.end());
}

/// The fake module's token, as an honest one with the key above.
FakeToken& fresh_token() {
  static FakeToken& token = [] -> FakeToken& {
    FakeToken* (*get)() = nullptr;
    const auto library = SharedLibrary::open(FAKE_PKCS11_MODULE, {});
    REQUIRE(library);
    REQUIRE(library->bind(kFakeTokenFunction, get));
    return *get();
  }();
  token = FakeToken();
  token.ec_params = *parse_hex("06082a8648ce3d030107");
  token.ec_point = point();
  token.ec_point.insert(token.ec_point.begin(), {0x04, 65});
  token.sign = sign_here;
  return token;
}

int asked = 0;

Result<SecretBytes> right_pin() {
  ++asked;
  return SecretBytes("5678");
}

Result<std::unique_ptr<Signer>> open(const std::string& attributes = "token=fake%20token",
                                     const PasswordSource& pin = right_pin) {
  asked = 0;
  const auto uri =
      parse_pkcs11_uri(fmt::format("pkcs11:{}?module-path={}", attributes, FAKE_PKCS11_MODULE));
  REQUIRE(uri);
  return open_pkcs11_signer(*uri, pin);
}

ErrorCode open_code(const std::string& attributes = "token=fake%20token") {
  const auto signer = open(attributes);
  return signer ? ErrorCode::kInternal : signer.error().code;
}

ErrorCode sign_code() {
  const auto signer = open();
  REQUIRE(signer);
  const auto signature = (*signer)->sign_message(as_bytes("content"));
  return signature ? ErrorCode::kInternal : signature.error().code;
}

}  // namespace

TEST_CASE("pkcs11_signer: signs with the token's key, after one login") {
  FakeToken& token = fresh_token();
  const auto signer = open();
  REQUIRE(signer);
  CHECK((*signer)->public_key() == key().public_key());
  for (int i = 0; i < 2; ++i) {
    const auto signature = (*signer)->sign_message(as_bytes("content"));
    REQUIRE(signature);
    CHECK(verify_message_signature(key().public_key(), as_bytes("content"), *signature,
                                   HashAlgorithm::kSha256));
  }
  CHECK(token.mechanism == CKM_ECDSA);
  CHECK(token.logins == 1);
  CHECK(asked == 1);
}

TEST_CASE("pkcs11_signer: RSA keys sign a DigestInfo") {
  FakeToken& token = fresh_token();
  const auto rsa = *PrivateKey::from_pkcs8(parse_single_pem(kRsa2048)->bytes);
  const Bytes& spki = rsa.public_key().spki();
  // SEQUENCE { INTEGER modulus of 257 bytes, INTEGER 65537 } ends the key.
  token.key_type = CKK_RSA;
  token.modulus = Bytes(spki.end() - 5 - 256, spki.end() - 5);
  token.exponent = {1, 0, 1};
  Bytes seen;
  token.sign = [&](const Bytes& data) {
    seen = data;
    return *make_signer(rsa)->sign_digest(digest_of(as_bytes("content")));
  };
  const auto signer = open();
  REQUIRE(signer);
  CHECK((*signer)->public_key() == rsa.public_key());
  CHECK((*signer)->sign_digest(digest_of(as_bytes("content"))));
  CHECK(token.mechanism == CKM_RSA_PKCS);
  CHECK(encode_hex(seen) ==
        "3031300d060960864801650304020105000420" + digest_of(as_bytes("content")).hex());
}

TEST_CASE("pkcs11_signer: the PIN is asked when it is wanted, and a wrong one tried once") {
  FakeToken& token = fresh_token();
  token.pin = "other";
  CHECK(open_code() == ErrorCode::kKeyPassword);
  CHECK(token.logins == 1);

  fresh_token().flags = CKF_TOKEN_INITIALIZED;
  CHECK(open());
  CHECK(token.logins == 0);
  CHECK(asked == 0);

  fresh_token().flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
  CHECK(open());
  CHECK(token.used_keypad);
  CHECK(asked == 0);

  fresh_token().always_authenticate = true;
  const auto signer = open();
  REQUIRE(signer);
  CHECK((*signer)->sign_message(as_bytes("content")));
  CHECK((*signer)->sign_message(as_bytes("content")));
  CHECK(token.logins == 3);
  CHECK(asked == 3);
}

TEST_CASE("pkcs11_signer: exactly one token and one key must fit") {
  FakeToken& token = fresh_token();
  for (const char* attributes :
       {"serial=42", "manufacturer=maker", "model=model", "slot-description=slot",
        "slot-manufacturer=maker%20of%20slots", "slot-id=0"}) {
    CHECK(open(attributes));
  }
  for (const char* attributes : {"token=fake", "serial=4", "manufacturer=", "model=mode",
                                 "slot-description=slo", "slot-manufacturer=x", "slot-id=1"}) {
    CHECK(open_code(attributes) == ErrorCode::kSignerKeyMissing);
  }
  token.slots = 2;
  CHECK(open_code() == ErrorCode::kSignerKeyMissing);
  CHECK(open("slot-id=1"));
  token.slots = 0;
  CHECK(open_code() == ErrorCode::kSignerKeyMissing);
  fresh_token().flags = CKF_LOGIN_REQUIRED;  // a token that nobody has set up
  CHECK(open_code() == ErrorCode::kSignerKeyMissing);
  for (const unsigned long keys : {0UL, 2UL}) {
    fresh_token().keys = keys;
    CHECK(open_code() == ErrorCode::kSignerKeyMissing);
  }
}

TEST_CASE("pkcs11_signer: limits, at each and one above") {
  FakeToken& token = fresh_token();
  token.slots = limits::kPkcs11Slots;
  CHECK(open("slot-id=255"));
  token.slots = limits::kPkcs11Slots + 1;
  CHECK(open_code("slot-id=255") == ErrorCode::kSignerFailed);

  fresh_token().keys = limits::kPkcs11Objects + 1;
  CHECK(open().error().message.starts_with(fmt::format("{} keys", limits::kPkcs11Objects)));

  // What is too long is not read; what is as long as may be is read, but no key.
  for (const std::size_t size :
       {limits::kPkcs11AttributeBytes, limits::kPkcs11AttributeBytes + 1}) {
    fresh_token().ec_point = Bytes(size, 4);
    const auto signer = open();
    REQUIRE_FALSE(signer);
    CHECK(signer.error().code == (size > limits::kPkcs11AttributeBytes ? ErrorCode::kKeyUnsupported
                                                                       : ErrorCode::kKeyMalformed));
  }
}

TEST_CASE("pkcs11_signer: keys that are not what they should be") {
  fresh_token().ec_point = point();  // some tokens leave the OCTET STRING out
  CHECK(open());
  fresh_token().has_public_key = false;
  CHECK(open_code() == ErrorCode::kKeyUnsupported);
  fresh_token().ec_point.pop_back();
  CHECK(open_code() == ErrorCode::kKeyMalformed);
  fresh_token().ec_params = *parse_hex("06052b8104000a");  // secp256k1
  CHECK_FALSE(open());
  fresh_token().ec_params = *parse_hex("0500");  // a curve that is spelled out, or none
  CHECK(open_code() == ErrorCode::kKeyUnsupported);
  fresh_token().key_type = CKK_DSA;
  CHECK(open_code() == ErrorCode::kKeyUnsupported);
  fresh_token().key_type = CKK_RSA;  // that shows no modulus
  CHECK(open_code() == ErrorCode::kKeyUnsupported);
}

TEST_CASE("pkcs11_signer: what the token answers is checked before it is used") {
  for (const std::size_t size : {0, 1, 63, 64, 65, 132, 134}) {
    fresh_token().sign = [size](const Bytes&) { return Bytes(size, 1); };
    CHECK(sign_code() == ErrorCode::kSignerAnswerInvalid);
  }
  fresh_token().sign = [](const Bytes&) { return Bytes(limits::kRsaBits / 8 + 1, 1); };
  CHECK(sign_code() == ErrorCode::kSignerFailed);
  fresh_token().sign = [](const Bytes& digest) {
    Bytes other = digest;
    other[0] ^= 1;
    return sign_here(other);
  };
  CHECK(sign_code() == ErrorCode::kSignerAnswerInvalid);
}
