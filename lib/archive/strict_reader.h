// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// StrictReader: reads exactly the archives that GnuTarWriter writes, as a stream.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/entry_handler.h"
#include "archive/gnu_header.h"
#include "archive/tree_order.h"

namespace igp::archive {

/// A push parser: feed() the archive's bytes in any pieces, then finish().
///
/// Accepted means: writing the entries again gives the same bytes. Each header must be what
/// encode_header() makes of its own fields; long names stand in an 'L' entry only when they need
/// one; all entries have one time, files mode 0644 or 0755, directories 0755; names begin with
/// "./"; the order is TreeOrder's; padding and the end of the archive are zeros and nothing follows
/// them. So no two readers can see different things in an accepted archive.
///
/// Fails with kArchiveUnsafe (links, devices, names that escape or collide), kArchiveMalformed
/// (anything else that is not canonical) or kLimitExceeded. After a failure the reader is unusable.
class StrictReader {
 public:
  /// `handler` must outlive the reader. `leading` as in TreeOrder.
  StrictReader(EntryHandler& handler, std::vector<std::string> leading, ArchiveLimits limits = {});

  Status feed(ByteView bytes);
  /// No more bytes come. Fails with kArchiveMalformed when the archive is not complete.
  Status finish();

  [[nodiscard]] std::size_t entries() const { return entries_; }

 private:
  enum class State : std::uint8_t { kHeader, kLongName, kContent, kEnd };

  Status take(ByteView& bytes);
  Status take_block(ByteView& bytes);
  Status take_content(ByteView& bytes);
  Status on_block();
  Status on_header();
  Status on_long_name_header(const Header& header);
  Status on_long_name_block();
  Status on_entry(Header header);
  Status on_end_block();
  Status check_entry(const Header& header);
  [[nodiscard]] Error malformed(std::string_view reason) const;

  EntryHandler& handler_;
  TreeOrder order_;
  ArchiveLimits limits_;
  State state_ = State::kHeader;
  Block block_{};                    ///< the block being collected
  std::size_t filled_ = 0;           ///< bytes of it that are there
  std::uint64_t offset_ = 0;         ///< bytes of the archive consumed
  std::uint64_t content_left_ = 0;   ///< bytes of the current file still to come
  std::size_t padding_left_ = 0;     ///< zeros after them
  std::string long_name_;            ///< from an 'L' entry, with its NUL and padding until complete
  std::size_t long_name_bytes_ = 0;  ///< its announced size, with NUL
  bool has_long_name_ = false;
  std::optional<std::int64_t> mtime_;  ///< the one time of all entries
  std::size_t entries_ = 0;
  std::uint64_t total_bytes_ = 0;
  std::uint64_t archive_bytes_ = 0;  ///< expected length, known at the first zero block
};

}  // namespace igp::archive
