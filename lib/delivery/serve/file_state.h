// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// FileState: what stat(2) says of a file, to see cheaply whether it changed.
#pragma once

#include <sys/types.h>

#include <string>

#include "base/clock.h"

namespace igp::delivery {

/// Equal states mean an unchanged file, but for changes in quick succession: the
/// kernel's file times advance in steps.
struct FileState {
  bool exists = false;
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  UnixNanos modified = 0;
  UnixNanos changed = 0;

  friend bool operator==(const FileState&, const FileState&) = default;
  /// Whether a later change is sure to give another state, seen at `now`.
  [[nodiscard]] bool settled(UnixNanos now) const;
};

/// The state of the file at `path`; links are followed. Not existing is a state, not an error.
FileState file_state(const std::string& path);

}  // namespace igp::delivery
