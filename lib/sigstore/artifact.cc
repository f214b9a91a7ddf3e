// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/artifact.h"

#include <algorithm>

#include "base/io/file.h"
#include "base/limits.h"
#include "crypto/verifier.h"
#include "sigstore/dsse.h"
#include "sigstore/statement.h"

namespace igp::sigstore {

namespace {

/// The hash by which a statement names its subjects: SHA-256, unless it only uses another, as npm's
/// do. Nothing is verified yet, and nothing but the choice among good hashes depends on it.
crypto::HashAlgorithm subject_hash(const DsseEnvelope& envelope) {
  using enum crypto::HashAlgorithm;
  const auto statement = parse_statement(as_text(envelope.payload));
  if (!statement) return kSha256;
  for (const crypto::HashAlgorithm hash : {kSha256, kSha512, kSha384}) {
    if (std::ranges::find(statement->subjects, hash, &crypto::Digest::algorithm) !=
        statement->subjects.end()) {
      return hash;
    }
  }
  return kSha256;
}

}  // namespace

ArtifactNeeds needs_of(const Bundle& bundle, const crypto::PublicKey& key) {
  // An envelope carries its content; the artifact is one of its subjects.
  if (bundle.dsse() != nullptr) return {.hash = subject_hash(*bundle.dsse())};
  ArtifactNeeds needs{.hash = key.default_hash(), .content = !crypto::verifies_digests(key)};
  if (bundle.format == BundleFormat::kLegacyCosign) needs.hash = crypto::HashAlgorithm::kSha256;
  if (bundle.message()->digest) needs.hash = bundle.message()->digest->algorithm();
  return needs;
}

Result<Artifact> read_artifact(int fd, std::string name, const ArtifactNeeds& needs,
                               const crypto::Digest* before) {
  crypto::Hasher hasher(needs.hash);
  std::optional<crypto::Hasher> again;
  if (before != nullptr) again.emplace(before->algorithm());
  std::string begin;
  std::optional<Bytes> content;
  if (needs.content) content.emplace();
  const auto take = [&](ByteView piece) -> Status {
    hasher.update(piece);
    if (again) again->update(piece);
    begin += as_text(piece).substr(0, kPaePrefix.size() - begin.size());
    if (!content) return {};
    if (content->size() + piece.size() > limits::kEd25519BlobBytes) {
      return fail(ErrorCode::kLimitExceeded,
                  "{} holds more than the {} bytes that an Ed25519 key can be used with",
                  quote(name), limits::kEd25519BlobBytes);
    }
    content->insert(content->end(), piece.begin(), piece.end());
    return {};
  };
  IGP_CHECK(stream_fd(fd, name, take));
  if (again && again->finish() != *before)
    return fail(ErrorCode::kDigestMismatch, "{} changed while it was verified", quote(name));
  return Artifact{.name = std::move(name),
                  .digest = hasher.finish(),
                  .content = std::move(content),
                  .begins_as_pae = begin == kPaePrefix};
}

}  // namespace igp::sigstore
