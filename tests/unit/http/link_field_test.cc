// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/link_field.h"

#include <doctest/doctest.h>

using namespace igp;
using namespace igp::http;

TEST_CASE("link field: targets, relations and types") {
  const auto links = parse_link_field(
      R"(</a>; rel="describedby Alternate"; type="Application/JSON", <b?x=1>;rel=next;title*=UTF-8''x , , <c>)");
  REQUIRE(links);
  REQUIRE(links->size() == 3);
  CHECK((*links)[0].target == "/a");
  CHECK((*links)[0].has_relation("describedby"));
  CHECK((*links)[0].has_relation("alternate"));
  CHECK((*links)[0].type == "application/json");
  CHECK((*links)[1].target == "b?x=1");
  CHECK((*links)[1].has_relation("next"));
  CHECK((*links)[2].relations.empty());
  CHECK(parse_link_field("")->empty());
}

TEST_CASE("link field: separators inside of quotes and brackets separate nothing") {
  const auto links = parse_link_field(R"(</a,b;c>; title="x, <y>; rel=z \" w"; rel="one")");
  REQUIRE(links);
  REQUIRE(links->size() == 1);
  CHECK((*links)[0].target == "/a,b;c");
  CHECK((*links)[0].relations == std::vector<std::string>{"one"});
}

TEST_CASE("link field: only the first relation counts, and other contexts do not") {
  const auto links = parse_link_field("<a>; rel=one; rel=two, <b>; rel=one; anchor=\"/elsewhere\"");
  REQUIRE(links);
  REQUIRE(links->size() == 1);
  CHECK((*links)[0].has_relation("one"));
  CHECK(!(*links)[0].has_relation("two"));
}

TEST_CASE("link field: what does not follow the grammar is refused") {
  for (const char* bad : {"a", "<a", "<a>; =x", "<a>; rel=\"x", "<a>; rel=\"x\\", "<a> b", "<a>;",
                          "<a>; rel=;", "<a><b>"}) {
    CAPTURE(bad);
    const auto links = parse_link_field(bad);
    REQUIRE(!links);
    CHECK(links.error().code == ErrorCode::kHttpAnswerInvalid);
  }
}
