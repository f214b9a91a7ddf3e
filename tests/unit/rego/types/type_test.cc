// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/types/type.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/limits.h"
#include "rego/types/signature.h"
#include "rego/types/type_text.h"
#include "rego/types/type_tree.h"
#include "rego/types/unifies.h"

using namespace igp;
using namespace igp::rego;

namespace {

struct Types {
  SyntaxArena arena;
  TypeFactory factory{arena};
  TypeMatcher matcher{factory, limits::kRegoTypeSteps};

  const Type* operator()(const std::string& text) {
    return parse_signature(arena.copy("(" + text + ")"), factory).parameters.at(0).type;
  }
  const Term* constant(TermKind kind, std::string_view text) {
    Term* term = arena.make<Term>();
    term->kind = kind;
    term->text = text;
    return term;
  }
  /// An array in an array in an array ...
  const Type* nested(std::uint32_t depth) {
    const Type* type = string_type();
    for (std::uint32_t i = 1; i < depth; ++i) type = factory.array({}, type);
    return type;
  }
  /// An array of as many strings as make so many nodes.
  const Type* wide(std::uint32_t nodes) {
    List<const Type*> items;
    for (std::uint32_t i = 1; i < nodes; ++i) items.push_back(arena, string_type());
    return factory.array(items);
  }
};

}  // namespace

TEST_CASE("type: the notation of signatures is that of messages") {
  Types types;
  const std::vector<std::string> notations = {
      "null",
      "boolean",
      "array<string, number>[any]",
      "array[array<number>]",
      "object<a: string, b: array[any]>",
      "object<a: string>[string: any]",
      "object[any: set[number]]",
      "any<null, array[string], object[any: any], set[any]>",
      "any",
  };
  for (const std::string& text : notations) CHECK(to_text(types(text)) == text);
  CHECK(to_text(parse_function_type("(x: string, any) -> y: number", types.factory)) ==
        "(string, any) => number");
  CHECK(to_text(parse_function_type("(...any)", types.factory)) == "(any...) => ???");
}

TEST_CASE("type: names of parameters may have spaces") {
  Types types;
  const Signature signature = parse_signature(
      "(x: any<number, string>, string) -> formatted timestamp: string", types.factory);
  REQUIRE(signature.parameters.size() == 2);
  CHECK(signature.parameters[0].name == "x");
  CHECK(signature.parameters[1].name.empty());
  CHECK(signature.result.name == "formatted timestamp");
}

TEST_CASE("type: a union has every member once and in order") {
  Types types;
  struct Case {
    std::string a, b, want;
  };
  const std::vector<Case> cases = {
      {"string", "string", "string"},
      {"string", "number", "any<number, string>"},
      {"any<number, string>", "string", "any<number, string>"},
      {"any<number, string>", "any<null, set[any]>", "any<null, number, string, set[any]>"},
      {"any<number, string>", "any", "any"},
      {"array<string>", "array[string]", "any<array<string>, array[string]>"},
      {"object<a: string>", "object<b: string>", "any<object<a: string>, object<b: string>>"},
  };
  for (const auto& [a, b, want] : cases) {
    CAPTURE(a);
    CHECK(to_text(types.factory.either(types(a), types(b))) == want);
    CHECK(to_text(types.factory.either(types(b), types(a))) == want);
    CHECK(to_text(types.factory.either({types(a), nullptr, types(b), types(a)})) == want);
  }
  CHECK(types.factory.either(nullptr, string_type()) == string_type());
  CHECK(types.factory.either(parse_function_type("(any) -> any", types.factory), string_type()) ==
        nullptr);
}

TEST_CASE("type: what collections hold") {
  Types types;
  struct Case {
    std::string type, keys, values;
  };
  const std::vector<Case> cases = {
      {"array<string, number>[null]", "number", "any<null, number, string>"},
      {"object<a: number>[number: boolean]", "any<number, string>", "any<boolean, number>"},
      {"set[string]", "string", "string"},
      {"any<array[string], set[number]>", "number", "any<number, string>"},
      {"any", "any", "any"},
      {"string", "???", "???"},
      {"array", "number", "???"},
  };
  for (const auto& [type, keys, values] : cases) {
    CAPTURE(type);
    CHECK(to_text(types.factory.keys(types(type))) == keys);
    CHECK(to_text(types.factory.values(types(type))) == values);
  }
}

