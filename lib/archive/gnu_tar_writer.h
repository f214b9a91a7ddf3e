// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// GnuTarWriter: archives byte-identical to those of GNU tar 1.34 with --format=gnu --owner=0
// --group=0 --numeric-owner --hard-dereference, written as a stream.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/io/file.h"
#include "base/result.h"

namespace igp::archive {

/// An entry to write.
struct TarEntry {
  std::string name;  ///< as stored, without a directory's final slash: "./opa"
  bool is_directory = false;
  bool is_executable = false;  ///< files only: mode 0755 instead of 0644; directories have 0755
  std::uint64_t size = 0;      ///< 0 for directories
  std::int64_t mtime = 0;      ///< seconds since the epoch
};

/// Use: for each entry begin(), the file's bytes through data(), then finish() once. Errors of the
/// sink are passed on; a wrong sequence of calls or number of bytes is kInternal.
class GnuTarWriter {
 public:
  /// `sink` receives the archive in pieces of at least 512 bytes.
  explicit GnuTarWriter(ByteSink sink) : sink_(std::move(sink)) {}

  /// Writes the entry's header, before it a long-name entry when the name needs one.
  Status begin(const TarEntry& entry);
  /// Content of the current entry, in any number of pieces of its announced size in total.
  Status data(ByteView bytes);
  /// Two zero blocks, and zeros up to a multiple of 10240 bytes.
  Status finish();

  /// Bytes given to the sink so far.
  [[nodiscard]] std::uint64_t written() const { return written_; }

 private:
  Status put(ByteView bytes);
  Status put_zeros(std::size_t count);
  Status put_long_name(const std::string& name);

  ByteSink sink_;
  std::uint64_t written_ = 0;
  std::uint64_t missing_ = 0;  ///< content bytes of the current entry still to come
  std::size_t padding_ = 0;    ///< zeros after them
};

}  // namespace igp::archive
