// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What a policy pack consists of, and where its parts stand.
#pragma once

#include <array>
#include <string_view>

namespace igp::pack {

/// The parts that are always packed, in the tar's order; only the first must exist.
inline constexpr std::array<std::string_view, 3> kParts = {"opa", "data", "README.md"};

/// Beside the tar, never in it: they hold the tar's digest and signature.
inline constexpr std::array<std::string_view, 2> kNeverPacked = {"manifest.json", "signing"};

/// Time of all entries when none is given: 1980-01-01T00:00:00Z, the earliest that no common
/// archiver warns about.
inline constexpr long kDefaultEntryTime = 315532800;

}  // namespace igp::pack
