// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/value/builder.h"

#include <doctest/doctest.h>

#include <string>

namespace igp::rego {
namespace {

TEST_CASE("arena: a reset gives the same memory again") {
  Arena arena(64);
  void* first = arena.allocate(32);
  for (int i = 0; i < 100; ++i) arena.allocate(100);
  const std::size_t reserved = arena.reserved();
  arena.reset();
  CHECK(arena.used() == 0);
  CHECK(arena.allocate(32) == first);
  for (int i = 0; i < 100; ++i) arena.allocate(100);
  CHECK(arena.reserved() == reserved);
}

TEST_CASE("arena: only the newest block grows in place") {
  Arena arena;
  void* a = arena.allocate(8);
  CHECK(arena.extend(a, 8, 64));
  void* b = arena.allocate(8);
  CHECK(b == static_cast<std::byte*>(a) + 64);
  CHECK_FALSE(arena.extend(a, 64, 128));
}

TEST_CASE("array builder: keeps order across interleaved allocations") {
  Arena arena(128);
  ArrayBuilder builder(arena);
  for (int i = 0; i < 1000; ++i) {
    builder.append(Value::integer(i));
    if (i % 7 == 0) arena.allocate(24);
  }
  const Value array = builder.finish();
  REQUIRE(array.size() == 1000);
  for (int i = 0; i < 1000; ++i) CHECK(array.items()[static_cast<std::size_t>(i)].as_int() == i);
}

TEST_CASE("set builder: many repetitions take little room") {
  Arena arena;
  SetBuilder builder(arena);
  for (int i = 0; i < 200000; ++i) builder.add(Value::integer(i % 10));
  CHECK(builder.finish().size() == 10);
  CHECK(arena.used() < 256 * 1024);
}

TEST_CASE("object builder: the last value of a key stands") {
  Arena arena;
  for (const int n : {1, 5, 30, 3000}) {
    ObjectBuilder builder(arena);
    for (int round = 0; round < 3; ++round) {
      for (int i = 0; i < n; ++i) builder.insert(Value::integer(i), Value::integer(i * round));
    }
    const Value object = builder.finish();
    REQUIRE(object.size() == static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) {
      CHECK(object.lookup(Value::integer(i)) == Value::integer(i * 2));
    }
  }
}

TEST_CASE("object builder: unequal values of one key are a conflict") {
  Arena arena;
  ObjectBuilder same(arena);
  same.insert("a", Value::integer(1));
  same.insert("a", Value::integer(1));
  CHECK(same.finish_unique().size() == 1);
  ObjectBuilder different(arena);
  different.insert("a", Value::integer(1));
  different.insert("b", Value::integer(1));
  different.insert("b", Value::integer(2));
  CHECK(different.finish_unique().is_undefined());
  CHECK(different.conflict() == Value::string(arena, "b"));
}

TEST_CASE("object: shared key lists serve many objects") {
  Arena arena;
  const Value keys[] = {Value::string(arena, "a"), Value::string(arena, "b")};
  const KeyList* list = make_key_list(arena, keys);
  const Value x = make_object(arena, list, {{Value::integer(1), Value::integer(2)}});
  const Value y = make_sorted_object(arena, keys, {{Value::integer(1), Value::integer(2)}});
  CHECK(x == y);
  CHECK(hash(x) == hash(y));
  CHECK(x.key_list() == list);
  CHECK(x.key_list() != y.key_list());
}

}  // namespace
}  // namespace igp::rego
