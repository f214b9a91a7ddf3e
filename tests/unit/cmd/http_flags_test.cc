// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/http.h"

#include <doctest/doctest.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"

using namespace igp;

TEST_CASE("http flags: a token file holds one line") {
  SystemRng rng;
  const auto dir = TempDirectory::create("/tmp", "igpack-test-", rng);
  REQUIRE(dir);
  const std::string path = dir->path() + "/token";
  const auto load = [&](std::string_view content) {
    REQUIRE(write_file_atomically(path, content));
    return cli::load_token(path);
  };
  CHECK(load("abc.DEF-1").value() == "abc.DEF-1");
  CHECK(load("abc\n").value() == "abc");
  CHECK(load("abc \r\n").value() == "abc");
  for (const char* bad : {"", "\n", "two words", "two\nlines\n", "f\xC3\xB6", "nul\x01"}) {
    CAPTURE(bad);
    const auto token = load(bad);
    REQUIRE_FALSE(token);
    CHECK(token.error().code == ErrorCode::kUsage);
  }
  CHECK(cli::load_token(dir->path() + "/none").error().code == ErrorCode::kFileNotFound);
}
