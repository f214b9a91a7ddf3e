// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/sync.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <thread>
#include <vector>

#include "base/io/fd.h"
#include "base/io/file.h"
#include "base/limits.h"

namespace igp {
namespace {

/// What any disk writes while one looks at it.
constexpr std::uint64_t kCalmKib = 1024;
constexpr std::size_t kThreads = 8;
/// A disk that answers faster than this is not worth a thread.
constexpr std::chrono::milliseconds kPatience{1};

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

bool are_on_one_file_system(std::span<const SyncItem> items) {
  std::optional<dev_t> device;
  for (const SyncItem& item : items) {
    struct stat st{};
    if (::fstat(item.fd, &st) != 0 || device.value_or(st.st_dev) != st.st_dev) return false;
    device = st.st_dev;
  }
  return device.has_value();
}

/// Whether writing everybody's files is as quick as writing one's own.
bool are_disks_calm() {
  const auto meminfo = read_file("/proc/meminfo", limits::kMiB);
  if (!meminfo) return false;
  const auto unwritten = unwritten_kib(*meminfo);
  return unwritten && *unwritten <= kCalmKib;
}

/// The kibibytes in the line of /proc/meminfo that starts with `name`.
std::optional<std::uint64_t> kibibytes(std::string_view meminfo, std::string_view name) {
  const std::size_t at = meminfo.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = meminfo.substr(at + name.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (problem != std::errc()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::uint64_t> unwritten_kib(std::string_view meminfo) {
  const auto dirty = kibibytes(meminfo, "\nDirty:");
  const auto on_their_way = kibibytes(meminfo, "\nWriteback:");
  if (!dirty || !on_their_way) return std::nullopt;
  return *dirty + *on_their_way;
}

Status sync_all(std::span<const SyncItem> items) {
  // Each fsync empties the disk's cache; this does it once, but writes what others have changed as
  // well. When it fails, fsync knows whether one of these files is concerned, and which.
  if (items.size() > 1 && are_on_one_file_system(items) && are_disks_calm() &&
      ::syncfs(items.front().fd) == 0) {
    return {};
  }
  Syncer syncer(items);
  const auto start = std::chrono::steady_clock::now();
  syncer.sync_next();
  std::vector<std::jthread> helpers;
  if (std::chrono::steady_clock::now() - start > kPatience) {
    while (helpers.size() + 2 < std::min(kThreads, items.size())) {
      helpers.emplace_back([&] { syncer.sync_rest(); });
    }
  }
  syncer.sync_rest();
  helpers.clear();  // joins
  return syncer.outcome();
}

}  // namespace igp
