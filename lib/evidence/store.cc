// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/store.h"

#include "base/io/atomic_file.h"

namespace igp::evidence {
namespace {

constexpr std::int64_t kSchemaVersion = 1;

/// The document is the snapshot; the columns beside it are there to find it.
constexpr const char* kSchema =
    "CREATE TABLE snapshots ("
    " id INTEGER PRIMARY KEY,"
    " service TEXT NOT NULL,"
    " release_id TEXT NOT NULL,"
    " collected_at INTEGER NOT NULL,"
    " recorded_at INTEGER NOT NULL,"
    " document TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX snapshots_newest ON snapshots (service, release_id, collected_at, id);"
    "PRAGMA user_version = 1;";

Result<std::int64_t> schema_version(Database& database) {
  Statement query = IGP_TRY(database.prepare("PRAGMA user_version"));
  if (!IGP_TRY(query.step())) return 0;
  return query.integer(0);
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash != path.npos && slash > 0) IGP_CHECK(make_directories(path.substr(0, slash)));
  auto database = IGP_TRY(Database::open(path));
  std::unique_ptr<Store> out(new Store(std::move(database)));
  IGP_CHECK(out->migrate());
  return out;
}

Status Store::migrate() {
  IGP_CHECK(database_.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"));
  // The lock makes sure that of two processes only one creates the tables.
  IGP_CHECK(database_.run("BEGIN IMMEDIATE"));
  const std::int64_t version = IGP_TRY(schema_version(database_));
  if (version > kSchemaVersion) {
    return fail(ErrorCode::kEvidenceStore, "the evidence store is of version {}, newer than {}",
                version, kSchemaVersion);
  }
  if (version == 0) IGP_CHECK(database_.run(kSchema));
  return database_.run("COMMIT");
}

Status Store::record(const Snapshot& snapshot, UnixNanos now) {
  const std::scoped_lock lock(mutex_);
  Statement insert = IGP_TRY(
      database_.prepare("INSERT INTO snapshots (service, release_id, collected_at, recorded_at, "
                        "document) VALUES (?1, ?2, ?3, ?4, ?5)"));
  IGP_CHECK(insert.bind(1, snapshot.service));
  IGP_CHECK(insert.bind(2, snapshot.release_id));
  IGP_CHECK(insert.bind(3, snapshot.collected_at));
  IGP_CHECK(insert.bind(4, now));
  IGP_CHECK(insert.bind(5, encode_snapshot(snapshot)));
  IGP_CHECK(insert.step());
  return {};
}

Result<std::optional<Snapshot>> Store::newest(const std::string& service,
                                              const std::string& release_id) {
  const std::scoped_lock lock(mutex_);
  Statement query = IGP_TRY(
      database_.prepare("SELECT document FROM snapshots WHERE service = ?1 AND release_id = ?2 "
                        "ORDER BY collected_at DESC, id DESC LIMIT 1"));
  IGP_CHECK(query.bind(1, service));
  IGP_CHECK(query.bind(2, release_id));
  if (!IGP_TRY(query.step())) return std::optional<Snapshot>();
  auto snapshot = parse_snapshot(query.text(0));
  if (!snapshot || snapshot->service != service || snapshot->release_id != release_id) {
    return fail(ErrorCode::kEvidenceStore, "a stored snapshot is damaged");
  }
  return std::optional<Snapshot>(*std::move(snapshot));
}

Status Store::check() {
  const std::scoped_lock lock(mutex_);
  Statement query = IGP_TRY(database_.prepare("SELECT 1 FROM snapshots LIMIT 1"));
  IGP_CHECK(query.step());
  return {};
}

}  // namespace igp::evidence
