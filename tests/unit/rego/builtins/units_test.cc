// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("units builtins: as OPA answers") {
  check_calls({
      {"units.parse", R"(["10Ki"])", "10240"},
      {"units.parse", R"(["1m"])", "0.0010000000"},
      {"units.parse", R"(["1.5M"])", "1500000"},
      {"units.parse", R"(["0.1"])", "0.1000000000"},
      {"units.parse", R"(["1e3k"])", "1000000"},
      {"units.parse", R"(["\"1K\""])", "1000"},
      {"units.parse", R"(["100 k"])",
       "eval_builtin_error: units.parse: spaces not allowed in resource strings"},
      {"units.parse", R"(["k"])", "eval_builtin_error: units.parse: no amount provided"},
      {"units.parse", R"(["1.5.2k"])",
       "eval_builtin_error: units.parse: could not parse amount to a number"},
      {"units.parse", R"(["10x"])", "eval_builtin_error: units.parse: unit x not recognized"},
      {"units.parse", R"(["10KB"])", "eval_builtin_error: units.parse: unit Kb not recognized"},
      {"units.parse", R"(["3.3333333333333333m"])", "0.0033333333"},
      {"units.parse", R"(["1e9999999"])", "eval_builtin_error: units.parse: exponent too large"},
      {"units.parse", R"(["-5Mi"])", "-5242880"},
      {"units.parse", R"(["+5e"])", "5000000000000000000"},
      {"units.parse", R"(["1E"])", "1000000000000000000"},
      {"units.parse", R"(["1e2"])", "100"},
      {"units.parse", R"([".5g"])", "500000000"},
      {"units.parse", R"(["5.k"])", "5000"},
      {"units.parse", R"(["007"])", "7"},
      {"units.parse", R"(["1/2"])", "eval_builtin_error: units.parse: unit /2 not recognized"},
      {"units.parse", R"([""])", "eval_builtin_error: units.parse: no amount provided"},
      {"units.parse_bytes", R"(["10Ki"])", "10240"},
      {"units.parse_bytes", R"(["10KB"])", "10000"},
      {"units.parse_bytes", R"(["1.5kib"])", "1536"},
      {"units.parse_bytes", R"(["0.0005K"])", "0"},
      {"units.parse_bytes", R"(["100 MB"])",
       "eval_builtin_error: units.parse_bytes: spaces not allowed in resource strings"},
      {"units.parse_bytes", R"(["KB"])",
       "eval_builtin_error: units.parse_bytes: no byte amount provided"},
      {"units.parse_bytes", R"(["3foo"])",
       "eval_builtin_error: units.parse_bytes: byte unit foo not recognized"},
      {"units.parse_bytes", R"(["1b"])",
       "eval_builtin_error: units.parse_bytes: byte unit b not recognized"},
      {"units.parse_bytes", R"(["1.2.3"])",
       "eval_builtin_error: units.parse_bytes: could not parse byte amount to a number"},
      {"units.parse_bytes", R"(["1e3"])", "1000"},
      {"units.parse_bytes", R"(["9.9999999999999999999EiB"])", "11529215046068469760"},
      {"units.parse_bytes", R"(["-1.5k"])", "-1500"},
  });
}

}  // namespace
}  // namespace igp::rego
