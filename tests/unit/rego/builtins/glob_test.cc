// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "base/limits.h"
#include "call.h"
#include "rego/builtins/glob_pattern.h"

namespace igp::rego {
namespace {

TEST_CASE("glob builtins: as OPA answers") {
  check_calls({
      {"glob.match", R"(["*.github.com",[],"api.github.com"])", "true"},
      {"glob.match", R"(["*.github.com",[],"a.b.github.com"])", "false"},
      {"glob.match", R"(["*.github.com",null,"a.b.github.com"])", "true"},
      {"glob.match", R"(["**.github.com",["."],"a.b.github.com"])", "true"},
      {"glob.match", R"(["*:github:com",[":"],"api:github:com"])", "true"},
      {"glob.match", R"(["api.**.com",["."],"api.cdn.github.com"])", "true"},
      {"glob.match", R"(["?at",["f"],"cat"])", "true"},
      {"glob.match", R"(["?at",["c"],"cat"])", "false"},
      {"glob.match", R"(["[abc]at",[],"cat"])", "true"},
      {"glob.match", R"(["[!abc]at",[],"cat"])", "false"},
      {"glob.match", R"(["[a-c]at",[],"cat"])", "true"},
      {"glob.match", R"(["[!a-c]at",[],"lat"])", "true"},
      {"glob.match", R"(["[z-a]at",[],"lat"])",
       "eval_builtin_error: glob: syntax error at 5: range hi character is less than lo"},
      {"glob.match", R"(["{cat,bat,[fr]at}",[],"rat"])", "true"},
      {"glob.match", R"(["{a{b,c},d}*",[],"acx"])", "true"},
      {"glob.match", R"(["{a,",[],"a"])",
       "eval_builtin_error: glob: syntax error at 3: unclosed `{`"},
      {"glob.match", R"(["[a",[],"a"])",
       "eval_builtin_error: glob: syntax error at 2: unexpected end of input"},
      {"glob.match", R"(["[",[],"a"])",
       "eval_builtin_error: glob: syntax error at 1: unexpected end of input"},
      {"glob.match", R"(["a}b,c",[],"a}b,c"])", "true"},
      {"glob.match", R"(["a\\*b",[],"a*b"])", "true"},
      {"glob.match", R"(["",[],""])", "true"},
      {"glob.match", R"(["*",[],""])", "true"},
      {"glob.match", R"(["a","x","a"])",
       "eval_type_error: operand 2 must be one of {array, null} but got string"},
      {"glob.match", R"(["a",["ab"],"a"])",
       "eval_type_error: operand 2 must be array of runes but got array containing string"},
      {"glob.match", R"(["a",[1],"a"])",
       "eval_type_error: operand 2 must be array of strings but got array containing number"},
      {"glob.match", R"(["/foo/**/bar",["/"],"/foo/x/y/bar"])", "true"},
      {"glob.match", R"(["/foo/*/bar",["/"],"/foo/x/y/bar"])", "false"},
      {"glob.match", R"(["é?",[],"éü"])", "true"},
      {"glob.match", R"(["*a*b*c",[],"xaybzc"])", "true"},
      {"glob.match", R"(["a{,b}c",[],"ac"])", "true"},
      {"glob.match", R"(["***",["/"],"a/b"])", "true"},
      {"glob.quote_meta", R"(["*.a[b]{c}?\\"])", R"("\\*.a\\[b\\]\\{c\\}\\?\\\\")"},
  });
}

TEST_CASE("glob pattern: length and nesting hold at the cap and one more") {
  const auto code_of = [](std::string_view pattern) {
    const auto compiled = GlobPattern::compile(pattern, {});
    return compiled ? ErrorCode::kInternal : compiled.error().code;
  };
  const std::string longest(limits::kGlobPatternBytes, 'a');
  CHECK(GlobPattern::compile(longest, {}));
  CHECK(code_of(longest + 'a') == ErrorCode::kLimitExceeded);
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '{') + 'a' + std::string(depth, '}');
  };
  CHECK(GlobPattern::compile(nested(limits::kGlobDepth), {})->matches("a"));
  CHECK(code_of(nested(limits::kGlobDepth + 1)) == ErrorCode::kLimitExceeded);
}

}  // namespace
}  // namespace igp::rego
