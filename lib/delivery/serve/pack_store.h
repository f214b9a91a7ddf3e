// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// PackStore: the packs on disk as snapshots that are always whole.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/diag.h"
#include "base/limits.h"
#include "delivery/serve/file_state.h"
#include "delivery/serve/pack_files.h"
#include "delivery/serve/pack_snapshot.h"

namespace igp::delivery {

/// What the files of a pack amount to at one moment.
struct PackState {
  enum class Kind : std::uint8_t {
    kServed,       ///< there is a snapshot
    kUnknown,      ///< no such pack
    kNotBuilt,     ///< the pack's directory is there, its tar is not
    kInconsistent  ///< tar and manifest disagree, or cannot be read
  };
  Kind kind = Kind::kUnknown;
  std::shared_ptr<const PackSnapshot> snapshot;  ///< only when kServed
};

/// Builds the tar of a pack that has none.
using PackBuild = std::function<Status(const PackFiles&)>;

struct PackStoreOptions {
  PackRoots roots;
  bool inline_bundle = false;
  /// Builds the tar of a pack that has none; empty: nothing is ever built. Called by one thread at
  /// a time for a pack.
  PackBuild build;
  /// A tar that is larger is not served.
  std::size_t max_pack_bytes = limits::kServedPackBytes;
};

/// Safe to use from several threads at once.
class PackStore {
 public:
  /// `clock` and `diag` must outlive the store; `diag` is told, from any thread, why a pack is not
  /// served.
  PackStore(PackStoreOptions options, const Clock& clock, Diag& diag);

  /// The state, if it can be had without reading files: they are as they were when it was made.
  [[nodiscard]] std::optional<PackState> current(const std::string& id);

  /// The state; reads, hashes and builds as needed. Concurrent calls for a pack do it once.
  [[nodiscard]] PackState load(const std::string& id);

  [[nodiscard]] const PackRoots& roots() const { return options_.roots; }

 private:
  struct Stamp {
    FileState tar, manifest, bundle;
    friend bool operator==(const Stamp&, const Stamp&) = default;
    [[nodiscard]] bool settled(UnixNanos now) const;
  };
  struct Entry {
    std::mutex load_mutex;  ///< held while reading or building
    std::mutex mutex;       ///< guards what follows
    std::optional<PackState> state;
    Stamp stamp;           ///< of the files that `state` was made from
    bool settled = false;  ///< whether `stamp` tells any later change
    UnixNanos build_failed_at = 0;
  };

  static Stamp stamp_of(const PackFiles& files);
  std::shared_ptr<Entry> entry_of(const std::string& id);
  std::optional<PackState> cached(Entry& entry, const Stamp& stamp);
  void build(Entry& entry, const PackFiles& files);
  PackState read(const PackFiles& files, const Stamp& stamp);
  Result<PackSnapshot> read_snapshot(const PackFiles& files, const Stamp& stamp);

  const PackStoreOptions options_;
  const Clock& clock_;
  Diag& diag_;
  std::mutex mutex_;  ///< guards entries_
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> entries_;
};

}  // namespace igp::delivery
