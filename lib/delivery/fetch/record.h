// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// FetchRecord: what is left in a fetched directory to know it again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "delivery/fetch/unpack.h"

namespace igp::delivery {

/// The content of the file kRecordName. It is a note to ourselves: whoever can write it can write
/// the policies beside it as well.
struct FetchRecord {
  std::string url;     ///< without query
  std::string digest;  ///< of the archive, "sha256:..."
  std::uint64_t size = 0;
  std::string etag;   ///< empty: the server sent none
  std::string trust;  ///< FetchReport::trust at the time
  UnixNanos fetched_at = 0;
  std::vector<PackFile> files;
};

/// JSON with a final newline.
std::string encode_record(const FetchRecord& record);

/// Fails with kFieldInvalid or as parse_json.
Result<FetchRecord> parse_record(std::string_view text);

/// The record in the directory `root`; nothing when there is none that parses.
std::optional<FetchRecord> load_record(int root);

/// Whether the files below `root` are exactly those of the record, to the byte.
bool is_intact(int root, const FetchRecord& record);

}  // namespace igp::delivery
