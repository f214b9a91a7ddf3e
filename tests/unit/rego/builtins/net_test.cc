// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2, but where it panics.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/limits.h"
#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("net builtins: one network and one other") {
  check_calls({
      {"net.cidr_contains", R"(["10.0.0.0/8","10.1.2.3"])", "true"},
      {"net.cidr_contains", R"(["10.0.0.0/8","10.1.0.0/16"])", "true"},
      {"net.cidr_contains", R"(["10.1.0.0/16","10.0.0.0/8"])", "false"},
      {"net.cidr_contains", R"(["2001:db8::/32","2001:db8:ff::1"])", "true"},
      {"net.cidr_contains", R"(["::ffff:1.2.3.4/120","1.2.3.0/25"])", "true"},
      {"net.cidr_contains", R"(["1.2.3.0/24","::ffff:1.2.3.4/120"])", "true"},
      {"net.cidr_contains", R"(["::/0","1.2.3.4"])", "false"},
      {"net.cidr_contains", R"(["::/0","::8000:0:0/81"])", "true"},
      {"net.cidr_contains", R"(["10.0.0.0/8","x"])",
       "eval_builtin_error: not a valid textual representation of an IP address or CIDR: x"},
      {"net.cidr_contains", R"(["10.0.0.0","x"])",
       "eval_builtin_error: invalid CIDR address: 10.0.0.0"},
      {"net.cidr_contains", R"(["10.0.0.0/8",1])",
       "eval_type_error: operand 1 must be string but got number"},
      {"net.cidr_overlap", R"(["10.0.0.0/8","11.0.0.0/16"])", "false"},
      {"net.cidr_intersects", R"(["10.1.0.0/16","10.0.0.0/8"])", "true"},
      {"net.cidr_intersects", R"(["10.1.0.0/16","10.2.0.0/16"])", "false"},
      {"net.cidr_intersects", R"(["0.0.0.0/0","::/0"])", "false"},
      {"net.cidr_intersects", R"(["10.0.0.0/8","10.1.2.3"])",
       "eval_builtin_error: invalid CIDR address: 10.1.2.3"},
  });
}

TEST_CASE("net builtins: what is a network and what is not") {
  for (const char* text :
       {"0.0.0.0/0", "10.1.2.3/8", "10.0.0.0/008", "::/0", "::1/128", "1::/16", "1:2:3:4:5:6:7::/9",
        "1:2:3:4:5:6:7:8/9", "::1.2.3.4/99", "1:2:3:4:5:6:7.8.9.10/9", "FFFF::abcd/128"}) {
    CAPTURE(text);
    CHECK(call("net.cidr_is_valid", "[\"" + std::string(text) + "\"]") == "true");
  }
  for (const char* text : {"",
                           "/",
                           "1.2.3.4",
                           "1.2.3.4/",
                           "1.2.3.4/33",
                           "1.2.3.4/-1",
                           "1.2.3.4/+1",
                           "1.2.3.4/8/8",
                           "1.2.3.4/99999999999",
                           "1.2.3/8",
                           "1.2.3.4.5/8",
                           "1.2..4/8",
                           "256.2.3.4/8",
                           "01.2.3.4/8",
                           "00.2.3.4/8",
                           " 1.2.3.4/8",
                           "::/129",
                           ":/1",
                           ":::/1",
                           "1:/1",
                           ":1/1",
                           "1::2::3/1",
                           "12345::/1",
                           "00001::/1",
                           "g::/1",
                           "1:2:3:4:5:6:7/1",
                           "1:2:3:4:5:6:7:8:9/1",
                           "1:2:3:4:5:6:7:8::/1",
                           "::1:2:3:4:5:6:7:8/1",
                           "1:2:3:4:5:6:7:1.2.3.4/1",
                           "::01.2.3.4/1",
                           "::1.2.3.4:5/1",
                           "fe80::1%eth0/64",
                           "fe80::1%/64",
                           "1/1",
                           "1%1/1"}) {
    CAPTURE(text);
    CHECK(call("net.cidr_is_valid", "[\"" + std::string(text) + "\"]") == "false");
  }
  CHECK(call("net.cidr_is_valid", "[1]") == "false");
}

