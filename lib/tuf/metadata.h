// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TUF metadata (The Update Framework specification 1.0, section 4): parsing and signatures.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/pubkey.h"

namespace igp::tuf {

/// What a file must be: hashes and length where its describer gave them.
struct FileInfo {
  std::int64_t version = 0;  ///< of metadata; 0 for targets
  std::optional<std::uint64_t> length;
  std::vector<crypto::Digest> hashes;  ///< of known algorithms, in the file's order
  /// Hashes were given but none that we know: nothing may be believed about such a file.
  bool unknown_hashes_only = false;
};

/// A public key that can be used; keys of unknown type or scheme are left out when parsing.
struct Key {
  crypto::PublicKey key;
  crypto::HashAlgorithm hash = crypto::HashAlgorithm::kSha256;
};
using Keys = std::map<std::string, Key, std::less<>>;

/// Who may sign, and how many of them must.
struct Role {
  std::vector<std::string> key_ids;
  std::int64_t threshold = 1;
};

/// What all metadata have.
struct Common {
  std::int64_t version = 0;
  UnixNanos expires = 0;
};

struct Root : Common {
  static constexpr std::string_view kType = "root";
  bool consistent_snapshot = true;
  Keys keys;
  std::map<std::string, Role, std::less<>> roles;  ///< always the four top-level ones
};

struct Timestamp : Common {
  static constexpr std::string_view kType = "timestamp";
  FileInfo snapshot;
};

struct Snapshot : Common {
  static constexpr std::string_view kType = "snapshot";
  std::map<std::string, FileInfo, std::less<>> meta;  ///< by file name, "targets.json"
};

struct DelegatedRole {
  std::string name;
  Role role;
  bool terminating = false;
  std::vector<std::string> paths;
  std::vector<std::string> path_hash_prefixes;

  /// Whether this role is asked about the target `path`.
  [[nodiscard]] bool covers(std::string_view path) const;
};

struct Targets : Common {
  static constexpr std::string_view kType = "targets";
  std::map<std::string, FileInfo, std::less<>> targets;
  Keys delegated_keys;
  std::vector<DelegatedRole> delegations;  ///< in order of priority
};

/// A parsed but not yet verified file: what it says, and the bytes that its signatures are over.
template <class T>
struct Unverified {
  T value;
  std::string signed_bytes;                               ///< canonical form of "signed"
  std::vector<std::pair<std::string, Bytes>> signatures;  ///< by key id, no id twice
};

/// Parse one file; unknown fields are allowed. Fail with kTufMalformed, also on another `_type` or
/// a specification version other than 1.
Result<Unverified<Root>> parse_root(std::string_view text);
Result<Unverified<Timestamp>> parse_timestamp(std::string_view text);
Result<Unverified<Snapshot>> parse_snapshot(std::string_view text);
Result<Unverified<Targets>> parse_targets(std::string_view text);

/// Checks that `role`'s threshold of different keys signed `signed_bytes` (section 4.2.1; a key
/// listed under two ids counts once). Fails with kTufSignature naming `what`.
Status verify_threshold(const std::string& signed_bytes,
                        const std::vector<std::pair<std::string, Bytes>>& signatures,
                        const Keys& keys, const Role& role, std::string_view what);

/// Checks `content` against length and every known hash. Fails with kTufMismatch naming `what`.
Status check_file(const FileInfo& info, std::string_view content, std::string_view what);

}  // namespace igp::tuf
