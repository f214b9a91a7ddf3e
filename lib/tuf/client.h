// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Client: the TUF client workflow (specification section 5) over a repository and a local store.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/clock.h"
#include "tuf/trusted_set.h"

namespace igp::tuf {

/// Where files of a repository come from.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  /// The file at `name` below the metadata or targets URL, or nothing when the repository does not
  /// have it. `name` is percent-encoded already. Fails with kLimitExceeded above `max_bytes`.
  virtual Result<std::optional<std::string>> metadata(const std::string& name,
                                                      std::size_t max_bytes) = 0;
  virtual Result<std::optional<std::string>> target(const std::string& name,
                                                    std::size_t max_bytes) = 0;
};

/// Where verified metadata and targets are kept between runs. What it returns is verified again.
class Store {
 public:
  virtual ~Store() = default;
  virtual Result<std::optional<std::string>> load_metadata(std::string_view role) = 0;
  virtual Status save_metadata(std::string_view role, std::string_view text) = 0;
  virtual Status remove_metadata(std::string_view role) = 0;
  /// Every root by its version: the way from an older root to the newest one.
  virtual Result<std::optional<std::string>> load_root(std::int64_t version) = 0;
  virtual Status save_root(std::int64_t version, std::string_view text) = 0;
  virtual Result<std::optional<std::string>> load_target(std::string_view path,
                                                         std::size_t max_bytes) = 0;
  virtual Status save_target(std::string_view path, std::string_view content) = 0;
};

/// One update of one repository. The store must hold a root that the caller trusts.
class Client {
 public:
  Client(Fetcher& fetcher, Store& store, const Clock& clock)
      : fetcher_(fetcher), store_(store), clock_(clock) {}

  /// Brings the top-level metadata up to date (sections 5.2 to 5.6).
  /// Fails with the kTuf… codes and with those of fetcher and store.
  Status refresh();

  /// The verified content of the target at `path`; from the store when that has it already.
  /// Refreshes first if that has not been done. Fails with kTufTargetUnknown when no role vouches
  /// for `path`.
  Result<std::string> target(const std::string& path);

  /// The verified timestamp; only after a refresh that succeeded.
  [[nodiscard]] const Timestamp& timestamp() const { return *trusted_->timestamp(); }

 private:
  Status update_root();
  Status update_timestamp();
  Status update_snapshot();
  Result<Targets> load_targets(const std::string& role, const Keys& keys, const Role& signers);
  Result<FileInfo> find_target(const std::string& path);
  Result<std::string> fetch_metadata(const std::string& role, const FileInfo& info,
                                     std::size_t max_bytes);

  Fetcher& fetcher_;
  Store& store_;
  const Clock& clock_;
  std::optional<TrustedSet> trusted_;
  std::optional<Targets> top_targets_;
};

}  // namespace igp::tuf
