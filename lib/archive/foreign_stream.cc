// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/foreign_stream.h"

#include "base/utf8.h"

namespace igp::archive {

Result<std::size_t> TailWatch::read(std::span<std::uint8_t> out) {
  const std::size_t got = IGP_TRY(source_(out));
  for (std::size_t i = got; i > 0; --i) {
    if (out[i - 1] == 0) continue;
    used_ = position_ + i;
    break;
  }
  position_ += got;
  return got;
}

Status TailWatch::require_zeros_from(std::uint64_t end) {
  std::array<std::uint8_t, 16 * limits::kKiB> piece;
  while (used_ <= end) {
    if (position_ > end && position_ - end > limits::kArchiveTotalBytes)
      return fail(ErrorCode::kLimitExceeded, "too many bytes after the end of the archive");
    if (IGP_TRY(read(piece)) == 0) return {};
  }
  return fail(ErrorCode::kArchiveMalformed, "data after the end of the archive");
}

ReadHandle::ReadHandle(const LibarchiveApi& api, ByteSource source)
    : api_(api),
      feed_(std::make_unique<Feed>(Feed{.source = std::move(source)})),
      handle_(api.archive_read_new(), api.archive_read_free) {}

la_ssize_t ReadHandle::read_callback(::archive* /*handle*/, void* client, const void** buffer) {
  auto& feed = *static_cast<Feed*>(client);
  auto got = feed.source(feed.piece);
  if (!got) {
    feed.error = std::move(got).error();
    return -1;
  }
  *buffer = feed.piece.data();
  return static_cast<la_ssize_t>(*got);
}

Status ReadHandle::open() {
  if (api_.archive_read_open(handle_.get(), feed_.get(), nullptr, read_callback, nullptr) ==
      ARCHIVE_OK) {
    return {};
  }
  return Fail(failure());
}

Error ReadHandle::failure() const {
  if (feed_->error) return *feed_->error;
  const char* text = api_.archive_error_string(handle_.get());
  return error(ErrorCode::kArchiveMalformed, "{}",
               text == nullptr ? "damaged archive" : escape_for_terminal(text));
}

Expander::Expander(const LibarchiveApi& api, ByteSource source)
    : api_(api),
      input_(std::move(source)),
      handle_(api, [this](std::span<std::uint8_t> out) { return input_.read(out); }) {}

Status Expander::open() {
  // A warning means that libarchive would run an external program instead.
  if (api_.archive_read_support_filter_gzip(handle_.get()) != ARCHIVE_OK ||
      api_.archive_read_support_filter_zstd(handle_.get()) != ARCHIVE_OK ||
      api_.archive_read_support_format_raw(handle_.get()) != ARCHIVE_OK) {
    return fail(ErrorCode::kUnavailable, "libarchive was built without gzip or zstd");
  }
  IGP_CHECK(handle_.open());
  archive_entry* entry = nullptr;
  const int code = api_.archive_read_next_header(handle_.get(), &entry);
  empty_ = code == ARCHIVE_EOF;
  if (!empty_ && code != ARCHIVE_OK) return Fail(handle_.failure());
  return {};
}

Result<std::size_t> Expander::read(std::span<std::uint8_t> out) {
  if (empty_) return 0;
  const la_ssize_t got = api_.archive_read_data(handle_.get(), out.data(), out.size());
  if (got < 0) return Fail(handle_.failure());
  return static_cast<std::size_t>(got);
}

Status Expander::finish() {
  constexpr int kClient = -1;
  const la_int64_t end = api_.archive_filter_bytes(handle_.get(), kClient);
  return input_.require_zeros_from(static_cast<std::uint64_t>(end));
}

}  // namespace igp::archive
