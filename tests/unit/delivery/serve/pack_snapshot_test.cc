// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/pack_snapshot.h"

#include <doctest/doctest.h>

#include "base/limits.h"

using namespace igp;
using namespace igp::delivery;

namespace {

const std::string kHex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

std::string manifest(const std::string& algorithm, const std::string& value) {
  return R"({"digest":{"algorithm":")" + algorithm + R"(","value":")" + value + R"("}})";
}

ErrorCode code_of(const std::string& text) {
  const Status checked = check_manifest(text, HashedTar("abc"));
  REQUIRE(!checked);
  return checked.error().code;
}

}  // namespace

TEST_CASE("pack snapshot: the manifest has to name the tar") {
  CHECK(check_manifest(manifest("sha256", kHex), HashedTar("abc")));
  const auto longer = crypto::digest_of(as_bytes("abc"), crypto::HashAlgorithm::kSha512);
  CHECK(check_manifest(manifest("sha512", longer.hex()), HashedTar("abc")));

  CHECK(code_of(manifest("sha256", std::string(64, '0'))) == ErrorCode::kDigestMismatch);
  CHECK(code_of(manifest("sha384", std::string(96, '0'))) == ErrorCode::kDigestMismatch);
  CHECK(code_of(manifest("md5", kHex)) == ErrorCode::kManifestInvalid);
  CHECK(code_of(manifest("sha256", "ba78")) == ErrorCode::kManifestInvalid);
  CHECK(code_of("{}") == ErrorCode::kManifestInvalid);
  CHECK(code_of(R"({"digest":"sha256"})") == ErrorCode::kManifestInvalid);
  CHECK(code_of("{") == ErrorCode::kManifestInvalid);
}

TEST_CASE("pack snapshot: heads are those of the contract") {
  Diag diag;
  const PackSnapshot snapshot = make_snapshot(
      "policy-pack-v0", {.tar = HashedTar("abc"), .tar_modified = 784111777, .bundle = "{}"}, diag);
  CHECK(*snapshot.pack.head_200 ==
        "HTTP/1.1 200 OK\r\n"
        "Content-Type: application/vnd.intelgraph.policy+tar\r\n"
        "Digest: sha-256=" +
            kHex +
            "\r\n"
            "Repr-Digest: sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:\r\n"
            "ETag: W/\"sha-256:" +
            kHex +
            "\"\r\n"
            "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Cache-Control: public, max-age=60, immutable\r\n"
            "Link: </v1/policy/packs/policy-pack-v0/attestation>; rel=\"describedby\"; "
            "type=\"application/vnd.sigstore.bundle+json\"\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Content-Length: 3\r\n");
  REQUIRE(snapshot.attestation);
  CHECK(*snapshot.attestation->body == "{}");
}

TEST_CASE("pack snapshot: an inline bundle is capped, at and one more") {
  // 3 bytes make 4 characters, and two colons enclose them.
  const std::size_t largest = (limits::kInlineBundleBytes - 2) / 4 * 3;
  for (const std::size_t size : {largest, largest + 1}) {
    CAPTURE(size);
    Diag diag;
    const PackSnapshot snapshot = make_snapshot(
        "policy-pack-v0",
        {.tar = HashedTar("abc"), .bundle = std::string(size, '\n'), .inline_bundle = true}, diag);
    const bool found = snapshot.pack.head_200->find("X-Cosign-Bundle: :Cgo") != std::string::npos;
    CHECK(found == (size == largest));
  }
}
