// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cstdio>

#include "base/io/file.h"
#include "base/io/sync.h"

namespace igp {
namespace {

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// A name beside `target` that no other process uses.
std::string temporary_name(const std::string& target) {
  static std::atomic<int> counter = 0;
  return fmt::format("{}.tmp.{}.{}", target, ::getpid(), ++counter);
}

Status sync_directory(const std::string& path) {
  const UniqueFd dir(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!dir.valid()) return Fail(errno_error("sync", path));
  return sync_all(std::array{SyncItem{.fd = dir.get(), .path = path}});
}

}  // namespace

Result<AtomicFile> AtomicFile::create(std::string target, mode_t mode) {
  const std::string parent = parent_of(target);
  IGP_CHECK(make_directories(parent));
  UniqueFd unnamed(::open(parent.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mode));
  if (unnamed.valid()) return AtomicFile(std::move(target), {}, std::move(unnamed));
  std::string temporary = temporary_name(target);
  UniqueFd named(
      ::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!named.valid()) return Fail(errno_error("create", temporary));
  return AtomicFile(std::move(target), std::move(temporary), std::move(named));
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      fd_(std::move(other.fd_)) {}

AtomicFile::~AtomicFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Status AtomicFile::write(ByteView bytes) { return write_all(fd_.get(), target_, bytes); }

Status AtomicFile::write_at(ByteView bytes, off_t offset) {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(fd_.get(), bytes.data(), bytes.size(), offset);
    if (put < 0 && errno != EINTR) return Fail(errno_error("write", target_));
    if (put > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(put));
      offset += put;
    }
  }
  return {};
}

Status AtomicFile::commit() {
  IGP_CHECK(sync_all(std::array{SyncItem{.fd = fd_.get(), .path = target_}}));
  if (temporary_.empty()) {
    // rename(2) needs a name: link the unnamed file under a temporary one first.
    std::string name = temporary_name(target_);
    const std::string self = fmt::format("/proc/self/fd/{}", fd_.get());
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      return Fail(errno_error("create", name));
    }
    temporary_ = std::move(name);
  }
  if (::rename(temporary_.c_str(), target_.c_str()) != 0)
    return Fail(errno_error("replace", target_));
  temporary_.clear();
  return sync_directory(parent_of(target_));
}

Status write_file_atomically(const std::string& target, std::string_view content, mode_t mode) {
  AtomicFile file = IGP_TRY(AtomicFile::create(target, mode));
  IGP_CHECK(file.write(as_bytes(content)));
  return file.commit();
}

Status make_directories(const std::string& path) {
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    const std::string prefix = path.substr(0, end);
    if (::mkdir(prefix.c_str(), 0777) == 0 || errno == EEXIST) continue;
    // A parent that exists but may not be written (EROFS, EACCES) is no obstacle by itself.
    struct stat st{};
    const int cause = errno;
    if (::stat(prefix.c_str(), &st) == 0 && S_ISDIR(st.st_mode)) continue;
    errno = cause;
    return Fail(errno_error("create directory", prefix));
  }
  return {};
}

}  // namespace igp
