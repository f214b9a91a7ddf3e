// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/password.h"

#include <doctest/doctest.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"
#include "base/limits.h"

using namespace igp;

namespace {

struct World {
  SystemRng rng;
  TempDirectory dir = *TempDirectory::create("/tmp", "igpack-test-", rng);
  std::string file = dir.path() + "/password";
  cli::Runtime runtime{
      .clock = nullptr, .rng = nullptr, .env = [](const char*) { return "of the environment"; }};

  Result<std::string> read(std::string_view content) {
    REQUIRE(write_file_atomically(file, content));
    const auto password = cli::read_password({.file = file}, runtime);
    if (!password) return Fail(password.error());
    return std::string(password->text());
  }
};

}  // namespace

TEST_CASE("password: a file comes before the environment, and one line end is not part of it") {
  World w;
  CHECK(w.read("secret").value() == "secret");
  CHECK(w.read("secret\n").value() == "secret");
  CHECK(w.read("secret\r\n").value() == "secret");
  CHECK(w.read("two\nlines\n\n").value() == "two\nlines\n");
  CHECK(w.read("").value().empty());
  CHECK(cli::read_password({}, w.runtime)->text() == "of the environment");
  CHECK(cli::read_password({.file = w.file + "?"}, w.runtime).error().code ==
        ErrorCode::kFileNotFound);
}

TEST_CASE("password: a file of the largest size, and a larger one") {
  World w;
  const std::string largest(limits::kPasswordBytes, 'p');
  CHECK(w.read(largest).value() == largest);
  CHECK(w.read(largest + 'p').error().code == ErrorCode::kLimitExceeded);
}
