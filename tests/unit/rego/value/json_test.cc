// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <doctest/doctest.h>

#include <string>

#include "rego/number/number.h"
#include "rego/value/builder.h"
#include "rego/value/json_read.h"
#include "rego/value/json_write.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

std::string again(std::string_view text) {
  Arena arena;
  const auto value = read_json(arena, text);
  return value ? write_json(*value) : "error: " + value.error().message;
}

TEST_CASE("json: documents come back in Rego order with numbers as spelled") {
  const char* const cases[][2] = {
      {"null", "null"},
      {" [ true , false ] ", "[true,false]"},
      {R"({"b":1,"a":2.50,"b":1e400})", R"({"a":2.50,"b":1e400})"},
      {"[]", "[]"},
      {"{}", "{}"},
      {R"([[],{},[{}],{"a":[]}])", R"([[],{},[{}],{"a":[]}])"},
      {R"(["\u00e9\ud83d\ude00\n\/\"\\"])", "[\"\xC3\xA9\xF0\x9F\x98\x80\\n/\\\"\\\\\"]"},
      {R"("\ud800x")", "\"\xEF\xBF\xBDx\""},
      {"\"\xFF\"", "\"\xEF\xBF\xBD\""},
      {"\"<a>&\xE2\x80\xA8\"", "\"\\u003ca\\u003e\\u0026\\u2028\""},
      {"-0", "-0"},
      {"100000000000000000000000000000001", "100000000000000000000000000000001"},
      {R"({"aaaaaaaaaaaaaaaaaaaaaa":"bbbbbbbbbbbbbbbbbbbbbbbbbb"})",
       R"({"aaaaaaaaaaaaaaaaaaaaaa":"bbbbbbbbbbbbbbbbbbbbbbbbbb"})"},
      {R"([{"y":1,"x":2},{"y":3,"x":4},{"x":5,"y":6}])",
       R"([{"x":2,"y":1},{"x":4,"y":3},{"x":5,"y":6}])"},
  };
  for (const auto& [text, want] : cases) {
    CAPTURE(text);
    CHECK(again(text) == want);
  }
}

TEST_CASE("json: what is no JSON is refused") {
  for (const char* text : {"",           " ",          "nul",
                           "nulL",       "tru",        "[",
                           "[1",         "[1,",        "[1,]",
                           "[1 2]",      "{",          "{\"a\"",
                           "{\"a\":",    "{\"a\":1",   "{\"a\":1,",
                           "{\"a\":1,}", "{a:1}",      "{\"a\" 1}",
                           "{1:2}",      "\"",         "\"a",
                           "\"\\",       "\"\\x\"",    "\"\\u12g4\"",
                           "\"a\nb\"",   "01",         "-",
                           "1.",         "1.e5",       "1e",
                           "+1",         ".5",         "1 2",
                           "]",          "}",          "NaN",
                           "'a'",        "1e99999999", "\xEF\xBB\xBF{}"}) {
    CAPTURE(text);
    Arena arena;
    const auto value = read_json(arena, text);
    REQUIRE_FALSE(value);
    CHECK(value.error().code == ErrorCode::kJsonMalformed);
  }
}

TEST_CASE("json: nesting and size are limited") {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + "1" +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  Arena arena;
  CHECK(read_json(arena, nested(limits::kRegoDocumentDepth)));
  const auto deeper = read_json(arena, nested(limits::kRegoDocumentDepth + 1));
  REQUIRE_FALSE(deeper);
  CHECK(deeper.error().code == ErrorCode::kLimitExceeded);
  // Two gigabytes would take long to read.
  CHECK(JsonReadOptions().bytes == limits::kRegoDocumentBytes);
  CHECK(read_json(arena, "[1]", {.bytes = 3}));
  CHECK(read_json(arena, "[1] ", {.bytes = 3}).error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("json: records of one kind share their keys") {
  Arena arena;
  const auto value =
      read_json(arena, R"([{"k":1,"a-key-that-is-long":2},{"k":3,"a-key-that-is-long":4}])");
  REQUIRE(value);
  const auto items = value->items();
  CHECK(items[0].key_list() == items[1].key_list());
  CHECK(items[1].get("a-key-that-is-long") == Value::integer(4));
}

TEST_CASE("json: large objects are looked up by key") {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i)
    text += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":" + std::to_string(i);
  text += ",\"k7\":\"last\"}";
  Arena arena;
  const auto value = read_json(arena, text);
  REQUIRE(value);
  CHECK(value->size() == 1000);
  CHECK(value->get("k999") == Value::integer(999));
  CHECK(value->get("k7") == Value::string(arena, "last"));
}

TEST_CASE("json: sets are arrays and keys become text") {
  Arena arena;
  ObjectBuilder object(arena);
  object.insert(Value::integer(10), Value::null());
  object.insert(Value::integer(9), Value::null());
  object.insert(make_array(arena, {Value::string(arena, "a")}), Value::null());
  object.insert(Value::boolean(true), make_sorted_set(arena, {{Value::integer(1)}}));
  CHECK(write_json(object.finish()) == R"({"10":null,"9":null,"[\"a\"]":null,"true":[1]})");
}

TEST_CASE("json: indented as Go does") {
  Arena arena;
  const auto value = read_json(arena, R"({"a":[],"b":{},"c":[1,{"d":2}]})");
  REQUIRE(value);
  CHECK(write_json(*value, {.indent = "  "}) ==
        "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": 2\n    }\n  ]\n}");
  CHECK(write_json(*value->get("c").items().data(), {.indent = "\t", .prefix = ">"}) == "1");
}

TEST_CASE("term text: as OPA prints terms") {
  Arena arena;
  CHECK(term_text(Value::empty_set()) == "set()");
  const auto value = read_json(arena, R"({"a":[1,"x\u0000\t\u00e9\u200b"],"b":{}})");
  REQUIRE(value);
  CHECK(term_text(*value) == "{\"a\": [1, \"x\\x00\\t\xC3\xA9\\u200b\"], \"b\": {}}");
  CHECK(term_text(make_sorted_set(arena, {{Value::null(), Value::integer(1)}})) == "{null, 1}");
}

}  // namespace
}  // namespace igp::rego
