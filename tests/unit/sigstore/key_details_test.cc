// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/key_details.h"

#include <doctest/doctest.h>

#include "base/base64.h"
#include "crypto/pem.h"
#include "crypto/private_key.h"
#include "crypto/verifier.h"
#include "sigstore/sign/sign.h"
#include "sigstore/verify/verifier.h"
#include "support/test_keys.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;
using crypto::HashAlgorithm;
using crypto::KeyType;

namespace {

crypto::PrivateKey private_key(std::string_view pem) {
  return *crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(pem)->bytes);
}

Bytes spki_of(std::string_view pem) { return private_key(pem).public_key().spki(); }

ErrorCode code_of(ByteView der, std::string_view details) {
  const auto key = decode_key(der, details);
  return key ? ErrorCode::kInternal : key.error().code;
}

/// The RSAPublicKey inside of an RSA SubjectPublicKeyInfo of 2048 bits.
Bytes pkcs1_of(const Bytes& spki) { return {spki.begin() + 24, spki.end()}; }

}  // namespace

TEST_CASE("key details: each name is a type, a hash and an encoding") {
  const struct {
    std::string_view name;
    std::string_view pem;
    KeyType type;
    HashAlgorithm hash;
  } cases[] = {
      {"PKIX_ECDSA_P256_SHA_256", kP256, KeyType::kEcdsaP256, HashAlgorithm::kSha256},
      {"PKIX_ECDSA_P384_SHA_384", kP384, KeyType::kEcdsaP384, HashAlgorithm::kSha384},
      {"PKIX_ECDSA_P384_SHA_256", kP384, KeyType::kEcdsaP384, HashAlgorithm::kSha256},
      {"PKIX_ECDSA_P521_SHA_512", kP521, KeyType::kEcdsaP521, HashAlgorithm::kSha512},
      {"PKIX_ECDSA_P521_SHA_256", kP521, KeyType::kEcdsaP521, HashAlgorithm::kSha256},
      {"PKIX_RSA_PKCS1V15_2048_SHA256", kRsa2048, KeyType::kRsaPkcs1, HashAlgorithm::kSha256},
      {"PKIX_RSA_PSS_2048_SHA256", kRsa2048, KeyType::kRsaPss, HashAlgorithm::kSha256},
      {"PKIX_RSA_PKCS1V5", kRsa2048, KeyType::kRsaPkcs1, HashAlgorithm::kSha256},
      {"PKIX_RSA_PSS", kRsa2048, KeyType::kRsaPss, HashAlgorithm::kSha256},
      {"PKIX_ED25519", kEd25519, KeyType::kEd25519, HashAlgorithm::kSha256},
      {"", kP384, KeyType::kEcdsaP384, HashAlgorithm::kSha384},
      {"PUBLIC_KEY_DETAILS_UNSPECIFIED", kP521, KeyType::kEcdsaP521, HashAlgorithm::kSha512},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto key = decode_key(spki_of(c.pem), c.name);
    REQUIRE(key);
    CHECK(key->key.type() == c.type);
    CHECK(key->hash == c.hash);
    CHECK(check_key_details(private_key(c.pem).public_key(), c.name));
  }
}

TEST_CASE("key details: PKCS #1 encodings") {
  const Bytes der = pkcs1_of(spki_of(kRsa2048));
  CHECK(decode_key(der, "PKCS1_RSA_PKCS1V5")->key.type() == KeyType::kRsaPkcs1);
  CHECK(decode_key(der, "PKCS1_RSA_PSS")->key.type() == KeyType::kRsaPss);
  CHECK(code_of(der, "PKIX_RSA_PKCS1V5") == ErrorCode::kKeyMalformed);
  CHECK(code_of(spki_of(kRsa2048), "PKCS1_RSA_PKCS1V5") == ErrorCode::kKeyMalformed);
}

TEST_CASE("key details: a key of another type or size is not what it is called") {
  CHECK(code_of(spki_of(kP256), "PKIX_ECDSA_P384_SHA_384") == ErrorCode::kKeyMalformed);
  CHECK(code_of(spki_of(kP256), "PKIX_ED25519") == ErrorCode::kKeyMalformed);
  CHECK(code_of(spki_of(kP256), "PKIX_RSA_PSS") == ErrorCode::kKeyMalformed);
  CHECK(code_of(spki_of(kRsa2048), "PKIX_RSA_PSS_3072_SHA256") == ErrorCode::kKeyMalformed);
  CHECK(code_of(spki_of(kRsa2048), "PKIX_RSA_PKCS1V15_4096_SHA256") == ErrorCode::kKeyMalformed);
  CHECK(check_key_details(private_key(kEd25519).public_key(), "PKIX_ECDSA_P256_SHA_256")
            .error()
            .code == ErrorCode::kKeyMalformed);
}

