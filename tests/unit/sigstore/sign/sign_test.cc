// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/sign.h"

#include <doctest/doctest.h>

#include "base/base64.h"
#include "crypto/pem.h"
#include "crypto/private_key.h"
#include "sigstore/dsse.h"
#include "sigstore/verify/verifier.h"
#include "support/test_keys.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

struct Signed {
  std::unique_ptr<crypto::Signer> signer;
  Artifact artifact;
  Bundle bundle;
};

/// `text` signed with the PKCS #8 key `pem`.
Signed sign(std::string_view pem, std::string_view text, BundleFormat format) {
  auto signer =
      crypto::make_signer(*crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(pem)->bytes));
  const ArtifactNeeds needs = signing_needs(signer->public_key(), format, /*envelope=*/false);
  Artifact artifact{.name = "blob",
                    .digest = crypto::digest_of(as_bytes(text), needs.hash),
                    .content = std::nullopt};
  if (needs.content) artifact.content = to_bytes(text);
  SigningRequest request{.artifact = std::move(artifact), .format = format};
  SignedBundle made = *sigstore::sign(request, *signer, {});
  return {std::move(signer), std::move(request.artifact), std::move(made.bundle)};
}

VerifyPolicy with_key(const crypto::PublicKey& key) {
  VerifyPolicy policy;
  policy.key = key;
  return policy;
}

}  // namespace

TEST_CASE("sign: what every kind of key signs verifies from both bundle formats") {
  for (const std::string_view pem : {kP256, kP384, kP521, kRsa2048, kEd25519}) {
    for (const BundleFormat format : {BundleFormat::kV03, BundleFormat::kLegacyCosign}) {
      const Signed s = sign(pem, "content", format);
      CAPTURE(crypto::name_of(s.signer->public_key().type()));
      const Bundle bundle = *parse_bundle(*encode_bundle(s.bundle, format));
      const VerifyPolicy policy = with_key(s.signer->public_key());
      const ArtifactNeeds needs = needs_of(bundle, s.signer->public_key());
      CHECK(needs.hash == s.artifact.digest.algorithm());
      CHECK(needs.content == s.artifact.content.has_value());
      const auto report = verify_bundle(bundle, s.artifact, policy);
      REQUIRE(report);
      CHECK(report->key->fingerprint == s.signer->public_key().fingerprint());
      CHECK(report->format == format);
    }
  }
}

TEST_CASE("sign: no plain signature is made that would also be an envelope's") {
  const auto signer =
      crypto::make_signer(*crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(kP256)->bytes));
  const UnsignedEnvelope envelope{.payload_type = "text/plain", .payload = to_bytes("payload")};
  const Bytes pae = encode_pae(envelope.payload_type, envelope.payload);
  const Artifact artifact{.name = "blob",
                          .digest = crypto::digest_of(pae),
                          .content = std::nullopt,
                          .begins_as_pae = true};
  const auto plain = sigstore::sign({.artifact = artifact}, *signer, {});
  REQUIRE_FALSE(plain);
  CHECK(plain.error().code == ErrorCode::kUsage);
  // What somebody else has signed so is not believed either.
  Bundle bundle{.format = BundleFormat::kV03};
  bundle.content =
      MessageSignature{.digest = artifact.digest, .signature = *signer->sign_message(pae)};
  const auto verified = verify_bundle(bundle, artifact, with_key(signer->public_key()));
  REQUIRE_FALSE(verified);
  CHECK(verified.error().code == ErrorCode::kSignatureInvalid);
}

TEST_CASE("sign: the hint is the fingerprint of the key") {
  const Signed s = sign(kP256, "content", BundleFormat::kV03);
  CHECK(s.bundle.key_hint == encode_base64(s.signer->public_key().fingerprint().bytes()));
}

TEST_CASE("verifier: another key, another artifact, no key") {
  const Signed s = sign(kP256, "content", BundleFormat::kV03);
  const Signed other = sign(kP384, "content", BundleFormat::kV03);
  const auto by_key = [](const crypto::PublicKey& key) { return with_key(key); };
  CHECK(verify_bundle(s.bundle, s.artifact, by_key(other.signer->public_key())).error().code ==
        ErrorCode::kSignatureInvalid);
  const Signed changed = sign(kP256, "contend", BundleFormat::kV03);
  CHECK(verify_bundle(s.bundle, changed.artifact, by_key(s.signer->public_key())).error().code ==
        ErrorCode::kDigestMismatch);
  CHECK(verify_bundle(s.bundle, s.artifact, VerifyPolicy{}).error().code ==
        ErrorCode::kKeyRequired);
}
