// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// DirectoryExtractor: writes the entries of an archive below a directory.
#pragma once

#include <vector>

#include "archive/entry_handler.h"
#include "base/io/fd.h"

namespace igp::archive {

/// Files get mode 0644 or 0755 and directories 0755, whatever the umask; nothing that exists is
/// ever opened or replaced, and no link is followed. Give it an empty directory that nobody else
/// can write to, and throw that directory away after any failure: what was written until then
/// stays. Fails with kIo.
class DirectoryExtractor final : public EntryHandler {
 public:
  /// `root` must stay open for the extractor's life.
  explicit DirectoryExtractor(int root) : root_(root) {}

  Status on_entry(const Entry& entry) override;
  Status on_data(ByteView bytes) override;
  /// Makes everything durable (fsync of every file and directory). Call once, at the end.
  Status finish();

 private:
  Status make_directory(int parent, const Entry& entry);
  Status make_file(int parent, const Entry& entry);

  int root_;
  UniqueFd file_;                     ///< the file being written
  std::vector<CanonicalPath> paths_;  ///< everything written
};

}  // namespace igp::archive
