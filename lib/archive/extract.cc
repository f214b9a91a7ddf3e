// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/extract.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/io/beneath.h"
#include "base/io/file.h"

namespace igp::archive {
namespace {

std::string name_of(const CanonicalPath& path) {
  return path.str().substr(path.str().rfind('/') + 1);
}

Status sync(int fd, const std::string& path) {
  // Some file systems cannot sync directories; the data is in their care then.
  if (::fsync(fd) != 0 && errno != EINVAL) return Fail(errno_error("sync", path));
  return {};
}

}  // namespace

Status DirectoryExtractor::on_entry(const Entry& entry) {
  file_.reset();
  const UniqueFd parent = IGP_TRY(open_parent_beneath(root_, entry.path));
  IGP_CHECK(entry.is_directory ? make_directory(parent.get(), entry)
                               : make_file(parent.get(), entry));
  paths_.push_back(entry.path);
  return {};
}

Status DirectoryExtractor::make_directory(int parent, const Entry& entry) {
  const std::string name = name_of(entry.path);
  if (::mkdirat(parent, name.c_str(), 0755) != 0) {
    return Fail(errno_error("create directory", entry.path.str()));
  }
  const UniqueFd fd(
      ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!fd.valid() || ::fchmod(fd.get(), 0755) != 0) {
    return Fail(errno_error("set the mode of", entry.path.str()));
  }
  return {};
}

Status DirectoryExtractor::make_file(int parent, const Entry& entry) {
  const mode_t mode = entry.is_executable ? 0755 : 0644;
  file_.reset(::openat(parent, name_of(entry.path).c_str(),
                       O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!file_.valid()) return Fail(errno_error("create", entry.path.str()));
  if (::fchmod(file_.get(), mode) != 0) {
    return Fail(errno_error("set the mode of", entry.path.str()));
  }
  return {};
}

Status DirectoryExtractor::on_data(ByteView bytes) {
  if (!file_.valid()) return fail(ErrorCode::kInternal, "archive content without a file");
  return write_all(file_.get(), paths_.back().str(), bytes);
}

Status DirectoryExtractor::finish() {
  file_.reset();
  // All writing is started before any of it is waited for: then the first fsync commits the journal
  // for everything, where one file after the other would cost a commit each.
  for (const CanonicalPath& path : paths_) {
    const UniqueFd fd = IGP_TRY(open_beneath(root_, path, O_RDONLY));
    // Only a hint, refused for directories and by some file systems; fsync below decides.
    static_cast<void>(::sync_file_range(fd.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
  }
  for (const CanonicalPath& path : paths_) {
    const UniqueFd fd = IGP_TRY(open_beneath(root_, path, O_RDONLY));
    IGP_CHECK(sync(fd.get(), path.str()));
  }
  return sync(root_, ".");
}

}  // namespace igp::archive
