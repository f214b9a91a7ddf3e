// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/digest_source.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/io/file.h"
#include "pack/build.h"

namespace igp::pack {
namespace {

Result<crypto::Digest> digest_of_directory(const std::string& path, std::int64_t entry_time,
                                           crypto::HashAlgorithm algorithm) {
  const BuildOptions options{.directory = path,
                             .selection = {},
                             .entry_time = entry_time,
                             .algorithm = algorithm,
                             .list_contents = false,
                             .check_rego = {}};
  return IGP_TRY(build_pack(options, [](ByteView) { return Status(); })).digest;
}

}  // namespace

Result<crypto::Digest> digest_of_fd(int fd, const std::string& name,
                                    crypto::HashAlgorithm algorithm, Diag& diag) {
  struct stat st{};
  const bool is_file = ::fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
  const auto total = is_file ? static_cast<std::uint64_t>(st.st_size) : 0;
  if (is_file) static_cast<void>(::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL));
  crypto::Hasher hasher(algorithm);
  std::uint64_t done = 0;
  IGP_CHECK(stream_fd(fd, name, [&](ByteView bytes) -> Status {
    hasher.update(bytes);
    diag.progress(name, done += bytes.size(), total);
    return {};
  }));
  return hasher.finish();
}

Result<crypto::Digest> digest_of_path(const std::string& path, std::int64_t entry_time,
                                      crypto::HashAlgorithm algorithm, Diag& diag) {
  const UniqueFd fd = IGP_TRY(open_to_read(path));
  struct stat st{};
  if (::fstat(fd.get(), &st) == 0 && S_ISDIR(st.st_mode)) {
    return digest_of_directory(path, entry_time, algorithm);
  }
  return digest_of_fd(fd.get(), path, algorithm, diag);
}

}  // namespace igp::pack
