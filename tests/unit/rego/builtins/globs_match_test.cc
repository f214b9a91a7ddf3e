// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "base/limits.h"
#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("regex.globs_match: whether one text matches both") {
  check_calls({
      {"regex.globs_match", R"(["a.", "ab"])", R"(true)"},
      {"regex.globs_match", R"(["[a-c]+", "bd"])", R"(false)"},
      {"regex.globs_match", R"(["[a-c]+", "bca"])", R"(true)"},
      {"regex.globs_match", R"(["a*", "b*"])", R"(false)"},
      {"regex.globs_match", R"(["", ""])", R"(true)"},
      {"regex.globs_match", R"(["a", ""])", R"(false)"},
      {"regex.globs_match", R"(["[a-z]*x", "a[0-9]x"])", R"(false)"},
      {"regex.globs_match", R"(["a.b.c*", "a.b.*"])", R"(true)"},
      {"regex.globs_match", R"(["[a", "b"])",
       R"(eval_builtin_error: input:[a, pos:2, found [ without matching ]: the input provided is invalid)"},
      {"regex.globs_match", R"(["+", "b"])",
       R"(eval_builtin_error: input:+, pos:1, flag '+' must be preceded by a non-flag: the input provided is invalid)"},
      {"regex.globs_match", R"(["a]", "b"])",
       R"(eval_builtin_error: input:a], pos:2, set-close ']' with no preceding '[': the input provided is invalid)"},
      {"regex.globs_match", R"(["[z-a]", "b"])",
       R"(eval_builtin_error: input:[z-a], pos:4, range is out of order: 'a' comes before 'z' in Unicode: the input provided is invalid)"},
      {"regex.globs_match", R"(["[-a]", "a"])",
       R"(eval_builtin_error: input:[-a], pos:2, range character '-' must be preceded by a Unicode character: the input provided is invalid)"},
      {"regex.globs_match", R"(["[a-", "a"])",
       R"(eval_builtin_error: input:[a-, pos:3, range character '-' must be followed by a Unicode character: the input provided is invalid)"},
      {"regex.globs_match", R"(["a\\\\", "a"])", R"(false)"},
      {"regex.globs_match", R"(["\\\\*", "*"])",
       R"(eval_builtin_error: input:*, pos:1, flag '*' must be preceded by a non-flag: the input provided is invalid)"},
      {"regex.globs_match", R"(["[]", ".*"])", R"(true)"},
      {"regex.globs_match", R"(["é", "."])", R"(true)"},
      {"regex.globs_match", R"(["[a-]]", "a"])",
       R"(eval_builtin_error: input:[a-]], pos:4, range character '-' cannot be followed by a special symbol: the input provided is invalid)"},
  });
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

TEST_CASE("regex.globs_match: gives up after kGlobsMatchSteps") {
  // Each star can take any part of the other's text: the ways to do so double with each.
  const std::string stars = repeated("a*.", 12) + "x";
  const std::string few = call("regex.globs_match", fmt::format(R"(["{}", "a+b"])", stars));
  CHECK(few == "false");
  const std::string more = repeated("a*.", 400) + "x";
  const std::string other = repeated(".*a", 400) + "y";
  const std::string answer =
      call("regex.globs_match", fmt::format(R"(["{}z*", "{}z*"])", more, other));
  CAPTURE(limits::kGlobsMatchSteps);
  CHECK(answer.starts_with("rego_unsupported: "));
}

TEST_CASE("regex.globs_match: the repeated characters of both are bounded") {
  const std::string at = repeated("a*b", limits::kRegoParseDepth);
  CHECK(call("regex.globs_match", fmt::format(R"(["{}", "c"])", at)) == "false");
  const std::string above = call("regex.globs_match", fmt::format(R"(["{}", "c*"])", at));
  CHECK(above.starts_with("rego_unsupported: "));
}

}  // namespace
}  // namespace igp::rego
