// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/metadata.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "support/tuf_repository.h"
#include "tuf/canonical_json.h"
#include "tuf/encoded_name.h"
#include "tuf/path_pattern.h"

using namespace igp;
using namespace igp::tuf;

TEST_CASE("canonical_json: sorted keys, raw control characters, no fractions") {
  const auto json = parse_json("{\"b\":[1,-2,true,null],\"a\":\"q\\\"\\\\\\n\\u00e9\",\"A\":{}}");
  REQUIRE(json);
  CHECK(encode_canonical(*json) == "{\"A\":{},\"a\":\"q\\\"\\\\\n\u00e9\",\"b\":[1,-2,true,null]}");
  CHECK(encode_canonical(*parse_json("[1.5]")).error().code == ErrorCode::kTufMalformed);
}

TEST_CASE("path_pattern: wildcards stay within a path segment") {
  struct Case {
    const char* pattern;
    const char* path;
    bool want;
  };
  for (const Case& c :
       {Case{"*", "a", true}, Case{"*", "a/b", false}, Case{"a/*", "a/b", true},
        Case{"a/*", "a/b/c", false}, Case{"?.txt", "x.txt", true}, Case{"?.txt", "/.txt", false},
        Case{"*.tar.*", "x.tar.gz", true}, Case{"[a-c]x", "bx", true}, Case{"[!a-c]x", "bx", false},
        Case{"[]]", "]", true}, Case{"[", "[", true}, Case{"", "", true},
        Case{"a*b*c", "aXbYbZc", true}, Case{"a", "b", false}}) {
    CAPTURE(c.pattern);
    CAPTURE(c.path);
    CHECK(matches_pattern(c.pattern, c.path) == c.want);
  }
}

TEST_CASE("encoded_name: one path segment whatever the name is") {
  CHECK(encode_name("../a?b#c") == "%2E.%2Fa%3Fb%23c");
  CHECK(encode_name("1.root~x") == "1.root~x");
  const auto hash = crypto::digest_of(as_bytes(""));
  CHECK(target_url_path("d/e f", hash, true) == "d/" + hash.hex() + ".e%20f");
  CHECK(target_url_path("d/e f", hash, false) == "d/e%20f");
}

TEST_CASE("metadata: malformed files have one code") {
  test::TufRepository repository;
  repository.publish();
  const std::string good = repository.files["1.root.json"];
  REQUIRE(parse_root(good));
  const auto with = [&](auto change) {
    auto json = *parse_json(good);
    change(json);
    return encode_json(json);
  };
  const std::string bad[] = {
      "",
      "[]",
      "{}",
      good + "x",
      with([](Json& j) { j["signed"]["_type"] = "targets"; }),
      with([](Json& j) { j["signed"]["spec_version"] = "2.0"; }),
      with([](Json& j) { j["signed"]["version"] = 0; }),
      with([](Json& j) { j["signed"]["version"] = "1"; }),
      with([](Json& j) { j["signed"]["expires"] = "tomorrow"; }),
      with([](Json& j) { j["signed"]["roles"].erase("snapshot"); }),
      with([](Json& j) { j["signed"]["roles"]["root"]["threshold"] = 0; }),
      with([](Json& j) { j["signed"]["roles"]["root"]["keyids"] = {"k", "k"}; }),
      with([](Json& j) { j["signatures"].push_back(j["signatures"][0]); })};
  for (const std::string& text : bad) {
    CAPTURE(text);
    const auto parsed = parse_root(text);
    REQUIRE(!parsed);
    CHECK(parsed.error().code == ErrorCode::kTufMalformed);
  }
}

TEST_CASE("check_file: every known hash and the length must fit") {
  FileInfo info;
  info.length = 3;
  info.hashes = {crypto::digest_of(as_bytes("abc")),
                 crypto::digest_of(as_bytes("abc"), crypto::HashAlgorithm::kSha512)};
  CHECK(check_file(info, "abc", "x"));
  CHECK(check_file(info, "abd", "x").error().code == ErrorCode::kTufMismatch);
  CHECK(check_file(info, "abcd", "x").error().code == ErrorCode::kTufMismatch);
  info.hashes[1] = crypto::digest_of(as_bytes("xyz"), crypto::HashAlgorithm::kSha512);
  CHECK(!check_file(info, "abc", "x"));
  FileInfo unknown;
  unknown.unknown_hashes_only = true;
  CHECK(!check_file(unknown, "abc", "x"));
}
