// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A TUF repository in memory, which signs whatever a test puts into it.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/rfc3339.h"
#include "crypto/signer.h"
#include "tuf/client.h"

namespace igp::test {

/// One key for every role; roles' bodies are open JSON, signed by publish().
class TufRepository final : public tuf::Fetcher {
 public:
  TufRepository();

  Json root, timestamp, snapshot, targets;          ///< the "signed" parts
  std::map<std::string, std::string> files;         ///< served metadata by name
  std::map<std::string, std::string> target_files;  ///< served targets by name

  /// Signs all roles as they stand and serves them; snapshot and timestamp follow the targets.
  void publish();
  /// `body` in an envelope with one valid signature.
  std::string sign(const Json& body);

  Result<std::optional<std::string>> metadata(const std::string& name,
                                              std::size_t max_bytes) override;
  Result<std::optional<std::string>> target(const std::string& name,
                                            std::size_t max_bytes) override;

 private:
  SystemRng rng_;
  std::unique_ptr<crypto::Signer> signer_;
};

/// A Store in memory.
class MemoryStore final : public tuf::Store {
 public:
  std::map<std::string, std::string, std::less<>> metadata;
  std::map<std::string, std::string, std::less<>> targets;
  std::map<std::int64_t, std::string> roots;

  Result<std::optional<std::string>> load_metadata(std::string_view role) override;
  Status save_metadata(std::string_view role, std::string_view text) override;
  Status remove_metadata(std::string_view role) override;
  Result<std::optional<std::string>> load_root(std::int64_t version) override;
  Status save_root(std::int64_t version, std::string_view text) override;
  Result<std::optional<std::string>> load_target(std::string_view path,
                                                 std::size_t max_bytes) override;
  Status save_target(std::string_view path, std::string_view content) override;
};

/// A published repository and a store that trusts it, at a fixed time.
struct TufWorld {
  TufRepository repository;
  MemoryStore store;
  FixedClock clock{*parse_rfc3339("2026-01-01T00:00:00Z")};

  TufWorld() {
    repository.publish();
    store.metadata["root"] = repository.files["1.root.json"];
  }
  Status refresh() { return tuf::Client(repository, store, clock).refresh(); }
};

}  // namespace igp::test
