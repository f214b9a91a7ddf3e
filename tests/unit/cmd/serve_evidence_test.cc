// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "serve_evidence.h"

#include <doctest/doctest.h>

#include "base/io/atomic_file.h"
#include "base/limits.h"
#include "support/command_world.h"
#include "support/set_flags.h"

using namespace igp;

namespace {

struct World : test::CommandWorld {
  /// The API with a file of this content behind `flag`.
  Result<std::unique_ptr<evidence::Api>> open(const std::string& flag, std::string_view content) {
    const std::string file = dir.path() + "/" + flag;
    REQUIRE(write_file_atomically(file, content));
    EvidenceFlags evidence;
    cli::FlagSet set;
    evidence.describe(set);
    test::set_flags(set, {{"evidence-db", dir.path() + "/evidence.db"}, {flag, file}});
    return evidence.open(runtime, diag);
  }
};

/// `text` and empty lines behind it.
std::string padded(std::string text, std::size_t size) {
  text.resize(size, '\n');
  return text;
}

}  // namespace

TEST_CASE("evidence flags: a token file of the largest size, and a larger one") {
  World w;
  CHECK(w.open("token-file", padded("token", limits::kTokenFileBytes)));
  const auto larger = w.open("token-file", padded("token", limits::kTokenFileBytes + 1));
  REQUIRE_FALSE(larger);
  CHECK(larger.error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("evidence flags: a limits file of the largest size, and a larger one") {
  World w;
  CHECK(w.open("evidence-limits", padded("{}", limits::kEvidenceBytes)));
  const auto larger = w.open("evidence-limits", padded("{}", limits::kEvidenceBytes + 1));
  REQUIRE_FALSE(larger);
  CHECK(larger.error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("evidence flags: a token file without a token would let nobody in") {
  World w;
  const auto empty = w.open("token-file", "# nobody\n");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().code == ErrorCode::kTokenMalformed);
}
