// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("semver builtins: as OPA answers") {
  check_calls({
      {"semver.compare", R"(["1.0.0","v1.0.0"])", "0"},
      {"semver.compare", R"(["2.0.0","1.9.9"])", "1"},
      {"semver.compare", R"(["1.0.0-alpha.1","1.0.0-alpha.beta"])", "-1"},
      {"semver.compare", R"(["1.0.0-rc.11","1.0.0-rc.2"])", "1"},
      {"semver.compare", R"(["1.0.0-a","1.0.0"])", "-1"},
      {"semver.compare", R"(["1.0.0+x","1.0.0+y"])", "0"},
      {"semver.compare", R"(["1.0.0-alpha","1.0.0-alpha.1"])", "-1"},
      {"semver.compare", R"(["1.0","1.0.0"])",
       R"(eval_builtin_error: operand 1: string "1.0" is not a valid SemVer)"},
      {"semver.compare", R"(["1.0.0","01.0.0"])",
       R"(eval_builtin_error: operand 2: string "01.0.0" is not a valid SemVer)"},
      {"semver.is_valid", R"(["1.0.0-01"])", "false"},
      {"semver.is_valid", R"(["1.0.0-0a.1"])", "true"},
      {"semver.is_valid", R"(["1.0.0+"])", "false"},
      {"semver.is_valid", R"(["1.0.0-a..b"])", "false"},
      {"semver.is_valid", R"(["99999999999999999999.0.0"])", "false"},
      {"semver.is_valid", "[1]", "false"},
  });
}

TEST_CASE("uuid builtins: as OPA answers") {
  check_calls({
      {"uuid.parse", R"(["00000000-0000-1000-8000-2bb7a5f4f63a"])",
       R"({"clocksequence": 0, "macvariables": "local:multicast", "nodeid": "2b-b7-a5-f4-f6-3a", "time": 6227451273709551616, "variant": "RFC4122", "version": 1})"},
      {"uuid.parse", R"(["6ba7b810-9dad-11d1-80b4-00c04fd430c8"])",
       R"({"clocksequence": 180, "macvariables": "global:unicast", "nodeid": "00-c0-4f-d4-30-c8", "time": 886630433151182400, "variant": "RFC4122", "version": 1})"},
      {"uuid.parse", R"(["000003e8-48b9-21ee-b200-325096b39f47"])",
       R"({"clocksequence": 12800, "domain": "Person", "id": 1000, "macvariables": "local:unicast", "nodeid": "32-50-96-b3-9f-47", "time": 1693566990121469600, "variant": "RFC4122", "version": 2})"},
      {"uuid.parse", R"(["urn:uuid:6ba7b810-9dad-41d1-80b4-00c04fd430c8"])",
       R"({"variant": "RFC4122", "version": 4})"},
      {"uuid.parse", R"(["{6ba7b810-9dad-41d1-c0b4-00c04fd430c8}"])",
       R"({"variant": "Microsoft", "version": 4})"},
      {"uuid.parse", R"(["6ba7b8109dad41d180b400c04fd430c8"])",
       R"({"variant": "RFC4122", "version": 4})"},
      {"uuid.parse", R"(["nope"])", "undefined"},
  });
}

}  // namespace
}  // namespace igp::rego
