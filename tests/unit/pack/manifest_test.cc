// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/manifest.h"

#include <doctest/doctest.h>

#include "base/limits.h"

using namespace igp;
using namespace igp::pack;

namespace {

const std::string kHex(64, '0');

std::string manifest(const std::string& contents, const std::string& digest) {
  return R"({"name": "p", "version": "1", "contents": )" + contents + R"(, "digest": )" + digest +
         "}";
}

const std::string kDigest = R"({"algorithm": "sha256", "value": ")" + kHex + "\"}";

ErrorCode code_of(const std::string& text) {
  const auto parsed = parse_manifest(text);
  return parsed ? ErrorCode::kInternal : parsed.error().code;
}

}  // namespace

TEST_CASE("manifest: a whole one is parsed") {
  const auto parsed = parse_manifest(manifest(
      R"([{"path": "opa/a.rego", "size": 3, "digest": "sha256:)" + kHex + "\"}]", kDigest));
  REQUIRE(parsed);
  CHECK(parsed->name == "p");
  CHECK(parsed->contents[0].path == "opa/a.rego");
  CHECK(parsed->contents[0].size == 3);
  CHECK(parsed->digest.hex() == kHex);
}

TEST_CASE("manifest: what does not follow the schema is refused") {
  const std::string file = R"({"path": "PATH", "size": SIZE, "digest": "sha256:)" + kHex + "\"}";
  const auto row = [&](std::string_view path, std::string_view size) {
    std::string out = file;
    out.replace(out.find("PATH"), 4, path);
    out.replace(out.find("SIZE"), 4, size);
    return manifest('[' + out + ']', kDigest);
  };
  CHECK(parse_manifest(row("opa/a", "0")));
  for (const std::string& text :
       {std::string("[]"), std::string("{}"), std::string(R"({"name": 1, "version": "1"})"),
        std::string(R"({"name": "../p", "version": "1"})"), row("../a", "0"), row("/a", "0"),
        row("a", "-1"), row("a", "1.5"), row("a", "\"1\""), manifest("{}", kDigest),
        manifest("[1]", kDigest), manifest("[]", "\"" + kHex + "\""),
        manifest("[]", R"({"algorithm": "md5", "value": "00"})"),
        manifest("[]", R"({"algorithm": "sha512", "value": ")" + kHex + "\"}")}) {
    CAPTURE(text);
    CHECK(code_of(text) == ErrorCode::kManifestInvalid);
  }
  CHECK(code_of("{") == ErrorCode::kJsonMalformed);
  CHECK(code_of(R"({"name": "a", "name": "b"})") == ErrorCode::kJsonMalformed);
}

TEST_CASE("manifest: limits on its size") {
  std::string text = manifest("[]", kDigest);
  text.resize(limits::kManifestBytes, ' ');
  CHECK(parse_manifest(text));
  CHECK(code_of(text + ' ') == ErrorCode::kLimitExceeded);
}

TEST_CASE("manifest: limits on the files that it lists") {
  // Their number is looked at first: these rows are none.
  std::string rows = "[0";
  for (std::size_t i = 1; i < limits::kArchiveEntries; ++i) rows += ",0";
  CHECK(code_of(manifest(rows + ']', kDigest)) == ErrorCode::kManifestInvalid);
  CHECK(code_of(manifest(rows + ",0]", kDigest)) == ErrorCode::kLimitExceeded);
}

TEST_CASE("manifest: an update keeps other fields and the order of all") {
  const std::string before =
      R"({"version": "1", "digest": {}, "z": [1.50, null], "name": "p", "a": {"digest": 1}})";
  const auto after = update_manifest(before, crypto::digest_of({}), nullptr);
  REQUIRE(after);
  CHECK(*after == R"({"version": "1", "digest": {"algorithm":"sha256","value":")" +
                      crypto::digest_of({}).hex() +
                      R"("}, "z": [1.50, null], "name": "p", "a": {"digest": 1}})");
  const auto again = update_manifest(*after, crypto::digest_of({}), nullptr);
  CHECK(again.value_or("") == *after);
}
