// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/convert.h"

#include <doctest/doctest.h>

#include "crypto/pem.h"
#include "sigstore/sign/sign.h"
#include "sigstore/verify/verifier.h"
#include "support/test_keys.h"
#include "support/virtual_sigstore.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

const VirtualSigstore& sigstore_here() {
  static const VirtualSigstore instance;
  return instance;
}

struct Signed {
  crypto::PublicKey key;
  Artifact artifact;
  Bundle bundle;
};

Signed sign(std::string_view pem, BundleFormat format) {
  const auto signer =
      crypto::make_signer(*crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(pem)->bytes));
  const ArtifactNeeds needs = signing_needs(signer->public_key(), format, /*envelope=*/false);
  Artifact artifact{.name = "blob",
                    .digest = crypto::digest_of(as_bytes("content"), needs.hash),
                    .content = std::nullopt};
  if (needs.content) artifact.content = to_bytes("content");
  const SigningRequest request{.artifact = artifact, .format = format};
  return {signer->public_key(), artifact, sigstore::sign(request, *signer, {})->bundle};
}

std::string text_of(const Bundle& bundle, BundleFormat format) {
  return encode_bundle(bundle, format).value_or("");
}

ErrorCode code_of(const Bundle& bundle, BundleFormat to, const ConversionFacts& facts) {
  const auto out = convert_bundle(bundle, to, facts);
  return out ? ErrorCode::kInternal : out.error().code;
}

constexpr auto kCosign = BundleFormat::kLegacyCosign;
constexpr auto kV03 = BundleFormat::kV03;

}  // namespace

TEST_CASE("convert: keyed bundles go from either form to the other and back") {
  for (const std::string_view pem : {kP256, kP384, kP521, kRsa2048, kEd25519}) {
    const Signed s = sign(pem, kCosign);
    CAPTURE(crypto::name_of(s.key.type()));
    const auto newer = convert_bundle(s.bundle, kV03, {.key = s.key, .artifact = s.artifact});
    REQUIRE(newer);
    const Bundle parsed = *parse_bundle(text_of(*newer, kV03));
    CHECK(parsed.format == kV03);
    VerifyPolicy policy;
    policy.key = s.key;
    CHECK(verify_bundle(parsed, s.artifact, policy));
    const auto older = convert_bundle(parsed, kCosign, {});
    REQUIRE(older);
    CHECK(text_of(*older, kCosign) == text_of(s.bundle, kCosign));
  }
}

TEST_CASE("convert: what signs a hash that cosign's form cannot name stays") {
  for (const std::string_view pem : {kP384, kP521}) {
    const Signed s = sign(pem, kV03);
    CHECK(code_of(s.bundle, kCosign, {}) == ErrorCode::kConversionLossy);
    Bundle silent = s.bundle;
    std::get<MessageSignature>(silent.content).digest.reset();
    CHECK(code_of(silent, kCosign, {}) == ErrorCode::kUsage);
    CHECK(code_of(silent, kCosign, {.key = s.key, .artifact = {}}) == ErrorCode::kConversionLossy);
  }
}

TEST_CASE("convert: a cosign bundle needs key and artifact, and the right ones") {
  const Signed s = sign(kP256, kCosign);
  const Signed other = sign(kRsa2048, kCosign);
  Artifact changed = s.artifact;
  changed.digest = crypto::digest_of(as_bytes("contend"));
  CHECK(code_of(s.bundle, kV03, {}) == ErrorCode::kUsage);
  CHECK(code_of(s.bundle, kV03, {.key = s.key, .artifact = {}}) == ErrorCode::kUsage);
  CHECK(code_of(s.bundle, kV03, {.key = {}, .artifact = s.artifact}) == ErrorCode::kUsage);
  CHECK(code_of(s.bundle, kV03, {.key = other.key, .artifact = s.artifact}) ==
        ErrorCode::kSignatureInvalid);
  CHECK(code_of(s.bundle, kV03, {.key = s.key, .artifact = changed}) ==
        ErrorCode::kSignatureInvalid);
  const Signed ed25519 = sign(kEd25519, kCosign);
  Artifact digest_only = ed25519.artifact;
  digest_only.content.reset();
  CHECK(code_of(ed25519.bundle, kV03, {.key = ed25519.key, .artifact = digest_only}) ==
        ErrorCode::kUsage);
}

