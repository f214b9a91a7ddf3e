// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Making files durable.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace igp {

/// An open file or directory and its name for messages.
struct SyncItem {
  int fd = -1;
  std::string_view path;
};

/// fsync(2) of every item, several at a time when there are many: each waits for the disk to empty
/// its cache, but all that wait together wait once. Directories that their file system cannot sync
/// are left to its care. Fails with kIo.
Status sync_all(std::span<const SyncItem> items);

}  // namespace igp
