// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "regex/regex.h"

#include <doctest/doctest.h>

namespace igp::regex {
namespace {

Regex make(std::string_view pattern) {
  auto re = Regex::compile(pattern);
  REQUIRE(re);
  return *std::move(re);
}

TEST_CASE("regex: matches anywhere unless anchored") {
  CHECK(make("b+").matches("abbc"));
  CHECK_FALSE(make("^b+$").matches("abbc"));
  const Regex identity = make("^https://github\\.com/org/[^/]+$");
  CHECK(identity.matches("https://github.com/org/repo"));
  CHECK_FALSE(identity.matches("https://github.com/org/repo/x"));
  CHECK_FALSE(identity.matches("x https://github.com/org/repo"));
  CHECK(make("(?<year>[0-9]{4})").matches("in 2026"));
  CHECK(make("[(?<]").matches("<"));
}

TEST_CASE("regex: replaces with Go's templates") {
  CHECK(make("a(x*)b").replace_all("-ab-axxb-", "$1W") == "---");
  CHECK(make("a(x*)b").replace_all("-ab-axxb-", "${1}W") == "-W-xxW-");
  CHECK(make("(?P<n>o)").replace_all("foo", "[$n]$$") == "f[o]$[o]$");
  CHECK(make("a*").replace_all("baaac", "x") == "xbxcx");
}

TEST_CASE("regex: splits between matches") {
  CHECK(make("/").split("a/b//c") == std::vector<std::string_view>{"a", "b", "", "c"});
  CHECK(make("").split("abc") == std::vector<std::string_view>{"a", "b", "c"});
  CHECK(make("x").split("") == std::vector<std::string_view>{""});
}

TEST_CASE("regex: syntax errors and sizes have codes") {
  for (const char* bad : {"(", "[", "a)", "*a", "a**", "\\", "(?=a)", "(a)\\1", "a{1001}"}) {
    CAPTURE(bad);
    const auto re = Regex::compile(bad);
    REQUIRE_FALSE(re);
    CHECK(re.error().code == ErrorCode::kRegexInvalid);
    CHECK_FALSE(Regex::is_valid(bad));
  }
  CHECK(Regex::compile(std::string(limits::kRegexPatternBytes, 'a')));
  const auto longer = Regex::compile(std::string(limits::kRegexPatternBytes + 1, 'a'));
  REQUIRE_FALSE(longer);
  CHECK(longer.error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("regex: what an expression compiles to is limited, however short it is") {
  // RE2 gives two thirds of its memory to the program; 8 bytes of it hold a letter, and less than
  // a hundred letters' room is its own.
  constexpr std::size_t kRoom = limits::kRegexProgramBytes * 2 / 3 / 8;
  const auto letters = [](std::size_t count) {
    std::string pattern;
    for (; count > 1000; count -= 1000) pattern += "a{1000}";
    return Regex::compile(pattern + std::string(count, 'a'));
  };
  CHECK(letters(kRoom - 100));
  const auto larger = letters(kRoom);
  REQUIRE_FALSE(larger);
  CHECK(larger.error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("regex: quoted text matches itself only") {
  const Regex re = make(fmt::format("^{}$", Regex::quote("a.b*[c]")));
  CHECK(re.matches("a.b*[c]"));
  CHECK_FALSE(re.matches("axb*[c]"));
}

}  // namespace
}  // namespace igp::regex
