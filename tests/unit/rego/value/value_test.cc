// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/value.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rego/number/number.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

const std::string kLong(40, 'x');

TEST_CASE("value: strings of every length come back as they went in") {
  Arena arena;
  for (std::size_t n : {0, 1, 13, 14, 15, 16, 17, 200}) {
    const std::string text(n, 'q');
    const Value v = Value::string(arena, text);
    CHECK(v.as_string() == text);
    CHECK(v == Value::string(arena, text));
    CHECK(hash(v) == hash(Value::string(arena, text)));
  }
}

TEST_CASE("value: the total order is null, booleans, numbers, strings, arrays, objects, sets") {
  Arena arena;
  const Value one = Value::integer(1);
  const std::vector<Value> ascending = {
      Value::null(),
      Value::boolean(false),
      Value::boolean(true),
      Value::integer(-5),
      number_from_text("0.5"),
      one,
      number_from_text("1.5"),
      number_from_text("1e400"),
      Value::string(arena, ""),
      Value::string(arena, "a"),
      Value::string(arena, std::string_view("a\0", 2)),
      Value::string(arena, std::string_view("a\0b", 3)),
      Value::string(arena, "ab"),
      Value::string(arena, kLong),
      Value::string(arena, kLong + "y"),
      Value::string(arena, "\xC3\xA9"),
      Value::empty_array(),
      make_array(arena, {one}),
      make_array(arena, {one, one}),
      make_array(arena, {Value::integer(2)}),
      Value::empty_object(),
      make_sorted_object(arena, {{one}}, {{one}}),
      make_sorted_object(arena, {{one}}, {{Value::integer(2)}}),
      Value::empty_set(),
      make_sorted_set(arena, {{one}}),
  };
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CAPTURE(i);
      CAPTURE(j);
      const int order = compare(ascending[i], ascending[j]);
      CHECK((order < 0) == (i < j));
      CHECK((order == 0) == (i == j));
      CHECK((ascending[i] == ascending[j]) == (i == j));
    }
  }
}

TEST_CASE("value: equal numbers of different spelling are equal inside composites") {
  Arena arena;
  const Value a = make_array(arena, {Value::integer(1)});
  const Value b = make_array(arena, {number_from_text("1.0")});
  CHECK(a == b);
  CHECK(hash(a) == hash(b));
  SetBuilder set(arena);
  set.add(Value::integer(1));
  set.add(number_from_text("1.0"));
  CHECK(set.finish().size() == 1);
}

TEST_CASE("value: lookup finds what is there and nothing else") {
  Arena arena;
  for (const int n : {1, 8, 11, 12, 13, 100, 5000}) {
    ObjectBuilder object(arena);
    SetBuilder set(arena);
    for (int i = n - 1; i >= 0; --i) {
      object.insert("key-number-" + std::to_string(i), Value::integer(i));
      set.add(Value::integer(i * 2));
    }
    const Value o = object.finish();
    const Value s = set.finish();
    REQUIRE(o.size() == static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) {
      CHECK(o.get("key-number-" + std::to_string(i)) == Value::integer(i));
      CHECK(s.lookup(Value::integer(i * 2)) == Value::integer(i * 2));
      CHECK(s.contains(number_from_text(arena, std::to_string(i * 2) + ".0")));
      CHECK_FALSE(s.contains(Value::integer(i * 2 + 1)));
    }
    CHECK(o.get("key").is_undefined());
    CHECK(o.lookup(Value::integer(0)).is_undefined());
  }
}

TEST_CASE("value: arrays are indexed by integers in range, however spelled") {
  Arena arena;
  const Value a = make_array(arena, {Value::null(), Value::boolean(true)});
  CHECK(a.lookup(Value::integer(1)) == Value::boolean(true));
  CHECK(a.lookup(number_from_text("1.0")) == Value::boolean(true));
  CHECK(a.lookup(Value::integer(2)).is_undefined());
  CHECK(a.lookup(Value::integer(-1)).is_undefined());
  CHECK(a.lookup(number_from_text("0.5")).is_undefined());
  CHECK(a.lookup(Value::string(arena, "0")).is_undefined());
  CHECK(Value::integer(3).lookup(Value::integer(0)).is_undefined());
}

}  // namespace
}  // namespace igp::rego
