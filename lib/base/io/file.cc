// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <memory>

namespace igp {
namespace {

/// Small enough for malloc to take it from the heap, where the next one finds its pages again.
constexpr std::size_t kPiece = 64 * 1024;

/// read(2) that is not disturbed by signals; 0 at end of file.
Result<std::size_t> read_some(int fd, std::string_view name, void* buffer, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(fd, buffer, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return Fail(errno_error("read", name));
  }
}

}  // namespace

Result<UniqueFd> open_to_read(const std::string& path) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) return Fail(errno_error("open", path));
  return fd;
}

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const UniqueFd fd = IGP_TRY(open_to_read(path));
  return read_fd(fd.get(), path, max_bytes);
}

Result<std::string> read_fd(int fd, std::string_view name, std::size_t max_bytes) {
  const auto too_large = [&] {
    return fail(ErrorCode::kLimitExceeded, "{} holds more than {} bytes", quote(name), max_bytes);
  };
  std::string out;
  struct stat st{};
  if (::fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
    if (static_cast<std::size_t>(st.st_size) > max_bytes) return too_large();
    out.reserve(static_cast<std::size_t>(st.st_size) + 1);  // one more to see the end
  } else {
    out.reserve(4096);
  }
  for (;;) {
    const std::size_t old_size = out.size();
    if (old_size == out.capacity()) out.reserve(2 * old_size);
    out.resize(out.capacity());
    const std::size_t got =
        IGP_TRY(read_some(fd, name, out.data() + old_size, out.size() - old_size));
    out.resize(old_size + got);
    if (out.size() > max_bytes) return too_large();
    if (got == 0) return out;
  }
}

Result<std::uint64_t> stream_fd(int fd, std::string_view name, const ByteSink& sink) {
  const auto buffer = std::make_unique_for_overwrite<std::uint8_t[]>(kPiece);
  std::uint64_t total = 0;
  for (;;) {
    const std::size_t got = IGP_TRY(read_some(fd, name, buffer.get(), kPiece));
    if (got == 0) return total;
    IGP_CHECK(sink(ByteView(buffer.get(), got)));
    total += got;
  }
}

Status write_all(int fd, std::string_view name, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno != EINTR) return Fail(errno_error("write", name));
    if (put > 0) bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return {};
}

}  // namespace igp
