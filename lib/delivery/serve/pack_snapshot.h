// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// PackSnapshot: a pack as it is served. Bytes, digest and headers belong together and never change.
#pragma once

#include <optional>
#include <string>

#include "base/diag.h"
#include "crypto/digest.h"
#include "delivery/serve/pack_files.h"
#include "http/server/message.h"

namespace igp::delivery {

/// One representation with everything that its answers need.
struct Entity {
  std::string etag;
  std::int64_t last_modified = 0;  ///< seconds since 1970
  http::SharedText body;
  http::SharedText head_200;
  http::SharedText head_304;
};

struct PackSnapshot {
  crypto::Digest digest;  ///< SHA-256 of the tar, computed here
  Entity pack;
  std::optional<Entity> attestation;
};

/// A tar and its SHA-256, made from these very bytes and only once: they are many.
class HashedTar {
 public:
  explicit HashedTar(std::string bytes)
      : bytes_(std::move(bytes)), sha256_(crypto::digest_of(as_bytes(bytes_))) {}

  [[nodiscard]] const std::string& bytes() const& { return bytes_; }
  [[nodiscard]] std::string bytes() && { return std::move(bytes_); }
  [[nodiscard]] const crypto::Digest& sha256() const { return sha256_; }

 private:
  std::string bytes_;
  crypto::Digest sha256_;
};

/// What a snapshot is made from.
struct SnapshotInput {
  HashedTar tar;
  std::int64_t tar_modified = 0;
  std::optional<std::string> bundle;  ///< exact bytes of signing/cosign.bundle.json
  std::int64_t bundle_modified = 0;
  bool inline_bundle = false;  ///< put the bundle into X-Cosign-Bundle, where it fits
};

/// Fails with kDigestMismatch when the tar is not the one that `manifest` names, and
/// kManifestInvalid when that cannot be told.
Status check_manifest(std::string_view manifest, const HashedTar& tar);

/// Prepares all headers of the contract. An inline bundle that does not fit into
/// kInlineBundleBytes is left out and `diag` told.
PackSnapshot make_snapshot(std::string_view pack_id, SnapshotInput input, Diag& diag);

}  // namespace igp::delivery
