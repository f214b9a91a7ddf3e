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
/// Starting a thread takes as long as a fast disk takes for a few items.
constexpr std::size_t kItemsPerThread = 4;

/// Syncs items one after the other, for several threads at a time.
class Syncer {
 public:
  explicit Syncer(std::span<const SyncItem> items) : items_(items), problems_(items.size()) {}

  /// False when there is nothing left.
  bool sync_next() {
    const std::size_t i = next_++;
    if (i >= items_.size()) return false;
    // Some file systems cannot sync directories; they are in their care then.
    if (::fsync(items_[i].fd) != 0 && errno != EINVAL) problems_[i] = errno;
    return true;
  }
  void sync_rest() {
    while (sync_next()) continue;
  }

  [[nodiscard]] Status outcome() const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (problems_[i] == 0) continue;
      errno = problems_[i];
      return Fail(errno_error("sync", items_[i].path));
    }
    return {};
  }

 private:
  std::span<const SyncItem> items_;
  std::atomic<std::size_t> next_ = 0;
  std::vector<int> problems_;
};

}  // namespace

Status sync_all(std::span<const SyncItem> items) {
  Syncer syncer(items);
  // The first one makes a journal write what all of them changed.
  syncer.sync_next();
  std::vector<std::jthread> helpers;
  while (helpers.size() + 1 < std::min(kThreads, items.size() / kItemsPerThread)) {
    helpers.emplace_back([&] { syncer.sync_rest(); });
  }
  syncer.sync_rest();
  helpers.clear();  // joins
  return syncer.outcome();
}

}  // namespace igp