TEST_CASE("type: a constant selects what is there") {
  Types types;
  const auto select = [&](const std::string& type, TermKind kind, std::string_view key) {
    return to_text(types.factory.select(types(type), *types.constant(kind, key)));
  };
  CHECK(select("array<string, number>", TermKind::kNumber, "1") == "number");
  CHECK(select("array<string, number>", TermKind::kNumber, "2") == "???");
  CHECK(select("array<string>[null]", TermKind::kNumber, "7") == "null");
  CHECK(select("array<string>[null]", TermKind::kNumber, "-1") == "???");
  CHECK(select("object<a: number>", TermKind::kString, "a") == "number");
  CHECK(select("object<a: number>", TermKind::kString, "b") == "???");
  CHECK(select("object<a: number>[string: null]", TermKind::kString, "b") == "null");
  CHECK(select("set[string]", TermKind::kString, "b") == "string");
  CHECK(select("set[string]", TermKind::kNumber, "1") == "???");
  CHECK(select("any<object<a: number>, set[string]>", TermKind::kString, "a") ==
        "any<number, string>");
}

TEST_CASE("type: which types have a value in common") {
  Types types;
  struct Case {
    std::string a, b;
    bool want;
  };
  const std::vector<Case> cases = {
      {"string", "string", true},
      {"string", "number", false},
      {"string", "any", true},
      {"string", "any<null, string>", true},
      {"boolean", "any<null, string>", false},
      {"any<boolean, number>", "any<null, string>", false},
      {"array<string>", "array[string]", true},
      {"array<string>", "array<string, string>", false},
      {"array<string>", "array[number]", false},
      {"object<a: string>", "object[string: string]", true},
      {"object<a: string>", "object<b: string>", false},
      {"object<a: string>", "object[string: number]", false},
      {"set[string]", "set[number]", false},
      {"set[string]", "array[string]", false},
  };
  for (const auto& [a, b, want] : cases) {
    CAPTURE(a);
    CAPTURE(b);
    CHECK(types.matcher.unifies(types(a), types(b)) == want);
    CHECK(types.matcher.unifies(types(b), types(a)) == want);
  }
  CHECK(types.matcher.unifies(types.factory.set(nullptr), types("set[string]")));
  CHECK_FALSE(types.matcher.unifies(nullptr, string_type()));
}

TEST_CASE("type: what is larger or deeper than the limits may be anything") {
  Types types;
  CHECK(is_a(types.wide(limits::kRegoTypeNodes), TypeKind::kArray));
  CHECK(is_anything(types.wide(limits::kRegoTypeNodes + 1)));
  CHECK(is_a(types.nested(limits::kRegoTypeDepth), TypeKind::kArray));
  CHECK(is_anything(types.nested(limits::kRegoTypeDepth + 1)));
}

TEST_CASE("type: after the last step everything is compatible") {
  static_assert(limits::kRegoTypeSteps > 1'000'000);
  Types types;
  TypeMatcher matcher(types.factory, 1);
  CHECK_FALSE(matcher.unifies(string_type(), number_type()));
  CHECK(matcher.exhausted());
  CHECK(matcher.unifies(string_type(), number_type()));
}

TEST_CASE("type: rules at one place add up") {
  Types types;
  TypeNode root;
  const Term* a = types.constant(TermKind::kString, "a");
  const Term* b = types.constant(TermKind::kString, "b");
  const auto add = [&](const std::vector<const Term*>& path, const std::string& type) {
    insert(types.factory, root, path, types(type));
  };
  add({a}, "set[string]");
  add({a}, "set[number]");
  CHECK(to_text(root.child(*a)->value) == "set[any<number, string>]");
  add({b}, "object[string: number]");
  add({b}, "object[number: number]");
  CHECK(to_text(root.child(*b)->value) == "object[any<number, string>: number]");
  add({b, a}, "boolean");
  CHECK(to_text(root.child(*b)->value) == "object[any<number, string>: any<boolean, number>]");
  CHECK(to_text(extent(types.factory, root)) ==
        "object<a: set[any<number, string>], b: object[any<number, string>: "
        "any<boolean, number>]>[string: any]");
}

TEST_CASE("type: long messages show what differs only") {
  Types types;
  const std::string common = "aaaaaaaaaa: array<string, string, string, string, string, string>";
  const std::vector<std::string> lines = match_lines(types("object<" + common + ", b: string>"),
                                                     types("object<" + common + ", b: number>"));
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "left  : object<b: string, ...>");
  CHECK(lines[1] == "right : object<b: number, ...>");
  CHECK(lines[2].starts_with("hint  : both sides are objects"));
}
