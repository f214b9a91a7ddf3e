// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("yaml.marshal: as Go's yaml.v3 writes it") {
  check_calls({
      {"yaml.marshal",
       R"([{"b": 1, "a": [1, "x", {"c": null, "d": []}], "e": {}, "a10": 1, "a9": 2.5}])",
       R"("a:\n  - 1\n  - x\n  - c: null\n    d: []\na9: 2.5\na10: 1\nb: 1\ne: {}\n")"},
      {"yaml.marshal", R"(["a"])", R"("a\n")"},
      {"yaml.marshal", R"([1e+21])", R"("1e+21\n")"},
      {"yaml.marshal", R"([null])", R"("null\n")"},
      {"yaml.marshal", R"([[[1], {"k": "v"}]])", R"("- - 1\n- k: v\n")"},
      {"yaml.marshal",
       R"([{"a b": "c: d", "x": "", "y": "yes", "n": "12", "t": "2001-01-01", "h": "0x1F", "s": "1:30", "f": "1e3", "p": " a", "q": "it's", "l": "a\nb\n", "l2": "a\nb", "l3": "\na\n\n", "d": "a\tb", "u": "\u0001😀", "c": "#x", "i": "- a", "o": "a #b"}])",
       R"("a b: 'c: d'\nc: '#x'\nd: \"a\\tb\"\nf: \"1e3\"\nh: \"0x1F\"\ni: '- a'\nl: |\n  a\n  b\nl2: |-\n  a\n  b\nl3: |2+\n\n  a\n\n\"n\": \"12\"\no: 'a #b'\np: ' a'\nq: it's\ns: \"1:30\"\nt: \"2001-01-01\"\nu: \"\\x01\\U0001F600\"\nx: \"\"\n\"y\": \"yes\"\n")"},
      {"yaml.marshal",
       R"([{"k\nl": "v", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": [1]}])",
       R"("? |-\n  k\n  l\n: v\n? xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n: - 1\n")"},
      {"yaml.marshal", R"(["\u007f"])",
       R"(eval_builtin_error: yaml: control characters are not allowed)"},
      {"yaml.marshal", R"([18446744073709551615])", R"("18446744073709551615\n")"},
      {"yaml.marshal", R"([18446744073709551616])", R"("1.8446744073709552e+19\n")"},
      {"yaml.marshal", R"([-0.0])", R"("-0\n")"},
      {"yaml.marshal", R"([true])", R"("true\n")"},
      {"yaml.marshal", R"([[]])", R"("[]\n")"},
      {"yaml.marshal", R"([{}])", R"("{}\n")"},
  });
}

TEST_CASE("yaml.marshal: sets and keys that are no text have a form in JSON") {
  check_calls({
      {"yaml.marshal", R"([{"$set": [2, 1]}])", R"("- 1\n- 2\n")"},
  });
}

}  // namespace
}  // namespace igp::rego
