// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// PackFiles: where a pack's files are, by its id.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace igp::delivery {

/// The two roots that `pack` and `sign` write into.
struct PackRoots {
  std::string dist = "dist";            ///< <dist>/policy-pack/<version>/policy-pack-<version>.tar
  std::string contracts = "contracts";  ///< <contracts>/policy-pack/<version>/
};

/// The paths of one pack. Its id is "policy-pack-<version>"; the version is a single path component
/// of letters, digits, ".", "_" and "-" that starts with a letter or digit.
struct PackFiles {
  std::string id;
  std::string source;  ///< the pack's directory
  std::string tar;
  std::string manifest;
  std::string bundle;

  /// Nothing when `id` has not that form.
  static std::optional<PackFiles> of(std::string_view id, const PackRoots& roots);
};

/// The ids of all packs that have a directory below the contracts root, sorted.
std::vector<std::string> list_packs(const PackRoots& roots);

}  // namespace igp::delivery
