// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Building a pack: source directory to tar and manifest, in one pass.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/io/file.h"
#include "base/result.h"
#include "crypto/digest.h"
#include "pack/layout.h"
#include "pack/manifest.h"
#include "pack/source_tree.h"

namespace igp::pack {

/// Says whether a Rego module parses; `path` is the file's name in the error's location.
using RegoCheck = std::function<Status(const std::string& path, std::string_view source)>;

struct BuildOptions {
  std::string directory;  ///< the pack's source
  Selection selection;
  std::int64_t entry_time = kDefaultEntryTime;  ///< of every entry, seconds since the epoch
  crypto::HashAlgorithm algorithm = crypto::HashAlgorithm::kSha256;  ///< of the tar's digest
  bool list_contents = true;  ///< hash the files one by one too
  RegoCheck check_rego;       ///< called for every file named *.rego, if set
};

/// What a build yielded.
struct BuiltPack {
  crypto::Digest digest;  ///< of the tar
  std::uint64_t size = 0;
  std::vector<ManifestFile> contents;  ///< empty unless asked for
};

/// Streams the tar of the source to `out`. Every byte is read once and goes into the digest of its
/// file and into that of the tar on the way; only Rego files are held in memory. Fails as
/// walk_source, with what check_rego says, or with kPackSourceChanged when a file changes while it
/// is read.
Result<BuiltPack> build_pack(const BuildOptions& options, const ByteSink& out);

/// Where a pack's products stand.
struct PackFiles {
  std::string tar;
  std::string manifest;  ///< updated, must exist; empty: none
};

/// Builds and puts tar and manifest in place, each whole or not at all. After any error both are
/// what they were. Fails as build_pack, and with kUsage when a product's place is in the tar, where
/// the next build would pack it.
Result<BuiltPack> write_pack(const BuildOptions& options, const PackFiles& files);

/// What differs from a rebuild; empty when nothing does.
struct Drift {
  BuiltPack built;
  std::vector<std::string> differences;  ///< one sentence each
};

/// Builds without writing and compares.
Result<Drift> check_pack(const BuildOptions& options, const PackFiles& files);

}  // namespace igp::pack
