// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/gnu_tar_writer.h"

#include <array>

#include "archive/gnu_header.h"

namespace igp::archive {
namespace {

/// The longest run: the end of the archive, when it fills its last record by itself.
constexpr std::array<std::uint8_t, kRecordBytes + 2 * kBlockBytes> kZeros{};

}  // namespace

Status GnuTarWriter::put(ByteView bytes) {
  written_ += bytes.size();
  return sink_(bytes);
}

Status GnuTarWriter::put_zeros(std::size_t count) {
  return count == 0 ? Status() : put(ByteView(kZeros).first(count));
}

Status GnuTarWriter::put_long_name(const std::string& name) {
  IGP_CHECK(put(encode_long_name_header(name.size())));
  IGP_CHECK(put(as_bytes(name)));
  // The stored name ends with a NUL, and its blocks with zeros.
  return put_zeros(1 + padding_after(name.size() + 1));
}

Status GnuTarWriter::begin(const TarEntry& entry) {
  if (missing_ != 0) return fail(ErrorCode::kInternal, "tar entry ends {} bytes early", missing_);
  std::string name = entry.is_directory ? entry.name + '/' : entry.name;
  if (name.size() > kNameFieldBytes) IGP_CHECK(put_long_name(name));
  missing_ = entry.is_directory ? 0 : entry.size;
  padding_ = padding_after(missing_);
  return put(encode_header({.name = std::move(name),
                            .type = entry.is_directory ? TypeFlag::kDirectory : TypeFlag::kRegular,
                            .mode = entry.is_directory || entry.is_executable ? 0755U : 0644U,
                            .size = missing_,
                            .mtime = entry.mtime}));
}

Status GnuTarWriter::data(ByteView bytes) {
  if (bytes.empty()) return {};
  if (bytes.size() > missing_) return fail(ErrorCode::kInternal, "tar entry has too much content");
  missing_ -= bytes.size();
  IGP_CHECK(put(bytes));
  return missing_ == 0 ? put_zeros(padding_) : Status();
}

Status GnuTarWriter::finish() {
  if (missing_ != 0) return fail(ErrorCode::kInternal, "tar entry ends {} bytes early", missing_);
  const std::uint64_t end = written_ + 2 * kBlockBytes;
  return put_zeros(2 * kBlockBytes + (kRecordBytes - end % kRecordBytes) % kRecordBytes);
}

}  // namespace igp::archive
