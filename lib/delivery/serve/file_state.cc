// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/file_state.h"

#include <sys/stat.h>

#include <algorithm>

namespace igp::delivery {
namespace {

/// Longer than the tick of the slowest kernel (CONFIG_HZ=100).
constexpr UnixNanos kSettleTime = 50'000'000;

UnixNanos to_nanos(const timespec& time) { return time.tv_sec * kNanosPerSecond + time.tv_nsec; }

}  // namespace

bool FileState::settled(UnixNanos now) const {
  return !exists || now > std::max(modified, changed) + kSettleTime;
}

FileState file_state(const std::string& path) {
  struct stat st{};
  if (::stat(path.c_str(), &st) != 0) return {};
  return {.exists = true,
          .device = st.st_dev,
          .inode = st.st_ino,
          .size = st.st_size,
          .modified = to_nanos(st.st_mtim),
          .changed = to_nanos(st.st_ctim)};
}

}  // namespace igp::delivery
