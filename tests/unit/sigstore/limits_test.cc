// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Limits on what a bundle, a trust root and a signed file may hold, at each and one above.
#include "base/limits.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"
#include "sigstore/trust_root.h"
#include "support/virtual_sigstore.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

Json bundle_with_everything(BundleFormat format, bool attestation) {
  static const VirtualSigstore world;
  const Recipe recipe{.format = format, .timestamp = true, .attestation = attestation};
  Json json = *parse_json(*encode_bundle(world.sign(recipe), BundleFormat::kV03));
  if (format == BundleFormat::kV03) return json;
  // The older versions hold a chain.
  json["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.2";
  Json& material = json["verificationMaterial"];
  material["x509CertificateChain"]["certificates"] = Json::array({material["certificate"]});
  material.erase("certificate");
  return json;
}

ErrorCode outcome(const Json& json) {
  const auto bundle = parse_bundle(encode_json(json));
  return bundle ? ErrorCode::kInternal : bundle.error().code;
}

/// An empty file of the size, which is gone when it is closed.
struct SparseFile {
  explicit SparseFile(std::size_t size) : file(std::tmpfile()) {
    REQUIRE(file != nullptr);
    REQUIRE(::ftruncate(::fileno(file), static_cast<off_t>(size)) == 0);
  }
  SparseFile(const SparseFile&) = delete;
  SparseFile& operator=(const SparseFile&) = delete;
  ~SparseFile() { std::fclose(file); }
  std::FILE* file;
};

}  // namespace

TEST_CASE("bundle limits: members of every list") {
  struct List {
    const char* pointer;
    std::size_t limit;
    BundleFormat format = BundleFormat::kV03;
    bool attestation = false;
    ErrorCode at_limit = ErrorCode::kInternal;  ///< accepted
  };
  const List lists[] = {
      {"/verificationMaterial/tlogEntries", limits::kTlogEntries},
      {"/verificationMaterial/timestampVerificationData/rfc3161Timestamps", limits::kTimestamps},
      {"/verificationMaterial/tlogEntries/0/inclusionProof/hashes", limits::kInclusionHashes},
      {"/verificationMaterial/x509CertificateChain/certificates", limits::kChainCertificates,
       BundleFormat::kV02},
      // Of several signatures none is taken, but the count is limited before.
      {"/dsseEnvelope/signatures", limits::kDsseSignatures, BundleFormat::kV03, true,
       ErrorCode::kBundleMalformed},
  };
  for (const List& list : lists) {
    CAPTURE(list.pointer);
    Json json = bundle_with_everything(list.format, list.attestation);
    Json& members = json[Json::json_pointer(list.pointer)];
    REQUIRE(!members.empty());
    const Json first = members.front();
    while (members.size() < list.limit) members.push_back(first);
    CHECK(outcome(json) == list.at_limit);
    members.push_back(first);
    CHECK(outcome(json) == ErrorCode::kLimitExceeded);
  }
}

TEST_CASE("bundle limits: bytes of a bundle and of a trust root") {
  std::string bundle = encode_json(bundle_with_everything(BundleFormat::kV03, false));
  bundle.insert(0, limits::kBundleBytes - bundle.size(), ' ');
  CHECK(parse_bundle(bundle));
  CHECK(parse_bundle(" " + bundle).error().code == ErrorCode::kLimitExceeded);
  std::string root(public_good_trust_root());
  root.insert(0, limits::kTrustRootBytes - root.size(), ' ');
  CHECK(parse_trust_root(root));
  CHECK(parse_trust_root(" " + root).error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("bundle limits: bytes of a file whose signature covers them at once") {
  const ArtifactNeeds needs{.hash = crypto::HashAlgorithm::kSha512, .content = true};
  const SparseFile fits(limits::kEd25519BlobBytes);
  CHECK(read_artifact(::fileno(fits.file), "blob", needs));
  const SparseFile above(limits::kEd25519BlobBytes + 1);
  CHECK(read_artifact(::fileno(above.file), "blob", needs).error().code ==
        ErrorCode::kLimitExceeded);
  // Only content that is held in memory is limited.
  const SparseFile hashed(limits::kEd25519BlobBytes + 1);
  CHECK(read_artifact(::fileno(hashed.file), "blob", {}));
}
