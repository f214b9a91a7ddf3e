// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pem.h"

#include <doctest/doctest.h>

#include "base/limits.h"

using namespace igp;
using namespace igp::crypto;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("pem: what is encoded parses back") {
  for (const std::size_t size : {0, 1, 47, 48, 49, 200}) {
    CAPTURE(size);
    const Bytes bytes(size, 0xA5);
    const std::string text = encode_pem("PUBLIC KEY", bytes);
    const auto block = parse_single_pem(text);
    REQUIRE(block);
    CHECK(block->label == "PUBLIC KEY");
    CHECK(block->bytes == bytes);
  }
}

TEST_CASE("pem: text around blocks and CR LF are accepted") {
  const auto blocks = parse_pem(
      "a comment\r\n-----BEGIN A-----\r\nAAEC\r\n-----END A-----\r\nbetween\n"
      "-----BEGIN B-----\nAw==\n-----END B-----");
  REQUIRE(blocks);
  REQUIRE(blocks->size() == 2);
  CHECK(blocks->at(0).bytes == Bytes{0, 1, 2});
  CHECK(blocks->at(1).label == "B");
}

TEST_CASE("pem: refuses what has no single meaning") {
  const std::string_view bad[] = {
      "",
      "no block",
      "-----BEGIN A-----\nAAEC\n",
      "-----BEGIN A-----\nAAEC\n-----END B-----\n",
      "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nAAEC\n-----END A-----\n",
      "-----BEGIN A-----\nAAE\n-----END A-----\n",
      "-----BEGIN A-----\n-----BEGIN A-----\nAAEC\n-----END A-----\n",
  };
  for (const std::string_view text : bad) {
    CAPTURE(text);
    const auto blocks = parse_pem(text);
    REQUIRE(!blocks);
    CHECK(blocks.error().code == ErrorCode::kEncodingMalformed);
  }
}

TEST_CASE("pem: one block where one is expected, and a cap on their number") {
  const std::string one = encode_pem("A", Bytes{1});
  CHECK(parse_single_pem(one + one).error().code == ErrorCode::kEncodingMalformed);
  CHECK(parse_pem(repeat(one, limits::kPemBlocks)));
  CHECK(parse_pem(repeat(one, limits::kPemBlocks + 1)).error().code == ErrorCode::kLimitExceeded);
}
