// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/sqlite.h"

#include <sqlite3.h>

namespace igp::evidence {
namespace {

constexpr int kBusyMilliseconds = 5000;

Fail refuse(sqlite3* handle, std::string_view what) {
  const char* why = handle != nullptr ? sqlite3_errmsg(handle) : "out of memory";
  return fail(ErrorCode::kEvidenceStore, "cannot {} the evidence store: {}", what, why);
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Statement::Finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

Result<Database> Database::open(const std::string& path) {
  sqlite3* handle = nullptr;
  // Full mutexes, since a connection may be used by one thread after another.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
  const int opened = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database out(handle);
  if (opened != SQLITE_OK) return refuse(handle, "open");
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  // A database from outside must not run code through its own schema.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return out;
}

Status Database::run(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return refuse(handle_.get(), "use");
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int prepared =
      sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
  Statement out(handle);
  if (prepared != SQLITE_OK || handle == nullptr) return refuse(handle_.get(), "query");
  return out;
}

Status Statement::bind(int parameter, std::string_view text) {
  const int bound = sqlite3_bind_text(handle_.get(), parameter, text.data(),
                                      static_cast<int>(text.size()), SQLITE_TRANSIENT);
  if (bound == SQLITE_OK) return {};
  return refuse(sqlite3_db_handle(handle_.get()), "query");
}

Status Statement::bind(int parameter, std::int64_t value) {
  if (sqlite3_bind_int64(handle_.get(), parameter, value) == SQLITE_OK) return {};
  return refuse(sqlite3_db_handle(handle_.get()), "query");
}

Result<bool> Statement::step() {
  const int stepped = sqlite3_step(handle_.get());
  if (stepped == SQLITE_ROW) return true;
  if (stepped == SQLITE_DONE) return false;
  return refuse(sqlite3_db_handle(handle_.get()), "use");
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  const int size = sqlite3_column_bytes(handle_.get(), column);
  return bytes != nullptr ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

}  // namespace igp::evidence
