// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The flags that say what stands behind certificates, logs and timestamps.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "cli/command.h"
#include "cli/groups/http.h"
#include "sigstore/trust_root.h"
#include "tuf/cached.h"

namespace igp::cli {

/// A trust root, and where it is from.
struct LoadedRoot {
  sigstore::TrustRoot root;
  std::string source;                ///< "built-in", "file", "single-keys" or "tuf"
  std::string name = {};             ///< the file or the repository's URL
  std::optional<UnixNanos> as_of{};  ///< when it was last known to be current
};

/// What loading a trust root may touch.
struct TrustHost {
  const Runtime& runtime;
  const HttpFlags& http;  ///< for --online
  Diag& diag;             ///< is warned of old roots
};

/// --trusted-root, --ca-roots, --tsa-roots, --rekor-key, --rekor-origin, --ct-key, --online,
/// --tuf-url, --tuf-root. Without any: the public-good instance's root, from the cache of an
/// earlier
/// --online when that still verifies, else the built-in one. Only --online makes a socket.
class TrustRootFlags {
 public:
  void describe(FlagSet& flags);

  /// Refuses contradictions, whether or not a root is needed. Fails with kUsage.
  [[nodiscard]] Status check() const;

  /// Reading a root costs more than checking a signature, so call it only for bundles that need
  /// one. An old root is a warning, never an error: old bundles stay verifiable. Fails as
  /// parse_trust_root, make_private_root and tuf::refresh_target; kTufMissing when nothing is
  /// cached of a repository that the flags name.
  [[nodiscard]] Result<LoadedRoot> load(const TrustHost& host) const;

 private:
  [[nodiscard]] bool has_single_keys() const;
  [[nodiscard]] bool names_repository() const { return !tuf_url_.empty() || !tuf_root_.empty(); }
  [[nodiscard]] Result<LoadedRoot> load_single_keys() const;
  [[nodiscard]] Result<LoadedRoot> load_file() const;
  [[nodiscard]] Result<LoadedRoot> load_repository(const TrustHost& host) const;
  struct Repository;
  static Result<tuf::TrustedTarget> refresh(Repository& repository, const TrustHost& host);
  /// From the network or from the cache; nothing when there is no usable cache.
  [[nodiscard]] Result<std::optional<tuf::TrustedTarget>> find_target(Repository& repository,
                                                                      const TrustHost& host) const;

  std::string trusted_root_;
  std::string ca_roots_;
  std::string tsa_roots_;
  std::string rekor_key_;
  std::string rekor_origin_;
  std::string ct_key_;
  bool online_ = false;
  std::string tuf_url_;
  std::string tuf_root_;
};

}  // namespace igp::cli
