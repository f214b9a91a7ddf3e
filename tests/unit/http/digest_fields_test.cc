// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/digest_fields.h"

#include <doctest/doctest.h>

using namespace igp;
using namespace igp::http;
using crypto::HashAlgorithm;

namespace {

const crypto::Digest kAbc = crypto::digest_of(as_bytes("abc"));
const std::string kHex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const std::string kBase64 = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";

}  // namespace

TEST_CASE("digest fields: writes both forms") {
  CHECK(encode_digest_field(kAbc) == "sha-256=" + kHex);
  CHECK(encode_repr_digest(kAbc) == "sha-256=:" + kBase64 + ":");
  const auto longer = crypto::digest_of(as_bytes("abc"), HashAlgorithm::kSha512);
  CHECK(encode_repr_digest(longer).starts_with("sha-512=:3a81oZNhe"));
}

TEST_CASE("digest fields: reads the contract's hexadecimal and RFC 3230's base64") {
  for (const std::string& text :
       {"sha-256=" + kHex, "SHA-256=" + kBase64, "md5=abc, sha-256=" + kHex + " , unixsum=1"}) {
    CAPTURE(text);
    const auto got = parse_digest_field(text);
    REQUIRE(got);
    CHECK(*got == std::vector{kAbc});
  }
}

TEST_CASE("digest fields: reads dictionaries of byte sequences") {
  const std::string item = "sha-256=:" + kBase64 + ":";
  for (const std::string& text : {item, "md5=:AAAA:, " + item, item + ",a=::",
                                  "sha-256=:" + std::string(43, 'A') + "=:, " + item}) {
    CAPTURE(text);
    const auto got = parse_repr_digest(text);
    REQUIRE(got);
    CHECK(*got == std::vector{kAbc});
  }
}

TEST_CASE("digest fields: refuses what is malformed or says nothing") {
  for (const std::string& text :
       {std::string(), std::string("sha-256"), "sha-256=" + kHex + ",", "sha-256=" + kHex + "00",
        "sha-256 =" + kHex, std::string("md5=abc"), "sha-512=" + kHex, ",sha-256=" + kHex,
        "sha-256=:" + kBase64 + ":"}) {
    CAPTURE(text);
    const auto got = parse_digest_field(text);
    REQUIRE(!got);
    CHECK(got.error().code == ErrorCode::kHttpAnswerInvalid);
  }
  for (const std::string& text :
       {std::string(), "sha-256=" + kHex, "sha-256=:" + kBase64, "sha-256=:" + kBase64 + ":,",
        "SHA-256=:" + kBase64 + ":", "sha-512=:" + kBase64 + ":", std::string("a=::"),
        "sha-256=:" + kBase64 + ":;a=1", std::string("sha-256=:"), std::string("sha-256=::"),
        "sha-256= :" + kBase64 + ":"}) {
    CAPTURE(text);
    const auto got = parse_repr_digest(text);
    REQUIRE(!got);
    CHECK(got.error().code == ErrorCode::kHttpAnswerInvalid);
  }
}
