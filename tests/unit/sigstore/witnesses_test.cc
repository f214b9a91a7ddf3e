// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What the thresholds on logs and timestamp authorities count.
#include <doctest/doctest.h>

#include "crypto/timestamp_request.h"
#include "sigstore/verify/verifier.h"
#include "support/virtual_sigstore.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

const VirtualSigstore& world() {
  static const VirtualSigstore sigstore;
  return sigstore;
}

/// In both logs, and stamped by two authorities: the second is known by its issuer alone.
Bundle doubly_witnessed() {
  Bundle bundle = world().sign({.timestamp = true, .fresh_tsa = true});
  const Bytes body = bundle.tlog_entries[0].canonicalized_body;
  TlogEntry second = world().record({.rekor_v2 = true}, as_text(body));
  second.version = "0.0.1";
  bundle.tlog_entries.push_back(std::move(second));
  return bundle;
}

TrustRoot two_authorities() {
  TrustRoot root = world().trust_root();
  Authority issuer = root.timestamp_authorities[0];
  issuer.chain.erase(issuer.chain.begin());
  issuer.uri = "https://tsa2.example.org";
  root.timestamp_authorities.push_back(std::move(issuer));
  return root;
}

ErrorCode verdict(const Bundle& bundle, TrustRoot root, int logs, int stamps) {
  VerifyPolicy policy = world().policy();
  policy.min_tlogs = logs;
  policy.min_timestamps = stamps;
  policy.trust_root = std::make_shared<const TrustRoot>(std::move(root));
  const auto report = verify_bundle(bundle, world().artifact(), policy);
  return report ? ErrorCode::kInternal : report.error().code;
}

constexpr auto kVerified = ErrorCode::kInternal;

}  // namespace

TEST_CASE("witnesses: logs of one operator count once") {
  const Bundle bundle = doubly_witnessed();
  TrustRoot root = two_authorities();
  CHECK(verdict(bundle, root, 2, 0) == kVerified);
  root.tlogs[0].operator_name = "example.org";
  CHECK(verdict(bundle, root, 2, 0) == kVerified);
  root.tlogs[1].operator_name = "example.org";
  CHECK(verdict(bundle, root, 2, 0) == ErrorCode::kTlogMissing);
  CHECK(verdict(bundle, root, 1, 0) == kVerified);
  root.tlogs[1].operator_name = "example.com";
  CHECK(verdict(bundle, root, 2, 0) == kVerified);
}

TEST_CASE("witnesses: timestamp authorities of one operator count once") {
  Bundle bundle = doubly_witnessed();
  const Bundle other = world().sign({.timestamp = true});
  TrustRoot root = two_authorities();
  CHECK(verdict(bundle, root, 1, 1) == kVerified);
  CHECK(verdict(bundle, root, 1, 2) == ErrorCode::kTimeMissing);
  bundle.timestamps.push_back(world().stamp(
      {}, *crypto::encode_timestamp_request(crypto::digest_of(bundle.signature()), Bytes(8, 1))));
  CHECK(verdict(bundle, root, 1, 2) == kVerified);
  for (Authority& authority : root.timestamp_authorities) authority.operator_name = "example.org";
  CHECK(verdict(bundle, root, 1, 2) == ErrorCode::kTimeMissing);
  root.timestamp_authorities[0].operator_name = "example.com";
  CHECK(verdict(bundle, root, 1, 2) == kVerified);
}

TEST_CASE("witnesses: a log may be trusted for several periods") {
  TrustRoot root = world().trust_root();
  const auto add_past = [](std::vector<LogInstance>& logs) {
    LogInstance past = logs[0];
    past.validity.end = kSigningTime - kHour;
    logs[0].validity.start = kSigningTime - kHour;
    logs.insert(logs.begin(), past);
  };
  add_past(root.tlogs);
  add_past(root.ctlogs);
  CHECK(verdict(world().sign({}), root, 1, 0) == kVerified);
  TrustRoot gap = root;
  gap.tlogs[1].validity.start = kSigningTime + 1;
  CHECK(verdict(world().sign({}), gap, 1, 0) == ErrorCode::kLogUnknown);
  gap = root;
  gap.ctlogs[1].validity.start = kSigningTime + 1;
  CHECK(verdict(world().sign({}), gap, 1, 0) == ErrorCode::kSctInvalid);
  // A key of somebody else's under the same id is tried no more than once, and does not verify.
  TrustRoot collision = world().trust_root();
  collision.tlogs.insert(collision.tlogs.begin(), collision.tlogs[1]);
  collision.tlogs[0].id = collision.tlogs[1].id;
  CHECK(verdict(world().sign({}), collision, 1, 0) != kVerified);
}