TEST_CASE("net.cidr_contains_matches: names what matches") {
  check_calls({
      {"net.cidr_contains_matches", R"(["10.0.0.0/8","10.1.2.3"])",
       R"({["10.0.0.0/8", "10.1.2.3"]})"},
      {"net.cidr_contains_matches",
       R"([["10.0.0.0/8",["11.0.0.0/8","x"]],{"$set":["10.1.2.3",["11.1.2.4",1]]}])",
       R"({[0, "10.1.2.3"], [1, ["11.1.2.4", 1]]})"},
      {"net.cidr_contains_matches", R"([{"a":"10.0.0.0/8"},{"b":["10.0.0.0/9"],"c":"::"}])",
       R"({["a", "b"]})"},
      {"net.cidr_contains_matches", R"([1,"x"])", "set()"},
      {"net.cidr_contains_matches", R"(["1.0.0.0/8",1])", "set()"},
      {"net.cidr_contains_matches", R"([["x"],[]])", "set()"},
      {"net.cidr_contains_matches", R"([[1],[]])",
       "eval_builtin_error: operand 1: element must be string or non-empty array"},
      {"net.cidr_contains_matches", R"(["1.0.0.0/8",[[]]])",
       "eval_builtin_error: operand 2: element must be string or non-empty array"},
      {"net.cidr_contains_matches", R"(["1.0.0.0/8",[[1]]])",
       "eval_type_error: operand 1 must be string but got number"},
  });
}

TEST_CASE("net.cidr_expand: all addresses up to the limit") {
  check_calls({
      {"net.cidr_expand", R"(["10.0.0.1/30"])",
       R"({"10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3"})"},
      {"net.cidr_expand", R"(["255.255.255.255/31"])", R"({"255.255.255.254", "255.255.255.255"})"},
      {"net.cidr_expand", R"(["::1/127"])", R"({"::", "::1"})"},
      {"net.cidr_expand", R"(["1:0:0:2:0:0:0:0/128"])", R"({"1:0:0:2::"})"},
      {"net.cidr_expand", R"(["1:0:2:3:4:5:6:7/128"])", R"({"1:0:2:3:4:5:6:7"})"},
      {"net.cidr_expand", R"(["10.0.0.1"])", "eval_builtin_error: invalid CIDR address: 10.0.0.1"},
  });
  static_assert(limits::kRegoCidrAddresses == 1 << (32 - 12));
  const std::string all = call("net.cidr_expand", R"(["10.0.0.0/12"])");
  CHECK(std::count(all.begin(), all.end(), ',') + 1 == limits::kRegoCidrAddresses);
  for (const char* args : {R"(["10.0.0.0/11"])", R"(["::/107"])", R"(["::/0"])"}) {
    CHECK(call("net.cidr_expand", args) ==
          "eval_builtin_error: network has more than 1048576 addresses");
  }
}

TEST_CASE("net.cidr_merge: the fewest networks") {
  check_calls({
      {"net.cidr_merge", R"([["192.0.128.0/24","192.0.129.0/24"]])", R"({"192.0.128.0/23"})"},
      {"net.cidr_merge", R"([["0.0.0.1/32","0.0.0.2/31","0.0.0.4/31","0.0.0.6/32"]])",
       R"({"0.0.0.1/32", "0.0.0.2/31", "0.0.0.4/31", "0.0.0.6/32"})"},
      {"net.cidr_merge", R"([["::/1","8000::/1"]])", R"({"::/0"})"},
      {"net.cidr_merge", R"([["0.0.0.0/0","::/0"]])", R"({"::/0"})"},
      {"net.cidr_merge", R"([["::fffe:0:0/96","0.0.0.0/1"]])", R"({"0.0.0.0/1", "::fffe:0:0/96"})"},
      {"net.cidr_merge", R"([["0.0.0.0/1","128.0.0.0/1"]])", R"({"0.0.0.0/0"})"},
      {"net.cidr_merge", R"([{"$set":["10.0.0.1"]}])", R"({"10.0.0.1/8"})"},
      {"net.cidr_merge", R"([["10.0.0.1","10.0.0.1"]])", R"({"10.0.0.0/8"})"},
      {"net.cidr_merge", R"([["128.0.0.1","192.0.0.1","::ffff:1.2.3.4"]])",
       R"({"1.2.3.4/8", "128.0.0.1/16", "192.0.0.1/24"})"},
      {"net.cidr_merge", "[[]]", "set()"},
      {"net.cidr_merge", R"([["::1"]])", "eval_builtin_error: IPv6 invalid: needs prefix length"},
      {"net.cidr_merge", R"([["x"]])", "eval_builtin_error: invalid CIDR address: x"},
      {"net.cidr_merge", "[[1]]", "eval_builtin_error: element must be string"},
      {"net.cidr_merge", R"(["10.0.0.0/8"])", "eval_builtin_error: operand must be an array"},
  });
}

TEST_CASE("net.cidr_merge: an answer where OPA panics") {
  check_calls({
      {"net.cidr_merge", R"([["::ffff:1.2.3.0/120","::ffff:1.2.2.0/120"]])", R"({"1.2.2.0/23"})"},
      {"net.cidr_merge", R"([["::8000:0:0/81","1.2.3.0/24"]])", R"({"::8000:0:0/81"})"},
      {"net.cidr_merge", R"([["255.255.255.0/24","::1:0:0:0/112"]])",
       R"({"255.255.255.0/24", "::1:0:0:0/112"})"},
  });
}

}  // namespace
}  // namespace igp::rego
