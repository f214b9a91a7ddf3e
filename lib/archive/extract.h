// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// DirectoryExtractor: writes the entries of an archive below a directory.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "archive/entry_handler.h"
#include "base/io/fd.h"
#include "base/io/sync.h"

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
  /// Makes everything durable (fsync of every file and directory, and of `also`). Call once, at the
  /// end.
  Status finish(std::span<const SyncItem> also = {});

 private:
  Status enter_parent(const CanonicalPath& path);
  Status make_directory(const Entry& entry);
  Status make_file(const Entry& entry);
  void start_writing();
  Status sync_files(std::span<const SyncItem> also);

  int root_;
  UniqueFd parent_;          ///< the directory at parent_path_, where the last entry was made
  std::string parent_path_;  ///< with its final "/"; empty for the root
  std::vector<std::pair<UniqueFd, CanonicalPath>> files_;  ///< written or to be synced with them
  std::vector<CanonicalPath> directories_;                 ///< made, not yet synced
  bool in_file_ = false;                                   ///< content for files_.back() may come
};

}  // namespace igp::archive
