// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/annotations.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rego/syntax/parser.h"

using namespace igp::rego;

TEST_CASE("annotations: a block says something about what is below it") {
  const auto module = parse_module("a.rego",
                                   "# METADATA\n# title: P\npackage p\n\n"
                                   "# METADATA\n# organizations: [x, y]\n# custom:\n#   n: 1\n"
                                   "a := 1\n\n"
                                   "# METADATA\n# scope: document\n# entrypoint: true\n"
                                   "b := 1\n");
  REQUIRE(module.has_value());
  const auto& blocks = (*module)->annotations;
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0]->scope == "package");
  CHECK(blocks[0]->title == "P");
  CHECK(blocks[0]->rule == nullptr);
  CHECK(blocks[1]->scope == "rule");
  CHECK(blocks[1]->rule == (*module)->rules[0]);
  CHECK(blocks[1]->organizations.size() == 2);
  REQUIRE(blocks[1]->custom != nullptr);
  CHECK(blocks[1]->loc.row == 5);
  CHECK(blocks[2]->entrypoint);
  CHECK((*module)->rules[1]->annotations.size() == 1);
}

TEST_CASE("annotations: what is no metadata is refused at its line") {
  struct Case {
    std::string block;
    int row;
  };
  const std::vector<Case> cases = {
      {"# METADATA\na := 1\n", 2},
      {"# METADATA\n# title: [a\na := 1\n", 3},
      {"# METADATA\n# custom: 1\na := 1\n", 3},
      {"# METADATA\n# authors:\n# - {}\na := 1\n", 2},
      {"# METADATA\n# schemas:\n# - 'input[': schema.x\na := 1\n", 2},
      {"# METADATA\n# scope: world\na := 1\n", 2},
      {"# METADATA\n# scope: package\na := 1\n", 2},
      {"# METADATA\n# scope: rule\n# entrypoint: true\na := 1\n", 2},
  };
  for (const auto& [block, row] : cases) {
    CAPTURE(block);
    const auto module = parse_module("a.rego", "package p\n" + block);
    REQUIRE_FALSE(module.has_value());
    CHECK(module.error().front().code == DiagnosticCode::kParse);
    CHECK(module.error().front().location.row == row);
    CHECK(parse_module("a.rego", "package p\n" + block, {.annotations = false}).has_value());
  }
}
