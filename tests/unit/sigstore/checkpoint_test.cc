// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/checkpoint.h"

#include <doctest/doctest.h>

#include "base/base64.h"
#include "base/limits.h"

using namespace igp;
using namespace igp::sigstore;

namespace {

const std::string kRoot = encode_base64(Bytes(32, 7));
const std::string kBody = "log.example.org\n12\n" + kRoot + "\n";
const std::string kLine = "\u2014 log.example.org " + encode_base64(Bytes{1, 2, 3, 4, 5, 6}) + "\n";

}  // namespace

TEST_CASE("checkpoint: text, numbers and signature lines are read") {
  const std::string note =
      kBody + "extension line\n\n" + kLine + "\u2014 witness " + encode_base64(Bytes(9, 1)) + "\n";
  const auto checkpoint = parse_checkpoint(note);
  REQUIRE(checkpoint);
  CHECK(checkpoint->origin == "log.example.org");
  CHECK(checkpoint->tree_size == 12);
  CHECK(checkpoint->root_hash == Bytes(32, 7));
  CHECK(checkpoint->signed_text == kBody + "extension line\n");
  REQUIRE(checkpoint->signatures.size() == 2);
  CHECK(checkpoint->signatures[0].hint == std::array<std::uint8_t, 4>{1, 2, 3, 4});
  CHECK(checkpoint->signatures[0].signature == Bytes{5, 6});
  CHECK(checkpoint->signatures[1].name == "witness");
}

TEST_CASE("checkpoint: refuses every other form") {
  const std::string bad[] = {
      "",
      kBody,
      kBody + "\n",
      "\n12\n" + kRoot + "\n\n" + kLine,
      "log\n12\n\n" + kLine,
      "log\n-1\n" + kRoot + "\n\n" + kLine,
      "log\n012\n" + kRoot + "\n\n" + kLine,
      "log\n12x\n" + kRoot + "\n\n" + kLine,
      "log\n99999999999999999999\n" + kRoot + "\n\n" + kLine,
      "log\n12\n" + encode_base64(Bytes(31, 7)) + "\n\n" + kLine,
      kBody + "\n" + kLine.substr(0, kLine.size() - 1),
      kBody + "\n- log.example.org AQIDBAUG\n",
      kBody + "\n\u2014 log.example.org\n",
      kBody + "\n\u2014  AQIDBAUG\n",
      kBody + "\n\u2014 log.example.org AQIDBA==\n",
      kBody + "\n\u2014 log.example.org AQIDBAU\n",
      kBody + "\n" + kLine + "\xFF\n",
  };
  for (const std::string& note : bad) {
    CAPTURE(note);
    const auto checkpoint = parse_checkpoint(note);
    REQUIRE(!checkpoint);
    CHECK(checkpoint.error().code == ErrorCode::kCheckpointInvalid);
  }
}

TEST_CASE("checkpoint: signature lines are counted") {
  std::string note = kBody + "\n";
  for (std::size_t i = 0; i < limits::kCheckpointSignatures; ++i) note += kLine;
  CHECK(parse_checkpoint(note));
  CHECK(!parse_checkpoint(note + kLine));
}