TEST_CASE("convert: the hint of a bundle is compared, and kept or refused") {
  Signed s = sign(kP256, kV03);
  const Signed other = sign(kRsa2048, kV03);
  CHECK(code_of(s.bundle, kCosign, {.key = other.key, .artifact = {}}) ==
        ErrorCode::kSignerMismatch);
  s.bundle.key_hint = "the key in the safe";
  CHECK(code_of(s.bundle, kCosign, {}) == ErrorCode::kConversionLossy);
  Artifact changed = s.artifact;
  changed.digest = crypto::digest_of(as_bytes("contend"));
  s.bundle.key_hint = "";
  CHECK(code_of(s.bundle, kCosign, {.key = s.key, .artifact = changed}) ==
        ErrorCode::kDigestMismatch);
  CHECK(convert_bundle(s.bundle, kCosign, {.key = s.key, .artifact = s.artifact}));
}

TEST_CASE("convert: everything that would be lost is refused") {
  const auto lossy = [](const Recipe& recipe, BundleFormat to) {
    const ConversionFacts facts{.key = {}, .artifact = sigstore_here().artifact()};
    return code_of(sigstore_here().sign(recipe), to, facts) == ErrorCode::kConversionLossy;
  };
  CHECK(lossy({}, kCosign));  // inclusion proof
  CHECK(lossy({.rekor_v2 = true, .timestamp = true}, kCosign));
  CHECK(lossy({.log_entry = false, .timestamp = true}, kCosign));
  CHECK(lossy({.keyed = true, .log_entry = false, .attestation = true}, kCosign));
  CHECK(lossy({.format = kCosign}, kV03));  // no proof
  Bundle chain = sigstore_here().sign({.format = BundleFormat::kV02});
  chain.certificates.push_back(chain.certificates.front());
  CHECK(code_of(chain, kV03, {}) == ErrorCode::kConversionLossy);
  Bundle unproven = sigstore_here().sign({.format = BundleFormat::kV01});
  REQUIRE(unproven.tlog_entries.size() == 1);
  unproven.certificates.resize(1);
  unproven.tlog_entries[0].inclusion_proof.reset();
  CHECK(code_of(unproven, kV03, {}) == ErrorCode::kConversionLossy);
}

TEST_CASE("convert: what an honest Sigstore made still verifies after every conversion") {
  int converted = 0;
  for (const auto from : {kCosign, BundleFormat::kV01, BundleFormat::kV02, kV03}) {
    for (const bool keyed : {false, true}) {
      for (const bool proof : {false, true}) {
        for (const auto to : {kCosign, kV03}) {
          Bundle bundle = sigstore_here().sign({.format = from, .keyed = keyed});
          for (TlogEntry& entry : bundle.tlog_entries) {
            if (!proof && from == BundleFormat::kV01) entry.inclusion_proof.reset();
          }
          VerifyPolicy policy = sigstore_here().policy(keyed);
          ConversionFacts facts{.key = policy.key, .artifact = sigstore_here().artifact()};
          REQUIRE(verify_bundle(bundle, *facts.artifact, policy));
          const auto out = convert_bundle(bundle, to, facts);
          if (!out) {
            CHECK(out.error().code == ErrorCode::kConversionLossy);
            continue;
          }
          ++converted;
          const Bundle parsed = *parse_bundle(text_of(*out, to));
          CHECK(parsed.format == to);
          CHECK(verify_bundle(parsed, *facts.artifact, policy));
        }
      }
    }
  }
  CHECK(converted > 8);
}
