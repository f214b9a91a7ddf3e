// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/lexer.h"

#include <doctest/doctest.h>

#include <vector>

using namespace igp;
using graphql::TokenKind;

namespace {

Result<std::vector<graphql::Token>> lex(std::string_view text) {
  graphql::Lexer lexer(text);
  std::vector<graphql::Token> out;
  while (true) {
    graphql::Token token = IGP_TRY(lexer.next());
    if (token.kind == TokenKind::kEnd) return out;
    out.push_back(std::move(token));
  }
}

}  // namespace

TEST_CASE("lexer: knows every kind of token") {
  const struct {
    std::string_view text;
    TokenKind kind;
    std::string_view value;
  } cases[] = {
      {"...", TokenKind::kPunctuator, "..."},
      {"{", TokenKind::kPunctuator, "{"},
      {"&", TokenKind::kPunctuator, "&"},
      {"_aZ9", TokenKind::kName, "_aZ9"},
      {"-0", TokenKind::kInt, "-0"},
      {"120", TokenKind::kInt, "120"},
      {"-1.50e+3", TokenKind::kFloat, "-1.50e+3"},
      {"1E4", TokenKind::kFloat, "1E4"},
      {R"("a\n\"\u00e9\u{1F600}")", TokenKind::kString, "a\n\"é😀"},
      {R"("\uD83D\uDE00")", TokenKind::kString, "😀"},
      {R"("")", TokenKind::kString, ""},
      {R"("""a "b" \""" c""")", TokenKind::kBlockString, R"(a "b" """ c)"},
      {"\"\"\"\n    one\r\n      two\n\n    \"\"\"", TokenKind::kBlockString, "one\n  two"},
      {"\xEF\xBB\xBF,,, # remark\n\tname", TokenKind::kName, "name"},
  };
  for (const auto& [text, kind, value] : cases) {
    CAPTURE(text);
    const auto tokens = lex(text);
    REQUIRE(tokens.has_value());
    REQUIRE(tokens->size() == 1);
    CHECK(tokens->front().kind == kind);
    CHECK(tokens->front().text == value);
  }
}

TEST_CASE("lexer: refuses what is no token") {
  const std::string_view cases[] = {
      "00",          "-",
      "1.",          "1.e3",
      "1e",          "0x1",
      "1.2.3",       "1a",
      "..",          "?",
      "\"open",      "\"a\nb\"",
      R"("\x")",     R"("\u12")",
      R"("\uD800")", R"("\uDE00\uD83D")",
      R"("\u{}")",   R"("\u{110000}")",
      "\"\"\"open",  "\"\x01\"",
      "\"\xFF\"",    "\x01",
      "\xC3\xA9",    R"("\u{D800}")",
  };
  for (const std::string_view text : cases) {
    CAPTURE(text);
    const auto tokens = lex(text);
    REQUIRE_FALSE(tokens.has_value());
    CHECK(tokens.error().code == ErrorCode::kGraphqlSyntax);
    CHECK(tokens.error().location.has_value());
  }
}

TEST_CASE("lexer: counts lines over every kind of line end") {
  const auto tokens = lex("a\nb\r\nc\rd \"\"\"x\n\n\"\"\" e");
  REQUIRE(tokens.has_value());
  std::vector<std::pair<int, int>> places;
  for (const auto& token : *tokens) places.emplace_back(token.place.line, token.place.column);
  CHECK(places == std::vector<std::pair<int, int>>{{1, 1}, {2, 1}, {3, 1}, {4, 1}, {4, 3}, {6, 5}});
}

TEST_CASE("lexer: removes the indentation of block strings") {
  const struct {
    std::string_view raw, want;
  } cases[] = {
      {"", ""},
      {"\n\n  \n", ""},
      {"a\n  b\n    c", "a\nb\n  c"},
      {"  first keeps its own\n  b", "  first keeps its own\nb"},
      {"\n\t\ta\n\t b\n\t\t\tc", "a\nb\n\tc"},
  };
  for (const auto& [raw, want] : cases) {
    CAPTURE(raw);
    CHECK(graphql::dedent_block_string(raw) == want);
  }
}
