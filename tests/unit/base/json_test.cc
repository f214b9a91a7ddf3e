// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/json.h"

using namespace igp;

TEST_CASE("parse_json: keeps the order of keys") {
  const auto json = parse_json(R"({"z":1,"a":[true,null,"x"],"m":{"b":-2,"a":1.5}})");
  REQUIRE(json);
  CHECK(encode_json(*json) == R"({"z":1,"a":[true,null,"x"],"m":{"b":-2,"a":1.5}})");
}

TEST_CASE("parse_json: a zero byte does not end the text") {
  using namespace std::string_view_literals;
  for (const std::string_view text : {"{}\0"sv, "{}\0{}"sv, "\0"sv, "{\"a\0\":1}"sv, "[1\0]"sv})
    CHECK(parse_json(text).error().code == ErrorCode::kJsonMalformed);
  CHECK(parse_json(R"(["\u0000"])"));
}

TEST_CASE("parse_json: refuses what strict JSON is not") {
  struct Case {
    const char* text;
    ErrorCode code;
  };
  for (const Case& c : {Case{"", ErrorCode::kJsonMalformed}, Case{"{\"a\":1,\"a\":2}", ErrorCode::kJsonMalformed},
                        Case{"1 2", ErrorCode::kJsonMalformed}, Case{"\xef\xbb\xbf{}", ErrorCode::kJsonMalformed}, Case{"[1,]", ErrorCode::kJsonMalformed},
                        Case{"// c\n1", ErrorCode::kJsonMalformed}, Case{"\"\xff\"", ErrorCode::kJsonMalformed},
                        Case{"1e999", ErrorCode::kJsonMalformed}, Case{"NaN", ErrorCode::kJsonMalformed}}) {
    CAPTURE(c.text);
    const auto json = parse_json(c.text);
    REQUIRE(!json);
    CHECK(json.error().code == c.code);
  }
}

TEST_CASE("parse_json: limits hold at the cap and one more") {
  const auto nested = [](int depth) { return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']'); };
  CHECK(parse_json(nested(8), {.depth = 8}));
  const auto deep = parse_json(nested(9), {.depth = 8});
  REQUIRE(!deep);
  CHECK(deep.error().code == ErrorCode::kLimitExceeded);
  CHECK(parse_json("[1]", {.bytes = 3}));
  CHECK(!parse_json("[1] ", {.bytes = 3}));
  CHECK(parse_json(nested(limits::kJsonDepth)));
  CHECK(parse_json(nested(limits::kJsonDepth + 1)).error().code == ErrorCode::kLimitExceeded);
  std::string padded = "1";
  padded.resize(limits::kJsonBytes, ' ');
  CHECK(parse_json(padded));
  CHECK(parse_json(padded + ' ').error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("encode_jcs: RFC 8785 order and numbers") {
  const auto json = parse_json("{\"\xe2\x82\xac\":1,\"\\r\":2,\"1\":3,\"\xf0\x9f\x98\x80\":4,\"\xc3\xb6\":5,\"n\":[333333333.33333329,1e30,4.50,2e-3,0.000000000000000000000000001,1e21]}");
  REQUIRE(json);
  CHECK(encode_jcs(*json) == "{\"\\r\":2,\"1\":3,\"n\":[333333333.3333333,1e+30,4.5,0.002,1e-27,1e+21],\"\xc3\xb6\":5,\"\xe2\x82\xac\":1,\"\xf0\x9f\x98\x80\":4}");
}
