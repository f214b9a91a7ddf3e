// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/extract.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/io/beneath.h"
#include "base/io/file.h"

namespace igp::archive {
namespace {

/// Files that wait, open, to be synced together.
constexpr std::size_t kFilesOpen = 256;

std::string name_of(const CanonicalPath& path) {
  return path.str().substr(path.str().rfind('/') + 1);
}

}  // namespace

Status DirectoryExtractor::on_entry(const Entry& entry) {
  start_writing();
  in_file_ = false;
  IGP_CHECK(enter_parent(entry.path));
  return entry.is_directory ? make_directory(entry) : make_file(entry);
}

/// Entries of one directory mostly follow each other: it is opened once for all of them.
Status DirectoryExtractor::enter_parent(const CanonicalPath& path) {
  const std::string directory = path.str().substr(0, path.str().rfind('/') + 1);
  if (parent_.valid() && parent_path_ == directory) return {};
  parent_ = IGP_TRY(open_parent_beneath(root_, path));
  parent_path_ = directory;
  return {};
}

Status DirectoryExtractor::make_directory(const Entry& entry) {
  const std::string name = name_of(entry.path);
  if (::mkdirat(parent_.get(), name.c_str(), 0755) != 0) {
    return Fail(errno_error("create directory", entry.path.str()));
  }
  const UniqueFd fd(
      ::openat(parent_.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!fd.valid() || ::fchmod(fd.get(), 0755) != 0) {
    return Fail(errno_error("set the mode of", entry.path.str()));
  }
  directories_.push_back(entry.path);
  return {};
}

Status DirectoryExtractor::make_file(const Entry& entry) {
  if (files_.size() == kFilesOpen) IGP_CHECK(sync_files({}));
  const mode_t mode = entry.is_executable ? 0755 : 0644;
  UniqueFd fd(::openat(parent_.get(), name_of(entry.path).c_str(),
                       O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!fd.valid()) return Fail(errno_error("create", entry.path.str()));
  if (::fchmod(fd.get(), mode) != 0) {
    return Fail(errno_error("set the mode of", entry.path.str()));
  }
  files_.emplace_back(std::move(fd), entry.path);
  in_file_ = true;
  return {};
}

Status DirectoryExtractor::on_data(ByteView bytes) {
  if (!in_file_) return fail(ErrorCode::kInternal, "archive content without a file");
  return write_all(files_.back().first.get(), files_.back().second.str(), bytes);
}

/// Only a hint, which some file systems refuse: fsync decides.
void DirectoryExtractor::start_writing() {
  if (in_file_) {
    static_cast<void>(::sync_file_range(files_.back().first.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
  }
}

Status DirectoryExtractor::sync_files(std::span<const SyncItem> also) {
  std::vector<SyncItem> items(also.begin(), also.end());
  for (const auto& [fd, path] : files_) items.emplace_back(fd.get(), path.str());
  IGP_CHECK(sync_all(items));
  files_.clear();
  return {};
}

Status DirectoryExtractor::finish(std::span<const SyncItem> also) {
  start_writing();
  in_file_ = false;
  // Directories too, so that all the waiting is done at once.
  for (const CanonicalPath& path : directories_) {
    if (files_.size() >= kFilesOpen) IGP_CHECK(sync_files({}));
    files_.emplace_back(IGP_TRY(open_beneath(root_, path, O_RDONLY | O_DIRECTORY)), path);
  }
  std::vector<SyncItem> last(also.begin(), also.end());
  last.emplace_back(root_, ".");
  return sync_files(last);
}

}  // namespace igp::archive
