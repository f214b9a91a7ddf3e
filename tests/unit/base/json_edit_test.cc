// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/json_edit.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace igp;

TEST_CASE("json_edit: the member changes and every other byte stays") {
  const Json value = {{"n", 1}, {"l", {true}}};
  struct Case {
    std::string text, want;
  };
  for (const Case& c : {
           Case{R"({"a": 1.50, "x": 2, "b": 123456789012345678901234567890})",
                R"({"a": 1.50, "x": {"n":1,"l":[true]}, "b": 123456789012345678901234567890})"},
           Case{R"({"x":[{"x":"}"},"]"]})", R"({"x":{"n":1,"l":[true]}})"},
           Case{R"({"\u0078":null,"e":"\u00e9\/"})",
                R"({"\u0078":{"n":1,"l":[true]},"e":"\u00e9\/"})"},
           Case{R"({"a":{"x":1}})", R"({"a":{"x":1},"x": {"n":1,"l":[true]}})"},
           Case{R"({"a":"\\","b":"\"x\":1"})",
                R"({"a":"\\","b":"\"x\":1","x": {"n":1,"l":[true]}})"},
           Case{" { } \n", " {\"x\": {\"n\":1,\"l\":[true]} } \n"},
           Case{"{\"x\":-1e5}", R"({"x":{"n":1,"l":[true]}})"},
           Case{"{\n\t\"a\" : 1 ,\n\t\"x\"\t:\t0\n}\n",
                "{\n\t\"a\" : 1 ,\n\t\"x\"\t:\t{\n\t  \"n\": 1,\n\t  \"l\": [\n\t    true\n\t  "
                "]\n\t}\n}\n"},
           Case{"{\n  \"a\": 1\n}",
                "{\n  \"a\": 1,\n  \"x\": {\n    \"n\": 1,\n    \"l\": [\n      true\n    ]\n  "
                "}\n}"},
       }) {
    CAPTURE(c.text);
    const auto got = set_json_member(c.text, "x", value);
    REQUIRE(got);
    CHECK(*got == c.want);
    CHECK(parse_json(*got).value().at("x") == value);
    CHECK(set_json_member(*got, "x", value).value_or("") == *got);
  }
}

TEST_CASE("json_edit: names are written as JSON") {
  CHECK(set_json_member("{}", "a\"\n", 1).value_or("") == R"({"a\"\n": 1})");
}

TEST_CASE("json_edit: what is no object is refused") {
  const auto code_of = [](std::string_view text) {
    const auto got = set_json_member(text, "x", 1, {.bytes = 4});
    return got ? ErrorCode::kInternal : got.error().code;
  };
  CHECK(code_of("[1]") == ErrorCode::kFieldInvalid);
  CHECK(code_of("\"x\"") == ErrorCode::kFieldInvalid);
  CHECK(code_of("{") == ErrorCode::kJsonMalformed);
  CHECK(code_of("") == ErrorCode::kJsonMalformed);
  CHECK(code_of("\xEF\xBB\xBF{") == ErrorCode::kJsonMalformed);
  CHECK(code_of("{   }") == ErrorCode::kLimitExceeded);
  CHECK(!set_json_member("\xEF\xBB\xBF{}", "x", 1));
}
