// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Directories handled by descriptor, so that nobody can swap a path under our feet.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/io/fd.h"
#include "base/result.h"

namespace igp {

/// Opens a directory itself, never through a final symbolic link. Fails with kFileNotFound or kIo.
Result<UniqueFd> open_directory(int parent, const std::string& name);

/// Removes `name` below `parent` with everything in it, following no link. No error if it is absent.
Status remove_tree(int parent, const std::string& name);

/// A fresh directory (mode 0700), removed with its content unless release() is called.
class TempDirectory {
 public:
  /// Created in the existing directory `parent` as `prefix` + random letters.
  static Result<TempDirectory> create(const std::string& parent, const std::string& prefix, Rng& rng);

  TempDirectory(TempDirectory&& other) noexcept;
  TempDirectory& operator=(TempDirectory&&) = delete;
  ~TempDirectory();

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] int fd() const { return fd_.get(); }
  /// Keeps the directory; returns its path.
  std::string release() { return std::exchange(path_, {}); }

 private:
  TempDirectory(std::string path, UniqueFd fd) : path_(std::move(path)), fd_(std::move(fd)) {}
  std::string path_;
  UniqueFd fd_;
};

}  // namespace igp
