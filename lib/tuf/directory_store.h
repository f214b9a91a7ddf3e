// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A Store in two directories of the file system.
#pragma once

#include "tuf/client.h"

namespace igp::tuf {

/// Metadata as "<role>.json" in one directory, with the roots so far as "root_history/N.root.json"
/// below it, and targets in another; names percent-encoded. Files are replaced atomically.
class DirectoryStore final : public Store {
 public:
  DirectoryStore(std::string metadata, std::string targets)
      : metadata_(std::move(metadata)), targets_(std::move(targets)) {}

  Result<std::optional<std::string>> load_metadata(std::string_view role) override;
  Status save_metadata(std::string_view role, std::string_view text) override;
  Status remove_metadata(std::string_view role) override;
  Result<std::optional<std::string>> load_root(std::int64_t version) override;
  Status save_root(std::int64_t version, std::string_view text) override;
  Result<std::optional<std::string>> load_target(std::string_view path,
                                                 std::size_t max_bytes) override;
  Status save_target(std::string_view path, std::string_view content) override;

 private:
  [[nodiscard]] std::string metadata_file(std::string_view role) const;
  [[nodiscard]] std::string root_file(std::int64_t version) const;
  [[nodiscard]] std::string target_file(std::string_view path) const;

  std::string metadata_;
  std::string targets_;
};

}  // namespace igp::tuf
