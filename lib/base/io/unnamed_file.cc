// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/unnamed_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>

namespace igp {

Result<UniqueFd> open_unnamed_file(const std::string& directory) {
  UniqueFd unnamed(::open(directory.c_str(), O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600));
  if (unnamed.valid()) return unnamed;
  if (errno != EOPNOTSUPP && errno != EISDIR)
    return Fail(errno_error("create a file in", directory));
  // Not every file system has O_TMPFILE: the name lives only between these two calls.
  std::string name = directory + "/.igpack-XXXXXX";
  UniqueFd named(::mkostemp(name.data(), O_CLOEXEC));
  if (!named.valid()) return Fail(errno_error("create a file in", directory));
  if (::unlink(name.c_str()) != 0) return Fail(errno_error("remove", name));
  return named;
}

Result<UniqueFd> open_memory_file() {
  UniqueFd file(::memfd_create("igpack", MFD_CLOEXEC));
  if (!file.valid()) return Fail(errno_error("create", "a file in memory"));
  return file;
}

}  // namespace igp
