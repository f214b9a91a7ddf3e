// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Comparing files with the digests they should have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diag.h"
#include "pack/digest_list.h"
#include "pack/manifest.h"

namespace igp::pack {

/// One comparison.
struct CheckedDigest {
  enum class Outcome : std::uint8_t { kMatches, kDiffers, kUnreadable };
  std::string path;
  Outcome outcome = Outcome::kDiffers;
  std::string problem;  ///< why it is unreadable
};

/// What must be compared to check the list or manifest `text`, read from the file `name`. A
/// manifest (an object in JSON) yields the files it lists, taken from its own directory, and the
/// tar: `tar`, or when that is empty the tar that its directory would give. Fails as
/// parse_digest_list and parse_manifest.
Result<std::vector<ExpectedDigest>> expected_digests(std::string_view text, const std::string& name,
                                                     const std::string& tar);

/// Reads and compares every file; `entry_time` as in digest_of_path.
std::vector<CheckedDigest> check_digests(const std::vector<ExpectedDigest>& expected,
                                         std::int64_t entry_time, Diag& diag);

}  // namespace igp::pack
