// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TreeOrder: the order of entries in a canonical archive, and the names that may not meet in one
// directory.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/path_safety.h"
#include "base/result.h"

namespace igp::archive {

/// Accepts entries in depth-first order: a directory, then what it holds, names ascending by their
/// bytes. At the top the names in `leading` come first, in that order. Holds the names of the
/// directories on the way to the last entry, no more.
class TreeOrder {
 public:
  explicit TreeOrder(std::vector<std::string> leading = {});

  /// Fails with kArchiveUnsafe for a duplicate or a name that differs from a sibling only in letter
  /// case or Unicode form, and with kArchiveMalformed for an entry out of order or without its
  /// directory before it.
  Status add(const CanonicalPath& path, bool is_directory);

 private:
  struct Level {
    std::string directory;                    ///< its name; empty for the top
    std::string last;                         ///< the greatest name so far
    std::map<std::string, std::string> keys;  ///< collision key → name
  };

  Status descend_to(const std::vector<std::string_view>& components, std::string_view path);
  [[nodiscard]] bool is_before(std::string_view a, std::string_view b, bool at_top) const;
  [[nodiscard]] std::size_t rank(std::string_view name) const;

  std::vector<std::string> leading_;
  std::vector<Level> levels_;
};

}  // namespace igp::archive
