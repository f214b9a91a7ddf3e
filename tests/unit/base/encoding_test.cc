// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include "base/base64.h"
#include "base/hex.h"
#include "base/path_safety.h"
#include "base/utf8.h"

using namespace igp;

TEST_CASE("base64: one text for one value") {
  for (const std::string text : {"", "f", "fo", "foo", "foob", "\xff\x00z"}) {
    const std::string encoded = encode_base64(as_bytes(text));
    const auto decoded = parse_base64(encoded);
    REQUIRE(decoded);
    CHECK(as_text(*decoded) == text);
  }
  CHECK(encode_base64(as_bytes("foob")) == "Zm9vYg==");
  CHECK(encode_base64url(as_bytes("\xfb\xff")) == "-_8");
  for (const char* bad : {"Zm9vYg=", "Zm9vYg", "Zm9vYh==", "Zm9v\n", "Zm9v Yg==", "====", "Zg=a", "-_8="}) {
    CAPTURE(bad);
    const auto decoded = parse_base64(bad);
    REQUIRE(!decoded);
    CHECK(decoded.error().code == ErrorCode::kEncodingMalformed);
  }
}

TEST_CASE("hex: either case in, lower case out") {
  CHECK(encode_hex(as_bytes("\x01\xab")) == "01ab");
  REQUIRE(parse_hex("01Ab"));
  CHECK(as_text(*parse_hex("01Ab")) == "\x01\xab");
  CHECK(!parse_hex("0"));
  CHECK(!parse_hex("0g"));
}

TEST_CASE("utf8: refuses overlong forms, surrogates and cut sequences") {
  CHECK(is_valid_utf8("a\u00e9\u2014\U0001F600"));
  for (const char* bad : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80", "\xff"}) {
    CHECK(!is_valid_utf8(bad));
  }
}

TEST_CASE("escape_for_terminal: nothing that drives a terminal stays") {
  CHECK(escape_for_terminal("a\x1b[31m\n'\\\xff") == "a\\u{1b}[31m\\n\\'\\\\\\xff");
  CHECK(escape_for_terminal("\u202e") == "\\u{202e}");
  CHECK(escape_for_terminal("é—") == "é—");
}

TEST_CASE("CanonicalPath: no way out of the directory") {
  CHECK(CanonicalPath::parse("opa/a b.rego"));
  for (const char* bad : {"", "/a", "a/", "a//b", "./a", "a/../b", "..", "a\nb", "a\\b", "\xff"}) {
    CAPTURE(bad);
    const auto path = CanonicalPath::parse(bad);
    REQUIRE(!path);
    CHECK(path.error().code == ErrorCode::kArchiveUnsafe);
  }
  std::string deep = "a";
  for (int i = 1; i < 64; ++i) deep += "/a";
  CHECK(CanonicalPath::parse(deep));
  CHECK(!CanonicalPath::parse(deep + "/a"));
}
