// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// AtomicFile: a file that appears whole or not at all.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/io/fd.h"
#include "base/result.h"

namespace igp {

/// Written beside its target under a temporary name; commit() makes it durable (fsync of file and
/// directory) and puts it in the target's place with rename(2). Without commit() the target stays
/// as it was and the temporary file is removed, also when the process is killed before commit on
/// file systems with O_TMPFILE.
class AtomicFile {
 public:
  /// Creates missing parent directories. Fails with kIo.
  static Result<AtomicFile> create(std::string target, mode_t mode = 0644);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  Status write(ByteView bytes);
  /// Writes at `offset` without moving the end; for headers known only at the end.
  Status write_at(ByteView bytes, off_t offset);
  Status commit();

  [[nodiscard]] const std::string& target() const { return target_; }

 private:
  AtomicFile(std::string target, std::string temporary, UniqueFd fd)
      : target_(std::move(target)), temporary_(std::move(temporary)), fd_(std::move(fd)) {}

  std::string target_;
  std::string temporary_;  ///< empty while the file has no name
  UniqueFd fd_;
};

/// create + write + commit.
Status write_file_atomically(const std::string& target, std::string_view content, mode_t mode = 0644);

/// mkdir -p. Fails with kIo.
Status make_directories(const std::string& path);

}  // namespace igp
