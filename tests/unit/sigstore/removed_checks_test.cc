// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Each check refuses something that no other check refuses: for every row of checks.inc there is a
// bundle that is refused with its error, and accepted as soon as this one check is removed. The
// removal is possible in this executable only, which links its own require().
#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <optional>
#include <string_view>

#include "sigstore/verify/check.h"
#include "sigstore/verify/threshold.h"
#include "sigstore/verify/verifier.h"
#include "support/virtual_sigstore.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {
std::optional<Check> removed;
}  // namespace

namespace igp::sigstore {
Status require(Check check, Status outcome) {
  if (removed == check) return {};
  return outcome;
}
}  // namespace igp::sigstore

namespace {

/// One lie: how the bundle is made and what is changed afterwards.
struct Lie {
  Check check;
  ErrorCode code;
  Recipe recipe;
  std::function<void(Bundle&, VerifyPolicy&, TrustRoot&)> change = [](Bundle&, VerifyPolicy&,
                                                                      TrustRoot&) {};
  int signers = 1;             ///< that are demanded
  bool begins_as_pae = false;  ///< of the artifact
};

constexpr std::string_view kCheckNames[] = {
#define X(name, text, refuses) text,
#include "sigstore/verify/checks.inc"
#undef X
};

const VirtualSigstore& world() {
  static const VirtualSigstore sigstore;
  return sigstore;
}

Result<Report> verify(const Lie& lie) {
  Bundle bundle = world().sign(lie.recipe);
  VerifyPolicy policy = world().policy(lie.recipe.keyed);
  TrustRoot root = world().trust_root();
  lie.change(bundle, policy, root);
  policy.trust_root = std::make_shared<const TrustRoot>(std::move(root));
  Artifact artifact = world().artifact();
  artifact.begins_as_pae = lie.begins_as_pae;
  const Report report = IGP_TRY(verify_bundle(bundle, artifact, policy));
  IGP_CHECK(verify_threshold(
      {{.bundle = 0, .signer = signer_name(report), .signing_key = report.signing_key}},
      lie.signers));
  return report;
}

Recipe v1() { return {}; }
Recipe v2() { return {.rekor_v2 = true, .timestamp = true}; }
Recipe attestation() { return {.rekor_v2 = true, .timestamp = true, .attestation = true}; }
Recipe with(Recipe recipe, const std::function<void(Recipe&)>& change) {
  change(recipe);
  return recipe;
}

constexpr UnixNanos kBefore = kSigningTime - kHour;
constexpr UnixNanos kAfter = kSigningTime + kHour;

using B = Bundle;
using P = VerifyPolicy;
using T = TrustRoot;

/// A timestamp that brings its signer's certificate, and a trust root that knows only the issuer.
Recipe fresh_tsa() { return {.rekor_v2 = true, .timestamp = true, .fresh_tsa = true}; }
void trust_tsa_root(B&, P&, T& t) {
  auto& chain = t.timestamp_authorities[0].chain;
  chain.erase(chain.begin());
}

/// The lies about time, form and certificates.
std::vector<Lie> early_lies() {
  return {
      {Check::kProofPresent, ErrorCode::kTlogMissing, v1(),
       [](B& b, P&, T&) { b.tlog_entries[0].inclusion_proof.reset(); }},
      {Check::kPromisePresent, ErrorCode::kTlogMissing,
       with(v1(),
            [](Recipe& r) {
              r.format = BundleFormat::kV01;
              r.promise = false;
              r.timestamp = true;
            })},
      {Check::kNoRootInBundle, ErrorCode::kBundleMalformed,
       with(v1(), [](Recipe& r) { r.format = BundleFormat::kV02; }),
       [](B& b, P&, T&) { b.certificates.push_back(world().root_certificate().der()); }},
      {Check::kDistinctEntries, ErrorCode::kBundleMalformed, v2(),
       [](B& b, P&, T&) { b.tlog_entries.push_back(b.tlog_entries[0]); }},
      {Check::kDistinctTimestamps, ErrorCode::kBundleMalformed, v2(),
       [](B& b, P&, T&) { b.timestamps.push_back(b.timestamps[0]); }},
      {Check::kSignerForm, ErrorCode::kSignerMismatch,
       with(v1(),
            [](Recipe& r) {
              r.keyed = true;
              r.log_entry = false;
            }),
       [](B& b, P&, T&) { b.certificates = world().sign(v1()).certificates; }},
      {Check::kEntryKind, ErrorCode::kTlogEntryMismatch, v1(),
       [](B& b, P&, T&) { b.tlog_entries[0].kind = "dsse"; }},
      {Check::kTimestampImprint, ErrorCode::kTimestampInvalid,
       with(v2(), [](Recipe& r) { r.stamped = Bytes{1}; })},
      {Check::kTimestampSignature, ErrorCode::kTimestampInvalid,
       with(v2(), [](Recipe& r) { r.rogue_tsa = true; })},
      {Check::kTimestampSignature, ErrorCode::kTimestampInvalid,
       with(fresh_tsa(), [](Recipe& r) { r.tsa_end = kBefore; }), trust_tsa_root},
      {Check::kTimestampWindow, ErrorCode::kTimestampInvalid, v2(),
       [](B&, P&, T& t) { t.timestamp_authorities[0].validity.end = kBefore; }},
      {Check::kTimestampWindow, ErrorCode::kTimestampInvalid, v2(),
       [](B&, P&, T& t) { t.timestamp_authorities[0].validity.start = kSigningTime + 1; }},
      {Check::kLogKnown, ErrorCode::kLogUnknown, v2(),
       [](B&, P& p, T& t) {
         t.tlogs.clear();
         p.min_tlogs = 0;
       }},
      {Check::kUnsignedTime, ErrorCode::kSetInvalid, v2(),
       [](B& b, P&, T&) { b.tlog_entries[0].integrated_time = 1; }},
      {Check::kSetSignature, ErrorCode::kSetInvalid,
       with(v1(), [](Recipe& r) { r.forge_promise = true; })},
      {Check::kSetSignature, ErrorCode::kSetInvalid, v1(),
       [](B& b, P&, T&) { ++b.tlog_entries[0].log_index; }},
      {Check::kTimeEstablished, ErrorCode::kTimeMissing,
       with(v2(),
            [](Recipe& r) {
              r.keyed = true;
              r.timestamp = false;
            })},
      {Check::kTimestampThreshold, ErrorCode::kTimeMissing, v2(),
       [](B&, P& p, T&) { p.min_timestamps = 2; }},
      {Check::kLogWindow, ErrorCode::kLogUnknown, v1(),
       [](B&, P&, T& t) { t.tlogs[0].validity.end = kBefore; }},
      {Check::kLogWindow, ErrorCode::kLogUnknown, v2(),
       [](B&, P&, T& t) { t.tlogs[1].validity.start = kSigningTime + 1; }},
      {Check::kCertificateChain, ErrorCode::kCertificateUntrusted,
       with(v1(), [](Recipe& r) { r.rogue_ca = true; })},
      {Check::kCertificateChain, ErrorCode::kCertificateUntrusted,
       with(v1(), [](Recipe& r) { r.leaf_end = kBefore; })},
      {Check::kCertificateChain, ErrorCode::kCertificateUntrusted,
       with(v2(),
            [](Recipe& r) {
              r.leaf_start = kSigningTime + kHour;
              r.leaf_end = kSigningTime + 2 * kHour;
            })},
      {Check::kCertificateChain, ErrorCode::kCertificateUntrusted, v1(),
       [](B&, P&, T& t) {
         t.certificate_authorities[0].chain = world().authority_chain(kBefore, kAfter);
       }},
      {Check::kCertificateChain, ErrorCode::kCertificateUntrusted, v1(),
       [](B&, P&, T& t) {
         t.certificate_authorities[0].chain = world().authority_chain(kAfter, kBefore);
       }},
      {Check::kCertificateWindow, ErrorCode::kCertificateUntrusted, v1(),
       [](B&, P&, T& t) { t.certificate_authorities[0].validity.end = kBefore; }},
      {Check::kIssuerCodeSigning, ErrorCode::kCertificateUntrusted, v1(),
       [](B&, P&, T& t) {
         t.certificate_authorities[0].chain =
             world().authority_chain(kAfter, kAfter, "serverAuth,clientAuth");
       }},
      {Check::kLeafCodeSigning, ErrorCode::kLeafUsage,
       with(v1(), [](Recipe& r) { r.extended_key_usage = "serverAuth"; })},
      {Check::kLeafDigitalSignature, ErrorCode::kLeafUsage,
       with(v1(), [](Recipe& r) { r.key_usage = "keyAgreement"; })},
      {Check::kSctPresent, ErrorCode::kSctInvalid,
       with(v1(), [](Recipe& r) { r.certificate_timestamp = false; })},
      {Check::kSctPresent, ErrorCode::kSctInvalid, v1(), [](B&, P&, T& t) { t.ctlogs.clear(); }},
      {Check::kSctSignature, ErrorCode::kSctInvalid,
       with(v1(), [](Recipe& r) { r.forge_certificate_timestamp = true; })},
      {Check::kSctWindow, ErrorCode::kSctInvalid, v1(),
       [](B&, P&, T& t) { t.ctlogs[0].validity.end = kBefore; }},
      {Check::kIdentity, ErrorCode::kIdentityMismatch, v1(),
       [](B&, P& p, T&) { p.identity->identity.text += "x"; }},
      {Check::kIssuer, ErrorCode::kIdentityMismatch, v1(),
       [](B&, P& p, T&) { p.identity->issuer.text = "x"; }},
      {Check::kClaims, ErrorCode::kIdentityMismatch, v1(),
       [](B&, P& p, T&) { p.identity->extensions = {{"build-trigger", "push"}}; }},
  };
}

/// The lies about log entries and content.
std::vector<Lie> late_lies() {
  const auto other = crypto::digest_of(as_bytes("another artifact"));
  return {
      {Check::kEntryDigest, ErrorCode::kTlogEntryMismatch,
       with(v1(), [&](Recipe& r) { r.logged_digest = other; })},
      {Check::kEntryDigest, ErrorCode::kTlogEntryMismatch,
       with(attestation(), [&](Recipe& r) { r.logged_digest = other; })},
      {Check::kEntrySignature, ErrorCode::kTlogEntryMismatch,
       with(v2(), [](Recipe& r) { r.log_other_signature = true; })},
      {Check::kEntrySigner, ErrorCode::kTlogEntryMismatch,
       with(v2(), [](Recipe& r) { r.log_other_signer = true; })},
      {Check::kEntrySigner, ErrorCode::kTlogEntryMismatch,
       with(v1(),
            [](Recipe& r) {
              r.log_other_signer = true;
              r.keyed = true;
            })},
      {Check::kEntryKeyDetails, ErrorCode::kKeyMalformed,
       with(v2(), [](Recipe& r) { r.key_details = "PKIX_ECDSA_P384_SHA_384"; })},
      {Check::kEntryKeyDetails, ErrorCode::kKeyUnsupported,
       with(v2(), [](Recipe& r) { r.key_details = "PKIX_ED25519_PH"; })},
      {Check::kLogIndex, ErrorCode::kInclusionInvalid, v2(),
       [](B& b, P&, T&) { ++b.tlog_entries[0].log_index; }},
      {Check::kCheckpointPresent, ErrorCode::kCheckpointInvalid, v1(),
       [](B& b, P&, T&) { b.tlog_entries[0].inclusion_proof->checkpoint.clear(); }},
      {Check::kCheckpointOrigin, ErrorCode::kCheckpointInvalid,
       with(v2(), [](Recipe& r) { r.origin = "other.log"; })},
      {Check::kCheckpointOrigin, ErrorCode::kCheckpointInvalid,
       with(v1(), [](Recipe& r) { r.origin = "other.log"; })},
      {Check::kCheckpointSignature, ErrorCode::kCheckpointInvalid,
       with(v2(), [](Recipe& r) { r.forge_checkpoint = true; })},
      {Check::kCheckpointSize, ErrorCode::kInclusionInvalid, v2(),
       [](B& b, P&, T&) { ++b.tlog_entries[0].inclusion_proof->tree_size; }},
      {Check::kProofRoot, ErrorCode::kInclusionInvalid, v2(),
       [](B& b, P&, T&) { b.tlog_entries[0].inclusion_proof->root_hash[0] ^= 1; }},
      {Check::kInclusion, ErrorCode::kInclusionInvalid, v2(),
       [](B& b, P&, T&) { b.tlog_entries[0].inclusion_proof->hashes[0][0] ^= 1; }},
      {Check::kLogThreshold, ErrorCode::kTlogMissing, v1(), [](B&, P& p, T&) { p.min_tlogs = 2; }},
      {Check::kLogThreshold, ErrorCode::kTlogMissing, v2(),
       [](B& b, P&, T&) { b.tlog_entries.clear(); }},
      {Check::kMessageDigest, ErrorCode::kDigestMismatch, v1(),
       [other](B& b, P&, T&) { std::get<MessageSignature>(b.content).digest = other; }},
      {.check = Check::kPlainContent,
       .code = ErrorCode::kSignatureInvalid,
       .recipe = v1(),
       .begins_as_pae = true},
      {Check::kSignature, ErrorCode::kSignatureInvalid,
       with(v2(), [](Recipe& r) { r.forge_signature = true; })},
      {Check::kSignature, ErrorCode::kSignatureInvalid,
       with(v1(),
            [](Recipe& r) {
              r.forge_signature = true;
              r.keyed = true;
              r.log_entry = false;
            })},
      {Check::kSignature, ErrorCode::kSignatureInvalid,
       with(attestation(), [](Recipe& r) { r.forge_signature = true; })},
      {Check::kPayloadType, ErrorCode::kAttestationInvalid,
       with(attestation(), [](Recipe& r) { r.payload_type = "application/json"; })},
      {Check::kSubject, ErrorCode::kAttestationInvalid,
       with(attestation(), [&](Recipe& r) { r.subject = other; })},
      {Check::kPredicateType, ErrorCode::kAttestationInvalid, attestation(),
       [](B&, P& p, T&) { p.predicate_type = "https://example.org/other"; }},
      {Check::kPredicateType, ErrorCode::kAttestationInvalid, v1(),
       [](B&, P& p, T&) { p.predicate_type = "https://example.org/predicate"; }},
      {.check = Check::kSignerThreshold,
       .code = ErrorCode::kThresholdMissed,
       .recipe = v1(),
       .signers = 2},
  };
}

std::vector<Lie> all_lies() {
  std::vector<Lie> out = early_lies();
  for (Lie& lie : late_lies()) out.push_back(std::move(lie));
  return out;
}

}  // namespace

