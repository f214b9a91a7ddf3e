// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Archives made by other tools: tar in any dialect, plain or compressed with gzip or zstd, read
// through libarchive under the same safety rules as canonical ones.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "archive/entry_handler.h"

namespace igp::archive {

/// Fills the span with the next bytes of the archive and returns how many; 0 at its end.
using ByteSource = std::function<Result<std::size_t>(std::span<std::uint8_t>)>;

struct ForeignOptions {
  ArchiveLimits limits;
  /// Accept "/data.json" as "data.json": `opa build` writes such names. Only for archives that are
  /// never extracted to disk.
  bool strip_leading_slash = false;
};

/// Hands every file and directory of the archive to `handler`; directories that the archive does
/// not list are made up before what they hold. Fails with kArchiveUnsafe for links, devices, sparse
/// files, names that escape, have control characters or collide, and duplicates; with
/// kArchiveMalformed for damage, kLimitExceeded for size (also that of a compressed archive once
/// expanded), kUnavailable without libarchive.
Status read_foreign(const ByteSource& source, EntryHandler& handler,
                    const ForeignOptions& options = {});

/// A file held in memory.
struct MemoryFile {
  CanonicalPath path;
  std::string content;
};

/// The files of an archive in memory (a bundle given to opa-eval), in archive order.
Result<std::vector<MemoryFile>> read_foreign_files(ByteView archive, const ForeignOptions& options);

/// Whether `head`, the first 512 bytes of a file, looks like an archive that read_foreign reads.
bool looks_like_archive(ByteView head);

}  // namespace igp::archive
