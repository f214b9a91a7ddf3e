// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/unnamed_file.h"

#include <doctest/doctest.h>

#include "base/io/directory.h"
#include "base/io/file.h"

using namespace igp;

TEST_CASE("unnamed file: holds bytes and leaves its directory empty") {
  SystemRng rng;
  const auto dir = TempDirectory::create("/tmp", "igpack-test-", rng);
  REQUIRE(dir);
  const auto file = open_unnamed_file(dir->path());
  REQUIRE(file);
  REQUIRE(write_all(file->get(), "it", as_bytes("abc")));
  REQUIRE(::lseek(file->get(), 0, SEEK_SET) == 0);
  CHECK(read_fd(file->get(), "it", 10).value() == "abc");
  // rmdir succeeds on empty directories only.
  CHECK(::rmdir(dir->path().c_str()) == 0);
}

TEST_CASE("unnamed file: needs an existing directory") {
  SystemRng rng;
  const auto dir = TempDirectory::create("/tmp", "igpack-test-", rng);
  REQUIRE(dir);
  const auto file = open_unnamed_file(dir->path() + "/missing");
  REQUIRE_FALSE(file);
  CHECK(file.error().code == ErrorCode::kFileNotFound);
}
