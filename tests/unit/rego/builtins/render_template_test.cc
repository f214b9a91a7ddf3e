// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "base/limits.h"
#include "call.h"
#include "rego/templates/tree.h"
#include "rego/value/json_read.h"
#include "rego/value/json_write.h"

namespace igp::rego {
namespace {

constexpr std::string_view kData =
    R"({"a": "x<y", "b": {"c": "é", "d": null, "e": [1, 2.5, "z"]}, "n": 5, "t": true, "l": ["p", "q"], "m": {"k2": "v2", "k1": 1}})";

struct Rendering {
  std::string_view source;
  std::string_view want;  ///< a term, or an error
};

std::string render(std::string_view source) {
  const std::string quoted = write_json(Value::string_borrowed(source));
  return call("strings.render_template", fmt::format("[{}, {}]", quoted, kData));
}

void check_renderings(std::initializer_list<Rendering> rows) {
  for (const Rendering& row : rows) {
    CAPTURE(row.source);
    CHECK(render(row.source) == row.want);
  }
}

TEST_CASE("render_template: actions and functions") {
  check_renderings({
      {R"(plain)", R"("plain")"},
      {R"({{.a}} {{.b.c}} {{.nope}} {{.b.d}} {{.n}})", R"("x<y é <undefined> <undefined> 5")"},
      {R"({{ .b }} {{.l}})", R"("map[c:é d:<nil> e:[1 2.5 z]] [p q]")"},
      {R"(a {{- /* c */ -}} b)", R"("ab")"},
      {R"({{- 1 -}}  x  {{- 2}})", R"("1x2")"},
      {R"({{if .t}}y{{else}}n{{end}}{{if .nope}}y{{else if .n}}2{{end}})", R"("y2")"},
      {R"({{with .b}}{{.c}}{{else}}n{{end}}{{with $x := .nope}}{{$x}}{{else}}e{{end}})", R"("ée")"},
      {R"({{range $i, $x := .l}}{{$i}}={{$x}};{{end}}{{range $k, $v := .m}}{{$k}}:{{$v}} {{end}}{{range .nope}}{{else}}none{{end}}{{range 3}}{{.}}{{end}})",
       R"("0=p;1=q;k1:1 k2:v2 none012")"},
      {R"({{range .l}}{{if eq . "q"}}{{break}}{{end}}{{.}}{{end}})", R"("p")"},
      {R"({{$x := 1}}{{range .l}}{{$x = .}}{{end}}{{$x}})", R"("q")"},
      {R"({{define "T"}}[{{.}}]{{end}}{{template "T" .a}}{{template "T"}}{{block "B" .n}}<{{.}}>{{end}})",
       R"("[x<y][<undefined>]<5>")"},
      {R"({{len .a}} {{len .l}} {{index .l 1}} {{index .m "k1"}} {{slice .a 1 2}} {{slice .l 1}})",
       R"("3 2 q 1 < [q]")"},
      {R"({{eq .a "x<y" }} {{eq 1 2 1}} {{ne .n "5"}} {{lt 1 2}} {{le 2.5 2.5}} {{gt "b" "a"}} {{ge 1 2}})",
       R"("true true false true true true false")"},
      {R"({{and .t .a}} {{or .nope .n}} {{not .t}})", R"("x<y 5 false")"},
      {R"({{print 1 2 "a" 3}} {{println 1 "a"}}{{printf "%d %5.2f %q %v %t" 3 1.5 .a .l true}})",
       "\"1 2a3 1 a\\n3  1.50 \\\"x<y\\\" [p q] true\""},
      {R"({{html .a}} {{js .a}} {{urlquery .a " "}})", "\"x&lt;y x\\\\u003Cy x%3Cy+\""},
      {R"({{.a | printf "%s-%s" "x" | len}})", R"("5")"},
      {"{{(index .b.e 0)}} {{(.b).c}} {{$.a}} {{0x1F}} {{'a'}} {{1e3}} {{`r`}} {{\"\\u00e9\\n\"}}",
       "\"1 é x<y 31 97 1000 r é\\n\""},
      {R"({{printf "%d" .n}} {{printf "%x" .b.d}})", R"X("%!d(json.Number=5) %!x(<nil>)")X"},
  });
}

TEST_CASE("render_template: what is wrong") {
  check_renderings({
      {"{{'\\u00zz'}}", R"(eval_builtin_error: template: template:1: invalid syntax)"},
      {"{{''}}", R"(eval_builtin_error: template: template:1: invalid syntax)"},
      {"{{'ab'}}",
       R"(eval_builtin_error: template: template:1: malformed character constant: 'ab')"},
      {R"({{)", R"(eval_builtin_error: template: template:1: unclosed action)"},
      {R"({{.a)", R"(eval_builtin_error: template: template:1: unclosed action)"},
      {R"({{end}})", R"(eval_builtin_error: template: template:1: unexpected {{end}})"},
      {R"({{if .a}})", R"(eval_builtin_error: template: template:1: unexpected EOF)"},
      {R"({{else}})", R"(eval_builtin_error: template: template:1: unexpected {{else}})"},
      {R"({{nope}})", R"(eval_builtin_error: template: template:1: function "nope" not defined)"},
      {R"({{$x}})", R"(eval_builtin_error: template: template:1: undefined variable "$x")"},
      {R"({{.a | 1}})",
       R"(eval_builtin_error: template: template:1: non executable command in pipeline stage 2)"},
      {R"({{|}})", R"(eval_builtin_error: template: template:1: unexpected "|" in command)"},
      {R"({{"a}})", R"(eval_builtin_error: template: template:1: unterminated quoted string)"},
      {R"({{1a}})", R"(eval_builtin_error: template: template:1: bad number syntax: "1a")"},
      {R"({{/* a }})", R"(eval_builtin_error: template: template:1: unclosed comment)"},
      {R"({{ .a })", R"(eval_builtin_error: template: template:1: unexpected "}" in operand)"},
      {R"({{template "x"}})",
       R"(eval_builtin_error: template: template:1:11: executing "template" at <{{template "x"}}>: template "x" not defined)"},
      {R"({{.a.b}})",
       R"(eval_builtin_error: template: template:1:4: executing "template" at <.a.b>: can't evaluate field b in type interface {})"},
      {R"({{.b.d.x}})",
       R"(eval_builtin_error: template: template:1:4: executing "template" at <.b.d.x>: nil pointer evaluating interface {}.x)"},
      {R"({{nil}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <nil>: nil is not a command)"},
      {R"({{len 1}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <len 1>: error calling len: len of type int)"},
      {R"({{len .b.d}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <len .b.d>: error calling len: len of nil pointer)"},
      {R"({{index .l 2}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <index .l 2>: error calling index: reflect: slice index out of range)"},
      {R"({{index .l .n}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <index .l .n>: error calling index: cannot index slice/array with type json.Number)"},
      {R"({{index .l}}{{index}})",
       R"(eval_builtin_error: template: template:1:14: executing "template" at <index>: wrong number of args for index: want at least 1 got 0)"},
      {R"({{lt .n 1}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <lt .n 1>: error calling lt: incompatible types for comparison: json.Number and int)"},
      {R"({{lt .l .l}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <lt .l .l>: error calling lt: invalid type for comparison)"},
      {R"({{eq .l .l}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <eq .l .l>: error calling eq: non-comparable type [p q]: []interface {})"},
      {R"({{.a 1}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <.a>: a is not a method but has arguments)"},
      {R"({{1 2}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <1>: can't give argument to non-function 1)"},
      {R"({{range .a}}{{end}})",
       R"(eval_builtin_error: template: template:1:8: executing "template" at <.a>: range can't iterate over x<y)"},
      {R"({{printf 1}})",
       R"(eval_builtin_error: template: template:1:9: executing "template" at <1>: expected string; found 1)"},
      {R"({{slice .a 2 1}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <slice .a 2 1>: error calling slice: invalid slice index: 2 > 1)"},
      {R"({{not}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <not>: wrong number of args for not: want 1 got 0)"},
      {R"({{call .a}})",
       R"(eval_builtin_error: template: template:1:2: executing "template" at <call .a>: error calling call: non-function .a of type string)"},
      {R"({{$x = 1}})",
       R"(eval_builtin_error: template: template:1:7: executing "template" at <1>: undefined variable: $x)"},
      {R"({{break}})", R"(eval_builtin_error: template: template:1: {{break}} outside {{range}})"},
      {R"({{range $a, $b, $c := .l}}{{end}})",
       R"(eval_builtin_error: template: template:1: too many declarations in range)"},
      {R"({{define "a"}}x{{end}}{{define "a"}}y{{end}})",
       R"(eval_builtin_error: template: template:1: template: multiple definition of template "a")"},
      {R"({{(1}})", R"(eval_builtin_error: template: template:1: unclosed left paren)"},
      {R"({{)}})", R"(eval_builtin_error: template: template:1: unexpected right paren)"},
      {R"({{#}})", R"(eval_builtin_error: template: template:1: unexpected "#" in command)"},
      {"\n\n  {{.a.b}}",
       R"(eval_builtin_error: template: template:3:6: executing "template" at <.a.b>: can't evaluate field b in type interface {})"},
      {R"({{if}}{{end}})", R"(eval_builtin_error: template: template:1: missing value for if)"},
      {R"({{ .a := 1}})",
       R"(eval_builtin_error: template: template:1: unexpected ":=" in operand)"},
  });
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

TEST_CASE("render_template: at most kTemplateBytes of source") {
  const std::string at(limits::kTemplateBytes, 'x');
  CHECK(templates::parse(at));
  const auto above = templates::parse(at + "x");
  REQUIRE_FALSE(above);
  CHECK(above.error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("render_template: at most kTemplateDepth levels") {
  // The innermost pipeline is a level too.
  const auto nested = [](std::size_t levels) {
    return repeated("{{if 1}}", levels - 1) + "{{1}}" + repeated("{{end}}", levels - 1);
  };
  CHECK(templates::parse(nested(limits::kTemplateDepth)));
  const auto above = templates::parse(nested(limits::kTemplateDepth + 1));
  REQUIRE_FALSE(above);
  CHECK(above.error().code == ErrorCode::kLimitExceeded);
  const std::string endless = render(R"({{define "T"}}{{template "T"}}{{end}}{{template "T"}})");
  CHECK(endless.starts_with("rego_unsupported: "));
}

TEST_CASE("render_template: steps and output are bounded") {
  Arena arena;
  const auto parsed = templates::parse("{{range 3}}ab{{end}}");
  REQUIRE(parsed);
  const auto run = [&](const templates::ExecuteLimits& most) {
    const auto out = templates::execute(*parsed, Value::empty_object(), arena, most);
    if (!out) CHECK(out.error().code == ErrorCode::kLimitExceeded);
    return out.has_value();
  };
  CHECK(run({.steps = limits::kTemplateSteps, .output_bytes = limits::kTemplateOutputBytes}));
  // The range, its pipeline, and of each turn itself and its text.
  CHECK(run({.steps = 8}));
  CHECK_FALSE(run({.steps = 7}));
  CHECK(run({.output_bytes = 6}));
  CHECK_FALSE(run({.output_bytes = 5}));
}

}  // namespace
}  // namespace igp::rego
