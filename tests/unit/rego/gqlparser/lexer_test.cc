// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/lexer.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace igp::rego::gqlparser {
namespace {

/// Each token as "row:column kind text", or what is wrong with it.
std::string tokens(std::string_view text) {
  Lexer lexer(text);
  std::string out;
  while (true) {
    const Token token = lexer.next();
    if (token.kind == TokenKind::kEnd) return out;
    if (!out.empty()) out += ' ';
    out += fmt::format("{}:{} ", token.position.row, token.position.column);
    if (token.kind == TokenKind::kInvalid) return out + token.problem;
    out += token.describe();
  }
}

struct Case {
  std::string_view text;
  std::string_view want;
};

TEST_CASE("gqlparser lexer: tokens with their places") {
  for (const auto& [text, want] : {
           Case{"{a,b}", "1:1 { 1:2 Name \"a\" 1:4 Name \"b\" 1:5 }"},
           Case{"...$&!", "1:1 ... 1:4 $ 1:5 & 1:6 !"},
           Case{"-0 1.5e+3", "1:1 Int \"-0\" 1:4 Float \"1.5e+3\""},
           Case{"1a", "1:1 Int \"1\" 1:2 Name \"a\""},
           Case{"# é\nx", "1:1 Comment \"# é\" 2:1 Name \"x\""},
           Case{"\xEF\xBB\xBFx", "1:2 Name \"x\""},
           Case{"a\r\nb\rc", "1:1 Name \"a\" 2:2 Name \"b\" 3:1 Name \"c\""},
           Case{"\"é\" x", "1:2 String \"é\" 1:5 Name \"x\""},
       }) {
    CAPTURE(text);
    CHECK(tokens(text) == want);
  }
}

TEST_CASE("gqlparser lexer: escapes, of which surrogates are none") {
  for (const auto& [text, want] : {
           Case{R"("\"\\\/\b\f\n\r\t")", R"(1:2 String "\"\\/\b\f\n\r\t")"},
           Case{R"("\u0041\u00e9")", R"(1:2 String "Aé")"},
           Case{R"("\uD83D\uDE00")", "1:2 String \"\uFFFD\uFFFD\""},
       }) {
    CAPTURE(text);
    CHECK(tokens(text) == want);
  }
}

TEST_CASE("gqlparser lexer: block strings stand on their last line, left of it") {
  for (const auto& [text, want] : {
           Case{R"("""a""")", R"(1:4 BlockString "a")"},
           Case{"\"\"\"a\nb\"\"\"", R"(2:-1 BlockString "a\nb")"},
           Case{"\"\"\"a\nlong line\"\"\"", R"(2:-1 BlockString "a\nlong line")"},
           Case{"\"\"\"long\nb\"\"\"", R"(2:-4 BlockString "long\nb")"},
           Case{R"("""a""""")", R"(1:4 BlockString "a\"\"")"},
           Case{R"("""\"""""")", R"(1:4 BlockString "\"\"\"")"},
       }) {
    CAPTURE(text);
    CHECK(tokens(text) == want);
  }
}

TEST_CASE("gqlparser lexer: the first line's indentation counts, and is kept") {
  CHECK(dedent_block_string("  a\n    b\n   c") == "  a\n  b\n c");
  CHECK(dedent_block_string("a\n  b") == "a\n  b");
  CHECK(dedent_block_string("\n  a\n\n  b\n \t") == "a\n\nb");
  CHECK(dedent_block_string(" \n\t").empty());
}

TEST_CASE("gqlparser lexer: what is no token") {
  for (const auto& [text, want] : {
           Case{"^", "1:1 Cannot parse the unexpected character \"^\"."},
           Case{"..", "1:1 Cannot parse the unexpected character \".\"."},
           Case{"é", "1:1 Cannot parse the unexpected character \"Ã\"."},
           Case{"\x07", "1:1 Cannot contain the invalid character \"\\u0007\""},
           Case{"'a'",
                "1:1 Unexpected single quote character ('), did you mean to use a double quote "
                "(\")?"},
           Case{"01", "1:2 Invalid number, unexpected digit after 0: \"1\"."},
           Case{"-a", "1:2 Invalid number, expected digit but got: \"a\"."},
           Case{"1.", "1:3 Invalid number, expected digit but got: <EOF>."},
           Case{"1e+", "1:4 Invalid number, expected digit but got: <EOF>."},
           Case{"\"a", "1:3 Unterminated string."},
           Case{"\"a\n\"", "1:3 Unterminated string."},
           Case{"\"\"\"a", "1:5 Unterminated string."},
           Case{"\"\\q\"", "1:3 Invalid character escape sequence: \\q."},
           Case{"\"\\u12", "1:3 Invalid character escape sequence: \\u12."},
           Case{"\"\\u12G4\"", "1:3 Invalid character escape sequence: \\u12G4."},
           Case{"\"\\", "1:3 Invalid character escape sequence."},
           Case{"\"\x01\"", "1:2 Invalid character within String: \"\\u0001\"."},
       }) {
    CAPTURE(text);
    CHECK(tokens(text) == want);
  }
}

}  // namespace
}  // namespace igp::rego::gqlparser
