// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// SQLite, as far as the store needs it: owned connections and prepared statements.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace igp::evidence {

class Statement;

/// An open database file. Fails everywhere with kEvidenceStore.
class Database {
 public:
  /// Creates the file when it is missing. Waits up to five seconds for other writers.
  static Result<Database> open(const std::string& path);

  /// Runs statements without results or parameters.
  Status run(const char* sql);
  Result<Statement> prepare(std::string_view sql);

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}
  std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement; parameters and columns count from 1 and 0, as SQLite counts them.
class Statement {
 public:
  Status bind(int parameter, std::string_view text);
  Status bind(int parameter, std::int64_t value);
  /// Steps to the next row; false when there is none.
  Result<bool> step();
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const;
  };
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace igp::evidence
