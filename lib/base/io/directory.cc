// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/directory.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <memory>
#include <vector>

#include "base/hex.h"

namespace igp {
namespace {

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

Result<std::vector<std::string>> names_in(UniqueFd dir, const std::string& name) {
  const std::unique_ptr<DIR, CloseDir> stream(::fdopendir(dir.get()));
  if (!stream) return Fail(errno_error("list", name));
  static_cast<void>(dir.release());  // owned by the stream now
  std::vector<std::string> names;
  for (errno = 0; const dirent* entry = ::readdir(stream.get()); errno = 0) {
    const std::string_view child = entry->d_name;
    if (child != "." && child != "..") names.emplace_back(child);
  }
  if (errno != 0) return Fail(errno_error("list", name));
  return names;
}

}  // namespace

Result<UniqueFd> open_directory(int parent, const std::string& name) {
  UniqueFd fd(::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!fd.valid()) return Fail(errno_error("open directory", name));
  return fd;
}

Status remove_tree(int parent, const std::string& name) {
  if (::unlinkat(parent, name.c_str(), 0) == 0 || errno == ENOENT) return {};
  if (errno != EISDIR && errno != EPERM) return Fail(errno_error("remove", name));
  UniqueFd dir = IGP_TRY(open_directory(parent, name));
  UniqueFd to_list(::fcntl(dir.get(), F_DUPFD_CLOEXEC, 0));
  for (const std::string& child : IGP_TRY(names_in(std::move(to_list), name))) {
    IGP_CHECK(remove_tree(dir.get(), child));
  }
  if (::unlinkat(parent, name.c_str(), AT_REMOVEDIR) != 0 && errno != ENOENT) {
    return Fail(errno_error("remove", name));
  }
  return {};
}

Result<TempDirectory> TempDirectory::create(const std::string& parent, const std::string& prefix,
                                            Rng& rng) {
  for (int attempt = 0; attempt < 16; ++attempt) {
    std::array<std::uint8_t, 8> random{};
    rng.fill(random);
    std::string path = fmt::format("{}/{}{}", parent, prefix, encode_hex(random));
    if (::mkdir(path.c_str(), 0700) != 0) {
      if (errno == EEXIST) continue;
      return Fail(errno_error("create directory", path));
    }
    UniqueFd fd = IGP_TRY(open_directory(AT_FDCWD, path));
    return TempDirectory(std::move(path), std::move(fd));
  }
  return fail(ErrorCode::kIo, "cannot find a free name for a directory in {}", quote(parent));
}

TempDirectory::TempDirectory(TempDirectory&& other) noexcept
    : path_(std::exchange(other.path_, {})), fd_(std::move(other.fd_)) {}

TempDirectory::~TempDirectory() {
  // Nobody can be told here; what stays behind has a name that says whose it was.
  if (!path_.empty()) static_cast<void>(remove_tree(AT_FDCWD, path_));
}

}  // namespace igp