TEST_CASE("key details: what cannot be verified is refused by its name") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"PKIX_ED25519_PH", "Ed25519ph"}, {"LMS_SHA256", "LMS"},      {"LMOTS_SHA256", "LM-OTS"},
      {"ML_DSA_44", "ML-DSA-44"},       {"ML_DSA_65", "ML-DSA-65"}, {"ML_DSA_87", "ML-DSA-87"},
      {"SOMETHING_NEW", "unknown"}};
  for (const auto& [name, shown] : cases) {
    CAPTURE(name);
    const auto key = decode_key(spki_of(kEd25519), name);
    REQUIRE(!key);
    CHECK(key.error().code == ErrorCode::kKeyUnsupported);
    CHECK(key.error().message.find(shown) != std::string::npos);
  }
}

TEST_CASE("key details: a signature of RSASSA-PSS verifies as such and not otherwise") {
  // openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 -sign kRsa2048
  const auto signature = parse_base64(
      "m6BHeuJwxf0F+40SHf78cNHWYPvuE56pkVktrUeueTDBF7kx4suCj6N0lQg9ajKtRyDs1n7AekYihs21RLMULLU1T/fF"
      "0YH7U+nM3mbiuBqmicgR3BiCEyu3eFBNBrtyFyQf4MBBHugzwIx2nP+rzFdh7yWuQmgmAhIrbvVq4ELBd84O9FCzw2mo"
      "25L7nnEmJPi+YLyUFDlms6Wbidnn/T231MFT9Pb18PHXC2rEp8Pp/3whg57ZlCS0rYpXUoSAil83h9WWHToWyq3E8bDo"
      "zFiDTYFsAWDbOWqg1eT3GX/GzssGHpyno2d3EQkYqDwtuCe4C6zuvbHomHbonWcBYQ==");
  REQUIRE(signature);
  const Bytes message = to_bytes("the message");
  const auto verify = [&](const Bytes& spki, std::string_view details) {
    const auto key = decode_key(spki, details);
    return key &&
           crypto::verify_message_signature(key->key, message, *signature, key->hash).has_value();
  };
  const Bytes any = spki_of(kRsa2048);
  CHECK(verify(any, "PKIX_RSA_PSS_2048_SHA256"));
  CHECK(verify(any, "PKIX_RSA_PSS"));
  CHECK(!verify(any, "PKIX_RSA_PKCS1V15_2048_SHA256"));
  CHECK(!verify(any, ""));
  // A key that says so itself needs no details.
  const Bytes pss = crypto::parse_single_pem(kRsaPssPublic)->bytes;
  CHECK(verify(pss, ""));
  CHECK(verify(pss, "PKIX_RSA_PSS_2048_SHA256"));
  CHECK(!verify(pss, "PKIX_RSA_PKCS1V15_2048_SHA256"));
}

TEST_CASE("verifier: a bundle of each kind of key verifies, and of no other content") {
  for (const std::string_view pem : {kP256, kP384, kP521, kRsa2048, kEd25519}) {
    const auto signer = crypto::make_signer(private_key(pem));
    const crypto::PublicKey& key = signer->public_key();
    CAPTURE(crypto::name_of(key.type()));
    const auto artifact = [&](std::string_view content) {
      return Artifact{.name = "a",
                      .digest = crypto::digest_of(as_bytes(content), key.default_hash()),
                      .content = to_bytes(content)};
    };
    const auto made = sign({.artifact = artifact("content")}, *signer, {});
    REQUIRE(made);
    VerifyPolicy policy;
    policy.key = key;
    const auto bundle = parse_bundle(made->text);
    REQUIRE(bundle);
    const auto report = verify_bundle(*bundle, artifact("content"), policy);
    REQUIRE(report);
    CHECK(report->signing_key == key.fingerprint());
    const auto refused = verify_bundle(*bundle, artifact("contenu"), policy);
    REQUIRE(!refused);
    CHECK(info(refused.error().code).exit_class == ExitClass::kVerdict);
  }
}

TEST_CASE("verifier: Ed25519 needs content, and says what Ed25519ph is") {
  const auto signer = crypto::make_signer(private_key(kEd25519));
  VerifyPolicy policy;
  policy.key = signer->public_key();
  Bundle bundle;
  bundle.key_hint = "";
  const crypto::Digest digest =
      crypto::digest_of(as_bytes("content"), crypto::HashAlgorithm::kSha512);
  bundle.content = MessageSignature{.digest = digest, .signature = Bytes(64, 1)};
  const auto no_content =
      verify_bundle(bundle, {.name = "a", .digest = digest, .content = {}}, policy);
  CHECK(no_content.error().code == ErrorCode::kKeyUnsupported);
  const auto prehashed = verify_bundle(
      bundle, {.name = "a", .digest = digest, .content = to_bytes("content")}, policy);
  CHECK(prehashed.error().code == ErrorCode::kSignatureInvalid);
  CHECK(prehashed.error().hint.find("Ed25519ph") != std::string::npos);
}
