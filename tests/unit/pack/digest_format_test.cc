// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/digest_format.h"

#include <doctest/doctest.h>

using namespace igp;
using namespace igp::pack;

TEST_CASE("digest_format: names that sha256sum would escape") {
  const crypto::Digest digest = crypto::digest_of({});
  const auto line = [&](std::string_view name) {
    return format_digest(digest, DigestFormat::kCoreutils, name).value_or("");
  };
  CHECK(line("a b") == fmt::format("{}  a b", digest.hex()));
  CHECK(line("a\\b") == fmt::format("\\{}  a\\\\b", digest.hex()));
  CHECK(line("a\nb\rc") == fmt::format("\\{}  a\\nb\\rc", digest.hex()));
}

TEST_CASE("digest_format: a name makes no second line in a list") {
  CHECK(list_line("sha256:00", "a b") == "sha256:00  a b");
  CHECK(list_line("sha256:00", "a\nsha256:11  b") == "\\sha256:00  a\\nsha256:11  b");
}

TEST_CASE("digest_format: RFC 9530 registers no sha384") {
  const auto sha384 = crypto::digest_of({}, crypto::HashAlgorithm::kSha384);
  CHECK(format_digest(sha384, DigestFormat::kRfc9530, "").error().code == ErrorCode::kUsage);
  CHECK(format_digest(sha384, DigestFormat::kSri, "").value_or("").starts_with("sha384-"));
  CHECK_FALSE(parse_digest_format("base64"));
}
