// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/time_zone.h"

#include <doctest/doctest.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"
#include "base/limits.h"

namespace igp::rego {
namespace {

/// A tz database of one place, whose clocks always show two hours more than UTC.
struct Database {
  SystemRng rng;
  TempDirectory dir = *TempDirectory::create("/tmp", "igpack-test-", rng);

  Result<TimeZone> load(const std::string& name, std::string_view content) {
    REQUIRE(write_file_atomically(dir.path() + "/Here", content));
    return TimeZone::load(name, dir.path() + "/");
  }
};

std::string zone_file() {
  using namespace std::string_view_literals;
  const std::string head = "TZif2" + std::string(15, '\0');
  const std::string no_counts(24, '\0');
  const std::string_view counts =
      "\0\0\0\0"
      "\0\0\0\0"
      "\0\0\0\0"
      "\0\0\0\0"
      "\0\0\0\1"
      "\0\0\0\4"sv;
  const std::string_view type = "\0\0\x1C\x20\0\0"sv;
  return head + no_counts + head + std::string(counts) + std::string(type) +
         std::string("EET\0"sv) + "\n\n";
}

TEST_CASE("time zone: a database elsewhere, and what is not in it") {
  Database database;
  const auto zone = database.load("Here", zone_file());
  REQUIRE(zone);
  CHECK(zone->at(0).seconds == 7200);
  CHECK(zone->at(0).name == "EET");
  for (const char* name : {"", "There", "/Here", "../Here", "a\\b"}) {
    CAPTURE(name);
    CHECK(database.load(name, zone_file()).error().code == ErrorCode::kFieldInvalid);
  }
  CHECK(database.load("Here", "TZif").error().code == ErrorCode::kFieldInvalid);
}

TEST_CASE("time zone: a file of the largest size, and a larger one") {
  Database database;
  std::string content = zone_file();
  content.resize(limits::kTimeZoneFileBytes, '\n');
  CHECK(database.load("Here", content));
  CHECK(database.load("Here", content + '\n').error().code == ErrorCode::kFieldInvalid);
}

}  // namespace
}  // namespace igp::rego
