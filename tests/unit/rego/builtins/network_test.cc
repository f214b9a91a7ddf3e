// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// No builtin makes a network call, and none says that it did.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("network: addresses are their own answer") {
  check_calls({
      {"net.lookup_ip_addr", R"(["1.2.3.4"])", R"({"1.2.3.4"})"},
      {"net.lookup_ip_addr", R"(["::0:1"])", R"({"::1"})"},
      {"net.lookup_ip_addr", R"(["localhost"])", R"({"127.0.0.1", "::1"})"},
      {"net.lookup_ip_addr", R"([1])", "eval_type_error: operand 1 must be string but got number"},
  });
}

TEST_CASE("network: everything else is refused") {
  check_calls({
      {"net.lookup_ip_addr", R"(["example.com"])",
       "eval_builtin_error: disallowed host: example.com"},
      {"http.send", R"([{"method": "get", "url": "http://example.com:80/x"}])",
       "eval_builtin_error: disallowed host: example.com"},
      {"http.send", R"([{"method": "get"}])",
       R"(eval_type_error: operand 1 missing required request parameters(s): {"url"})"},
      {"http.send", R"([{"method": "get", "url": "", "x": 1}])",
       R"(eval_type_error: operand 1 invalid request parameters(s): {"x"})"},
      {"http.send", R"([1])", "eval_type_error: operand 1 must be object but got number"},
  });
}

}  // namespace
}  // namespace igp::rego
