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

  /// Opens the API as the flags say. Null, after a warning, when no flag was given and the default
  /// store cannot be opened: a server of packs needs no evidence, and a client that asks one gets
  /// 404, which is no pass. Fails as evidence::Api::open does, and for files that cannot be read or
  /// are malformed.
  [[nodiscard]] Result<std::unique_ptr<evidence::Api>> open(const cli::Runtime& runtime,
                                                            Diag& diag) const;

 private:
  [[nodiscard]] Result<std::unique_ptr<evidence::Api>> open_named(
      const std::string& database, const cli::Runtime& runtime) const;

  std::string database_;
  std::string token_file_;
  std::string limits_file_;
};

}  // namespace igp
