// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// SourceTree: the files of a pack's directory that go into its tar, in the tar's order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/io/fd.h"
#include "base/limits.h"
#include "base/path_safety.h"
#include "base/result.h"

namespace igp::pack {

/// Which names of the source directory are packed.
struct Selection {
  /// Globs for further names at the top, beside the parts every pack has.
  std::vector<std::string> include;
  /// Globs for what is left out: with a slash they match the whole path, else the last name.
  std::vector<std::string> exclude;
};

/// Receives what the walk finds; an error stops it and is passed on.
class SourceVisitor {
 public:
  virtual ~SourceVisitor() = default;
  virtual Status on_directory(const CanonicalPath& path) = 0;
  /// `fd` is open for reading at the file's beginning.
  virtual Status on_file(const CanonicalPath& path, int fd) = 0;
};

/// Whether a file at `path`, relative to the source, would be among what the walk finds.
bool is_selected(const std::string& path, const Selection& selection);

/// Walks the directory `root`, depth first, names ascending by their bytes. Handles everything by
/// descriptor, so that a path swapped during the walk cannot lead elsewhere. Finds `max_entries`
/// files and directories at most.
///
/// Fails with kPackSourceInvalid for links, devices, sockets, fifos, names that no canonical
/// archive may hold, siblings that differ only in letter case or Unicode form, and a missing opa/;
/// with kUsage for an include glob that matches nothing; with kLimitExceeded, kFileNotFound or kIo.
Status walk_source(int root, const Selection& selection, SourceVisitor& visitor,
                   std::size_t max_entries = limits::kArchiveEntries);

}  // namespace igp::pack