TEST_CASE("verifier: honest bundles of every kind verify") {
  const auto truth = [](Recipe recipe) {
    return verify({.check = {}, .code = {}, .recipe = std::move(recipe)});
  };
  CHECK(truth(v1()));
  CHECK(truth(v2()));
  CHECK(truth(attestation()));
  CHECK(truth(with(v1(), [](Recipe& r) { r.timestamp = true; })));
  CHECK(verify({.check = {}, .code = {}, .recipe = fresh_tsa(), .change = trust_tsa_root}));
  for (const char* usage :
       {"", "codeSigning", "critical,serverAuth,codeSigning", "anyExtendedKeyUsage"}) {
    CHECK(verify({.check = {}, .code = {}, .recipe = v1(), .change = [&](B&, P&, T& t) {
                    t.certificate_authorities[0].chain =
                        world().authority_chain(kAfter, kAfter, usage);
                  }}));
  }
  CHECK(truth(with(v1(), [](Recipe& r) { r.keyed = true; })));
  CHECK(truth(with(v2(), [](Recipe& r) { r.keyed = true; })));
  for (const BundleFormat format :
       {BundleFormat::kLegacyCosign, BundleFormat::kV01, BundleFormat::kV02}) {
    CHECK(truth(with(v1(), [format](Recipe& r) { r.format = format; })));
  }
}

TEST_CASE("verifier: each check refuses what nothing else refuses") {
  for (const Lie& lie : all_lies()) {
    CAPTURE(kCheckNames[static_cast<std::size_t>(lie.check)]);
    removed.reset();
    const auto refused = verify(lie);
    REQUIRE(!refused);
    CHECK(refused.error().code == lie.code);
    removed = lie.check;
    const auto accepted = verify(lie);
    if (!accepted) MESSAGE("still refused: " << accepted.error().text());
    CHECK(accepted);
    removed.reset();
  }
}

TEST_CASE("verifier: every check has its lie") {
  std::map<std::size_t, int> count;
  for (const Lie& lie : all_lies()) ++count[static_cast<std::size_t>(lie.check)];
  for (std::size_t i = 0; i < std::size(kCheckNames); ++i) {
    CAPTURE(kCheckNames[i]);
    CHECK(count[i] > 0);
  }
}
