// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What `serve` needs for the evidence API.
#pragma once

#include <memory>
#include <string>

#include "cli/command.h"
#include "evidence/api.h"

namespace igp {

/// --evidence-db, --token-file, --evidence-limits.
class EvidenceFlags {
 public:
  void describe(cli::FlagSet& flags);

  /// Opens the API as the flags say. Fails as evidence::Api::open does, and for files that cannot
  /// be read or are malformed.
  [[nodiscard]] Result<std::unique_ptr<evidence::Api>> open(const cli::Runtime& runtime) const;

 private:
  std::string database_;
  std::string token_file_;
  std::string limits_file_;
};

}  // namespace igp
