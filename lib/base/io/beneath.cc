// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>

namespace igp {
namespace {

constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// -1 and errno on failure; ENOSYS or EPERM (a sandbox's filter) when the call itself is missing.
int openat2(int root, const char* path, int flags, mode_t mode) {
  open_how how{};
  how.flags = static_cast<unsigned>(flags);
  how.mode = mode;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  return static_cast<int>(::syscall(SYS_openat2, root, path, &how, sizeof(how)));
}

int open_stepwise(int root, std::string_view path, int flags, mode_t mode) {
  UniqueFd directory;
  for (;;) {
    const int at = directory.valid() ? directory.get() : root;
    const std::size_t slash = path.find('/');
    const std::string component(path.substr(0, slash));
    if (slash == std::string_view::npos) {
      return ::openat(at, component.c_str(), flags | O_NOFOLLOW, mode);
    }
    UniqueFd next(::openat(at, component.c_str(), kOpenDirectory));
    if (!next.valid()) return -1;
    directory = std::move(next);
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

Result<UniqueFd> open_beneath(int root, const CanonicalPath& path, int flags, mode_t mode) {
  flags |= O_CLOEXEC;
  UniqueFd fd(openat2(root, path.str().c_str(), flags, mode));
  if (!fd.valid() && (errno == ENOSYS || errno == EPERM)) {
    fd.reset(open_stepwise(root, path.str(), flags, mode));
  }
  if (!fd.valid()) return Fail(errno_error("open", path.str()));
  return fd;
}

Result<UniqueFd> open_parent_beneath(int root, const CanonicalPath& path) {
  const std::size_t slash = path.str().rfind('/');
  if (slash != std::string::npos) {
    const CanonicalPath parent = IGP_TRY(CanonicalPath::parse(path.str().substr(0, slash)));
    return open_beneath(root, parent, O_RDONLY | O_DIRECTORY);
  }
  UniqueFd fd(::fcntl(root, F_DUPFD_CLOEXEC, 0));
  if (!fd.valid()) return Fail(errno_error("open", "."));
  return fd;
}

}  // namespace igp
