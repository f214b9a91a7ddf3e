// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/sync.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "base/io/fd.h"

namespace igp {
namespace {

constexpr std::size_t kThreads = 8;

}  // namespace

Status sync_all(std::span<const SyncItem> items) {
  std::vector<int> problems(items.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < items.size(); i = next++) {
      if (::fsync(items[i].fd) != 0 && errno != EINVAL) problems[i] = errno;
    }
  };
  {
    std::vector<std::jthread> helpers;
    while (helpers.size() + 1 < std::min(kThreads, items.size())) helpers.emplace_back(work);
    work();
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (problems[i] == 0) continue;
    errno = problems[i];
    return Fail(errno_error("sync", items[i].path));
  }
  return {};
}

}  // namespace igp
