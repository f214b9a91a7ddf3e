// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("regex builtins: as OPA answers") {
  check_calls({
      {"regex.match", R"(["^[a-z]+\\[[0-9]+\\]$","foo[2]"])", "true"},
      {"regex.match", R"(["(","a"])",
       "eval_builtin_error: error parsing regexp: missing closing ): `(`"},
      {"regex.match", R"(["[","a"])",
       "eval_builtin_error: error parsing regexp: missing closing ]: `[`"},
      {"regex.match", R"x(["a)","a"])x",
       "eval_builtin_error: error parsing regexp: unexpected ): `a)`"},
      {"regex.match", R"(["*a","a"])",
       "eval_builtin_error: error parsing regexp: missing argument to repetition operator: `*`"},
      {"regex.match", R"(["a**","a"])",
       "eval_builtin_error: error parsing regexp: invalid nested repetition operator: `**`"},
      {"regex.match", R"(["\\","a"])",
       "eval_builtin_error: error parsing regexp: trailing backslash at end of expression: ``"},
      {"regex.match", R"(["\\8","a"])",
       R"(eval_builtin_error: error parsing regexp: invalid escape sequence: `\8`)"},
      {"regex.match", R"(["[b-a]","a"])",
       "eval_builtin_error: error parsing regexp: invalid character class range: `b-a`"},
      {"regex.match", R"(["a{2,1}","a"])",
       "eval_builtin_error: error parsing regexp: invalid repeat count: `{2,1}`"},
      {"regex.match", R"(["a{1001}","a"])",
       "eval_builtin_error: error parsing regexp: invalid repeat count: `{1001}`"},
      {"regex.match", R"(["(?P<n","a"])",
       "eval_builtin_error: error parsing regexp: invalid named capture: `(?P<n`"},
      {"regex.match", R"x(["(?<n>a)","a"])x", "true"},
      {"regex.match", R"x(["(?=a)","a"])x",
       "eval_builtin_error: error parsing regexp: invalid or unsupported Perl syntax: `(?=`"},
      {"regex.match", R"(["\\pX","a"])",
       R"(eval_builtin_error: error parsing regexp: invalid character class range: `\pX`)"},
      {"regex.match", R"(["[[:foo:]]","a"])",
       "eval_builtin_error: error parsing regexp: invalid character class range: `[:foo:]`"},
      {"regex.is_valid", R"(["("])", "false"},
      {"regex.split", R"(["/","foo/bar/baz"])", R"(["foo", "bar", "baz"])"},
      {"regex.split", R"(["","abc"])", R"(["a", "b", "c"])"},
      {"regex.split", R"(["a*","baaac"])", R"(["b", "c"])"},
      {"regex.split", R"(["x",""])", R"([""])"},
      {"regex.find_n", R"(["[a-z]","a1b2c3",2])", R"(["a", "b"])"},
      {"regex.find_n", R"(["a*","baac",-1])", R"(["", "aa", ""])"},
      {"regex.find_all_string_submatch_n", R"(["a(x*)b(y|z)?c","-axxxbyc-abzc-",-1])",
       R"([["axxxbyc", "xxx", "y"], ["abzc", "", "z"]])"},
      {"regex.find_all_string_submatch_n", R"(["a(x)?","a",-1])", R"([["a", ""]])"},
      {"regex.replace", R"x(["foo","(o)","<$1>"])x", R"("f<o><o>")"},
      {"regex.replace", R"(["-ab-axxb-","a(x*)b","$1W"])", R"("---")"},
      {"regex.replace", R"(["-ab-axxb-","a(x*)b","${1}W$$ $x $"])", R"("-W$  $-xxW$  $-")"},
      {"regex.replace", R"(["baaac","a*","x"])", R"("xbxcx")"},
      {"regex.replace", R"(["héé","","-"])", R"("-h-é-é-")"},
      {"regex.replace", R"x(["foo","(?P<n>o)","[${n}]"])x", R"("f[o][o]")"},
      {"regex.template_match", R"(["urn:foo:{.*}","urn:foo:bar:baz","{","}"])", "true"},
      {"regex.template_match", R"(["urn:foo:{.*","urn:foo:bar","{","}"])",
       R"(eval_builtin_error: unbalanced braces in "urn:foo:{.*")"},
      {"regex.template_match", R"(["a","a","{{","}"])",
       "eval_builtin_error: start delimiter has to be exactly one character long but is 2 long"},
  });
}

}  // namespace
}  // namespace igp::rego
