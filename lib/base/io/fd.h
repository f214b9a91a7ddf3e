// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// UniqueFd: an open file descriptor with an owner.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace igp {

/// Closes its descriptor when it goes.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    if (this != &other) reset(std::exchange(other.fd_, -1));
    return *this;
  }
  UniqueFd(const UniqueFd&) = delete;
  UniqueFd& operator=(const UniqueFd&) = delete;
  ~UniqueFd() { reset(); }

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool valid() const { return fd_ >= 0; }
  [[nodiscard]] int release() { return std::exchange(fd_, -1); }
  void reset(int fd = -1) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
  }

 private:
  int fd_ = -1;
};

/// The error of a failed system call on `path`: "cannot <what> 'path': <strerror>". ENOENT and
/// ENOTDIR become kFileNotFound, everything else kIo. Call before errno changes.
inline Error errno_error(std::string_view what, std::string_view path) {
  const int cause = errno;
  const auto code = cause == ENOENT || cause == ENOTDIR ? ErrorCode::kFileNotFound : ErrorCode::kIo;
  return error(code, "cannot {} {}: {}", what, quote(path), std::strerror(cause));
}

}  // namespace igp
