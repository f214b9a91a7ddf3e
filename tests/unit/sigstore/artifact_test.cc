// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/artifact.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/io/file.h"
#include "sigstore/dsse.h"
#include "support/virtual_sigstore.h"

using namespace igp;
using namespace igp::sigstore;

namespace {

/// What is read from a pipe that these pieces are written into, one after another.
Result<Artifact> try_pieces(const std::vector<std::string>& pieces, const ArtifactNeeds& needs = {},
                            const crypto::Digest* before = nullptr) {
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC | O_DIRECT) == 0);  // one read for each write
  const UniqueFd out(ends[0]);
  UniqueFd in(ends[1]);
  for (const std::string& piece : pieces) REQUIRE(write_all(in.get(), "pipe", as_bytes(piece)));
  in = UniqueFd();
  return read_artifact(out.get(), "a", needs, before);
}

Artifact read_pieces(const std::vector<std::string>& pieces, const ArtifactNeeds& needs = {}) {
  auto artifact = try_pieces(pieces, needs);
  REQUIRE(artifact);
  return *std::move(artifact);
}

}  // namespace

TEST_CASE("artifact: has the digest of all pieces, and the content where it is needed") {
  const Artifact plain = read_pieces({"con", "tent"});
  CHECK(plain.digest == crypto::digest_of(as_bytes("content")));
  CHECK(!plain.content);
  const Artifact whole =
      read_pieces({"con", "tent"}, {.hash = crypto::HashAlgorithm::kSha512, .content = true});
  CHECK(whole.digest == crypto::digest_of(as_bytes("content"), crypto::HashAlgorithm::kSha512));
  CHECK(whole.content == to_bytes("content"));
}

TEST_CASE("artifact: read again, it is what it was") {
  const Artifact first = read_pieces({"con", "tent"});
  const ArtifactNeeds other{.hash = crypto::HashAlgorithm::kSha384};
  const auto again = try_pieces({"content"}, other, &first.digest);
  REQUIRE(again);
  CHECK(again->digest == crypto::digest_of(as_bytes("content"), crypto::HashAlgorithm::kSha384));
  CHECK(try_pieces({"contenT"}, other, &first.digest).error().code == ErrorCode::kDigestMismatch);
  CHECK(try_pieces({"conten"}, other, &first.digest).error().code == ErrorCode::kDigestMismatch);
}

TEST_CASE("artifact: is hashed as the statement about it names it") {
  const auto key = testing::VirtualSigstore().policy(/*keyed=*/true).key;
  const auto hash = [&](std::string_view digests) {
    Bundle bundle;
    bundle.content = DsseEnvelope{
        .payload = to_bytes(fmt::format(
            R"({{"_type":"https://in-toto.io/Statement/v1","subject":[{{"digest":{}}}]}})",
            digests)),
        .payload_type = std::string(kInTotoPayloadType),
        .signature = {},
        .key_id = ""};
    return needs_of(bundle, *key).hash;
  };
  const std::string sha256 = fmt::format(R"("sha256":"{:064}")", 0);
  const std::string sha384 = fmt::format(R"("sha384":"{:096}")", 0);
  const std::string sha512 = fmt::format(R"("sha512":"{:0128}")", 0);
  CHECK(hash("{" + sha256 + "}") == crypto::HashAlgorithm::kSha256);
  CHECK(hash("{" + sha512 + "," + sha256 + "}") == crypto::HashAlgorithm::kSha256);
  CHECK(hash("{" + sha512 + "}") == crypto::HashAlgorithm::kSha512);
  CHECK(hash("{" + sha384 + "}") == crypto::HashAlgorithm::kSha384);
  CHECK(hash(R"({"sha1":"00"})") == crypto::HashAlgorithm::kSha256);
  CHECK(hash("no JSON") == crypto::HashAlgorithm::kSha256);
}

TEST_CASE(
    "artifact: is known by its beginning when it may be what an envelope's signature covers") {
  CHECK(read_pieces({"DSSEv1 "}).begins_as_pae);
  CHECK(read_pieces({"D", "SSEv", "1 2"}).begins_as_pae);
  CHECK(read_pieces({to_string(encode_pae(kInTotoPayloadType, as_bytes("{}")))}).begins_as_pae);
  CHECK(read_pieces({"DSSEv1 x"}, {.content = true}).begins_as_pae);
  for (const char* other :
       {"", "D", "DSSEv1", "DSSEv1\n", "DSSEv2 ", " DSSEv1 ", "dssev1 ", "xDSSEv1 "}) {
    CAPTURE(other);
    CHECK(!read_pieces({other}).begins_as_pae);
  }
}
