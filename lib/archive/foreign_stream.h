// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/archive: the bytes behind a foreign archive, and what follows its end. libarchive
// passes over whatever stands behind the last entry or the last compressed frame; other tools may
// not, and would then unpack something else than was checked.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "archive/foreign_reader.h"
#include "archive/libarchive_api.h"
#include "base/limits.h"

namespace igp::archive {

/// Passes bytes on and remembers where the last one was that is not zero.
class TailWatch {
 public:
  explicit TailWatch(ByteSource source) : source_(std::move(source)) {}

  Result<std::size_t> read(std::span<std::uint8_t> out);

  /// Reads to the end. Fails with kArchiveMalformed when there is a byte other than zero at `end`
  /// or behind it, with kLimitExceeded when there are more than kArchiveTotalBytes zeros.
  Status require_zeros_from(std::uint64_t end);

 private:
  ByteSource source_;
  std::uint64_t position_ = 0;
  std::uint64_t used_ = 0;  ///< one past the last byte that is not zero
};

/// A libarchive handle with its source and the error that the source gave.
class ReadHandle {
 public:
  ReadHandle(const LibarchiveApi& api, ByteSource source);
  ReadHandle(ReadHandle&&) = delete;

  /// Starts reading, after formats and filters have been chosen. Fails as failure().
  Status open();
  [[nodiscard]] ::archive* get() const { return handle_.get(); }
  /// Why the last call failed: the source's error, else libarchive's as kArchiveMalformed.
  [[nodiscard]] Error failure() const;

 private:
  struct Feed {
    ByteSource source;
    std::array<std::uint8_t, 64 * limits::kKiB> piece{};
    std::optional<Error> error;
  };
  static la_ssize_t read_callback(::archive* handle, void* client, const void** buffer);

  const LibarchiveApi& api_;
  std::unique_ptr<Feed> feed_;
  std::unique_ptr<::archive, decltype(LibarchiveApi::archive_read_free)> handle_;
};

/// The content of a gzip or zstd file, or of a plain one as it is.
class Expander {
 public:
  Expander(const LibarchiveApi& api, ByteSource source);

  /// Fails with kUnavailable or as ReadHandle does.
  Status open();
  Result<std::size_t> read(std::span<std::uint8_t> out);
  /// Only zeros follow the compressed content. Call it when read() has returned 0.
  Status finish();

 private:
  const LibarchiveApi& api_;
  TailWatch input_;
  ReadHandle handle_;
  bool empty_ = false;
};

}  // namespace igp::archive
