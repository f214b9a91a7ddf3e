// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Store: every snapshot that was ever recorded. Nothing is changed or removed.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "evidence/model.h"
#include "evidence/sqlite.h"

namespace igp::evidence {

/// An SQLite file in WAL mode, for any number of processes. Safe to use from several threads.
class Store {
 public:
  /// Creates file and missing directories (only for the user to read). Fails with kEvidenceStore,
  /// also when a newer igpack wrote the file, or kIo.
  static Result<std::unique_ptr<Store>> open(const std::string& path);

  /// Adds a snapshot; durable on return. Fails with kEvidenceStore.
  Status record(const Snapshot& snapshot, UnixNanos now);

  /// The snapshot of that service and release that was collected last; of those collected at the
  /// same time the one recorded last. Fails with kEvidenceStore, also for a stored snapshot that
  /// cannot be read, since an older one must not stand in for it.
  Result<std::optional<Snapshot>> newest(const std::string& service, const std::string& release_id);

  /// Whether the file can be read.
  Status check();

 private:
  explicit Store(Database database) : database_(std::move(database)) {}
  Status migrate();

  std::mutex mutex_;
  Database database_;
};

}  // namespace igp::evidence
