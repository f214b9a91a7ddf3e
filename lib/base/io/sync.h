// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Making files durable.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"

namespace igp {

/// An open file or directory and its name for messages.
struct SyncItem {
  int fd = -1;
  std::string_view path;
};

/// Makes every item durable: all with one syncfs(2) when the system has little to write, else each
/// with fsync(2), several at a time when the disk is slow: one that is busy with others' writes
/// keeps each of them waiting, but not one longer than all together. Directories that their file
/// system cannot sync are left to its care. Fails with kIo.
Status sync_all(std::span<const SyncItem> items);

/// What the system has yet to write to its disks, in KiB, by the text of /proc/meminfo; nothing
/// when that does not say.
std::optional<std::uint64_t> unwritten_kib(std::string_view meminfo);

}  // namespace igp
