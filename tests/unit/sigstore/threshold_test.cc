// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/threshold.h"

#include <doctest/doctest.h>

using namespace igp;
using namespace igp::sigstore;

namespace {

/// Bundle, signer and key; keys are named by any text.
struct Vote {
  std::size_t bundle;
  const char* signer;
  const char* key;
};

std::vector<Approval> approvals(const std::vector<Vote>& votes) {
  std::vector<Approval> out;
  for (const Vote& vote : votes)
    out.push_back({vote.bundle, vote.signer, crypto::digest_of(as_bytes(vote.key))});
  return out;
}

std::size_t count(const std::vector<Vote>& votes) {
  return distinct_approvals(approvals(votes)).size();
}

}  // namespace

TEST_CASE("threshold: a signer counts once, however many bundles it has made") {
  CHECK(count({}) == 0);
  CHECK(count({{0, "a", "1"}}) == 1);
  CHECK(count({{0, "a", "1"}, {1, "a", "1"}}) == 1);  // one key in two bundles
  CHECK(count({{0, "a", "1"}, {1, "a", "2"}}) == 1);  // one identity with two ephemeral keys
  CHECK(count({{0, "a", "1"}, {1, "b", "2"}}) == 2);
}

TEST_CASE("threshold: a key counts for one signer, however many names it has") {
  CHECK(count({{0, "key", "1"}, {0, "identity", "1"}}) == 1);
  CHECK(count({{0, "key", "1"}, {1, "identity", "1"}}) == 1);
  CHECK(count({{0, "key", "1"}, {1, "identity", "2"}}) == 2);
}

TEST_CASE("threshold: as many are counted as possible, in any order") {
  // Taking the first of everything would leave b without a key.
  CHECK(count({{0, "a", "1"}, {1, "a", "2"}, {0, "b", "1"}}) == 2);
  CHECK(count({{0, "b", "1"}, {0, "a", "1"}, {1, "a", "2"}}) == 2);
  CHECK(count({{0, "a", "1"},
               {1, "a", "2"},
               {0, "b", "1"},
               {2, "b", "3"},
               {0, "c", "1"},
               {1, "c", "2"}}) == 3);
  CHECK(count({{0, "a", "1"}, {0, "b", "1"}, {0, "c", "1"}, {1, "c", "2"}}) == 2);
}

TEST_CASE("threshold: what is counted comes in the order of its bundles") {
  const auto counted = distinct_approvals(approvals({{2, "a", "1"}, {0, "z", "3"}, {1, "m", "2"}}));
  REQUIRE(counted.size() == 3);
  for (std::size_t i = 0; i < counted.size(); ++i) CHECK(counted[i].bundle == i);
}

TEST_CASE("threshold: too few are refused, and so is a threshold of nobody") {
  const auto two = approvals({{0, "a", "1"}, {1, "b", "2"}});
  CHECK(verify_threshold(two, 1));
  CHECK(verify_threshold(two, 2)->size() == 2);
  for (const int wanted : {3, 0, -1}) {
    CAPTURE(wanted);
    const auto refused = verify_threshold(two, wanted);
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::kThresholdMissed);
  }
  CHECK(!verify_threshold({}, 1));
}

TEST_CASE("threshold: names tell key, identity and issuer apart") {
  const crypto::Digest digest = crypto::digest_of(as_bytes("k"));
  Report report{.format = BundleFormat::kV03, .artifact = digest, .signing_key = digest};
  const auto name_with = [&](std::string issuer) {
    report.certificate = CertificateSigner{
        .identity = "a@x", .issuer = std::move(issuer), .authority = "", .claims = {}};
    return signer_name(report);
  };
  CHECK(name_with("i") != name_with("j"));
  report.key = KeySigner{.type = crypto::KeyType::kEd25519, .fingerprint = digest};
  CHECK(signer_name(report) == "key " + digest.str());
}
