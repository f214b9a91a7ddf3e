// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/store.h"

#include <doctest/doctest.h>

#include "base/io/directory.h"

using namespace igp;
using evidence::Snapshot;
using evidence::Store;

namespace {

TempDirectory fresh() {
  SystemRng rng;
  return *TempDirectory::create("/tmp", "igpack-store-", rng);
}

Snapshot snapshot(double p95, UnixNanos collected_at, std::string release = "r1") {
  return {.service = "api",
          .release_id = std::move(release),
          .window = "5m",
          .collected_at = collected_at,
          .p95_ms = p95};
}

}  // namespace

TEST_CASE("store: keeps snapshots over a restart and finds the newest") {
  const TempDirectory dir = fresh();
  const std::string path = dir.path() + "/deep/er/evidence.db";
  {
    auto store = Store::open(path);
    REQUIRE(store.has_value());
    REQUIRE((*store)->record(snapshot(1, 100), 1).has_value());
    REQUIRE((*store)->record(snapshot(2, 300), 2).has_value());
    REQUIRE((*store)->record(snapshot(3, 200), 3).has_value());
    REQUIRE((*store)->record(snapshot(4, 300), 4).has_value());
    REQUIRE((*store)->record(snapshot(5, 900, "r2"), 5).has_value());
  }
  auto store = Store::open(path);
  REQUIRE(store.has_value());
  const auto newest = (*store)->newest("api", "r1");
  REQUIRE(newest.has_value());
  REQUIRE(newest->has_value());
  CHECK(*(*newest)->p95_ms == 4);
  CHECK((*store)->check().has_value());
  CHECK_FALSE((*store)->newest("api", "r3")->has_value());
  CHECK_FALSE((*store)->newest("API", "r1")->has_value());
  CHECK_FALSE((*store)->newest("api' OR '1'='1", "r1")->has_value());
}

TEST_CASE("store: takes writers of several processes") {
  const TempDirectory dir = fresh();
  const std::string path = dir.path() + "/evidence.db";
  auto one = Store::open(path);
  auto two = Store::open(path);
  REQUIRE(one.has_value());
  REQUIRE(two.has_value());
  CHECK((*one)->record(snapshot(1, 1), 1).has_value());
  CHECK((*two)->record(snapshot(2, 2), 2).has_value());
  CHECK(*(**(*one)->newest("api", "r1")).p95_ms == 2);
}

TEST_CASE("store: refuses a file of a later version and what is no database") {
  const TempDirectory dir = fresh();
  const std::string path = dir.path() + "/evidence.db";
  {
    auto database = evidence::Database::open(path);
    REQUIRE(database->run("PRAGMA user_version = 2").has_value());
  }
  CHECK(Store::open(path).error().code == ErrorCode::kEvidenceStore);
  CHECK(Store::open(dir.path()).error().code == ErrorCode::kEvidenceStore);
}

TEST_CASE("store: a damaged snapshot is an error, not an older one") {
  const TempDirectory dir = fresh();
  const std::string path = dir.path() + "/evidence.db";
  auto store = Store::open(path);
  REQUIRE((*store)->record(snapshot(1, 1), 1).has_value());
  auto database = evidence::Database::open(path);
  REQUIRE(database
              ->run("INSERT INTO snapshots (service, release_id, collected_at, recorded_at, "
                    "document) VALUES ('api', 'r1', 2, 2, '{}')")
              .has_value());
  CHECK((*store)->newest("api", "r1").error().code == ErrorCode::kEvidenceStore);
}
