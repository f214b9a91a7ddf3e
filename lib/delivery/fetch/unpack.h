// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Reading a downloaded pack twice: once to decide, once to write.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/io/sync.h"
#include "base/path_safety.h"
#include "crypto/digest.h"

namespace igp::delivery {

/// The file that marks a directory as a fetched pack (record.h). No archive may bring it along.
inline constexpr std::string_view kRecordName = ".igpack";

enum class ArchiveForm : std::uint8_t {
  kCanonical,  ///< as `igpack pack` writes it, to the byte
  kForeign,    ///< tar of another tool, maybe compressed
};

/// A file of a pack.
struct PackFile {
  CanonicalPath path;
  std::uint64_t size = 0;
  crypto::Digest digest;
};

/// An archive whose every entry has been read and found safe.
struct CheckedArchive {
  ArchiveForm form = ArchiveForm::kCanonical;
  std::vector<PackFile> files;
};

/// Reads all of `fd` and writes nothing. A canonical archive must have a policy in opa/; with
/// `allow_foreign` any archive that read_foreign accepts and that has a file will do. Fails as
/// pack::PackReader and read_foreign.
Result<CheckedArchive> check_archive(int fd, bool allow_foreign);

/// Writes the archive's entries below the empty directory `root` and makes them durable, `also`
/// included. Checks everything again, since it is the same code.
Status extract_archive(int fd, ArchiveForm form, int root, std::span<const SyncItem> also);

}  // namespace igp::delivery
