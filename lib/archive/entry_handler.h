// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// EntryHandler: where the readers of archives put what they have checked.
#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/path_safety.h"
#include "base/result.h"

namespace igp::archive {

/// An entry that a reader has accepted: a regular file or a directory, never anything else.
struct Entry {
  CanonicalPath path;
  bool is_directory = false;
  bool is_executable = false;
  std::uint64_t size = 0;
};

/// Receives entries in archive order. Directories come before what they hold. An error stops the
/// reader and is passed on.
class EntryHandler {
 public:
  virtual ~EntryHandler() = default;
  /// A new entry begins.
  virtual Status on_entry(const Entry& entry) = 0;
  /// The next piece of the current file, of Entry::size bytes in total.
  virtual Status on_data(ByteView bytes) = 0;
};

/// Caps on one archive.
struct ArchiveLimits {
  std::size_t entries = limits::kArchiveEntries;
  std::uint64_t file_bytes = limits::kArchiveFileBytes;
  std::uint64_t total_bytes = limits::kArchiveTotalBytes;
};

}  // namespace igp::archive
