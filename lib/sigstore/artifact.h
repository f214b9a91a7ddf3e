// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Artifact: what was signed, as far as signing and verifying need it.
#pragma once

#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/pubkey.h"
#include "sigstore/bundle.h"

namespace igp::sigstore {

/// What must be known of an artifact before its signature can be made or checked.
struct ArtifactNeeds {
  crypto::HashAlgorithm hash = crypto::HashAlgorithm::kSha256;
  bool content = false;  ///< pure Ed25519 signs the content itself
};

/// An artifact of any size by its digest, with its content only where a key type needs it.
struct Artifact {
  std::string name;  ///< for reports and errors
  crypto::Digest digest;
  std::optional<Bytes> content;
  /// It begins as the bytes that an envelope's signature covers. A plain signature over such a file
  /// and a signed statement would be the same thing. Not known of a mere digest.
  bool begins_as_pae = false;
};

/// What checking `bundle` with `key` asks for. Without a key the bundle's certificate has it.
ArtifactNeeds needs_of(const Bundle& bundle, const crypto::PublicKey& key);

/// Reads `fd` to its end in constant memory (see ArtifactNeeds::content for the exception, capped
/// by kEd25519BlobBytes). Where it was read before, `before` is what its content must still be.
/// Fails with kIo, kLimitExceeded, or kDigestMismatch when the content has changed.
Result<Artifact> read_artifact(int fd, std::string name, const ArtifactNeeds& needs,
                               const crypto::Digest* before = nullptr);

}  // namespace igp::sigstore
