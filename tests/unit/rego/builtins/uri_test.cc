// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("uri.parse: the parts that are there") {
  check_calls({
      {"uri.parse", R"(["HTTP://u:p@h.com:80/p%20a/b?q=1&x=%zz#fr%41g"])",
       R"({"fragment": "frAg", "hostname": "h.com", "path": "/p a/b", "port": "80", "raw_path": "/p a/b", "raw_query": "q=1&x=%zz", "scheme": "http"})"},
      {"uri.parse", R"([""])", "{}"},
      {"uri.parse", R"(["mailto:a@b"])", R"({"scheme": "mailto"})"},
      {"uri.parse", R"(["//h/p"])", R"({"hostname": "h", "path": "/p", "raw_path": "/p"})"},
      {"uri.parse", R"(["///p?"])", R"({"path": "///p", "raw_path": "///p"})"},
      {"uri.parse", R"(["a:/%2fa"])", R"({"path": "//a", "raw_path": "/%2fa", "scheme": "a"})"},
      {"uri.parse", R"(["a://h:1:2"])", R"({"hostname": "h:1", "port": "2", "scheme": "a"})"},
      {"uri.parse", R"(["//[fe80::1%25en0]:"])", R"({"hostname": "fe80::1%en0"})"},
  });
}

TEST_CASE("uri.parse: what is wrong") {
  check_calls({
      {"uri.parse", R"(["http://a b/"])",
       R"(eval_builtin_error: parse "http://a b/": invalid character " " in host name)"},
      {"uri.parse", R"(["http://h:x/"])",
       R"(eval_builtin_error: parse "http://h:x/": invalid port ":x" after host)"},
      {"uri.parse", R"(["http://h:1:2"])",
       R"(eval_builtin_error: parse "http://h:1:2": invalid port ":1:2" after host)"},
      {"uri.parse", R"(["//<@h"])",
       R"(eval_builtin_error: parse "//<@h": net/url: invalid userinfo)"},
      {"uri.parse", R"(["//[::1"])", R"(eval_builtin_error: parse "//[::1": missing ']' in host)"},
      {"uri.parse", R"(["%"])", R"(eval_builtin_error: parse "%": invalid URL escape "%")"},
      {"uri.parse", R"([":a"])", R"(eval_builtin_error: parse ":a": missing protocol scheme)"},
      {"uri.parse", R"(["1a:b"])",
       R"(eval_builtin_error: parse "1a:b": first path segment in URL cannot contain colon)"},
      {"uri.parse", R"(["http://[v1.a]/"])",
       R"(eval_builtin_error: parse "http://[v1.a]/": invalid host: ParseAddr("v1.a"): unexpected character (at "v1.a"))"},
      {"uri.parse", R"(["//[1]"])",
       R"(eval_builtin_error: parse "//[1]": invalid host: ParseAddr("1"): unable to parse IP)"},
      {"uri.parse", R"(["//[%25a]"])",
       R"(eval_builtin_error: parse "//[%25a]": invalid host: ParseAddr("%a"): missing IPv6 address)"},
      {"uri.parse", R"(["//[1.2.3.4]"])",
       R"(eval_builtin_error: parse "//[1.2.3.4]": invalid IP-literal)"},
      {"uri.parse", R"(["//[1.2.3]"])",
       R"(eval_builtin_error: parse "//[1.2.3]": invalid host: ParseAddr("1.2.3"): IPv4 address too short)"},
      {"uri.parse", R"(["//[1.2.3.4.5]"])",
       R"(eval_builtin_error: parse "//[1.2.3.4.5]": invalid host: ParseAddr("1.2.3.4.5"): IPv4 address too long)"},
      {"uri.parse", R"(["//[::01.2.3.4]"])",
       R"(eval_builtin_error: parse "//[::01.2.3.4]": invalid host: ParseAddr("::01.2.3.4"): IPv4 field has octet with leading zero)"},
      {"uri.parse", R"(["//[1:2]"])",
       R"(eval_builtin_error: parse "//[1:2]": invalid host: ParseAddr("1:2"): address string too short)"},
      {"uri.parse", R"(["//[1::2::3]"])",
       R"(eval_builtin_error: parse "//[1::2::3]": invalid host: ParseAddr("1::2::3"): multiple :: in address (at ":3"))"},
      {"uri.parse", R"(["//[::1%25]"])",
       R"(eval_builtin_error: parse "//[::1%25]": invalid host: ParseAddr("::1%"): zone must be a non-empty string)"},
      {"uri.parse", R"(["//[123456789a::]"])",
       R"(eval_builtin_error: parse "//[123456789a::]": invalid host: ParseAddr("123456789a::"): each group must have 4 or less digits (at "123456789a::"))"},
      {"uri.parse", R"(["http://h%41/"])",
       R"(eval_builtin_error: parse "http://h%41/": invalid URL escape "%41")"},
      {"uri.parse", R"(["a\nb"])",
       R"(eval_builtin_error: parse "a\nb": net/url: invalid control character in URL)"},
      {"uri.parse", "[1]", "eval_type_error: operand 1 must be string but got number"},
  });
}

TEST_CASE("uri.is_valid: whether it can be parsed") {
  check_calls({
      {"uri.is_valid", R"(["http://a.b/c"])", "true"},
      {"uri.is_valid", R"(["a"])", "true"},
      {"uri.is_valid", R"([""])", "false"},
      {"uri.is_valid", R"(["http://[::1"])", "false"},
      {"uri.is_valid", "[1]", "false"},
  });
}

}  // namespace
}  // namespace igp::rego
