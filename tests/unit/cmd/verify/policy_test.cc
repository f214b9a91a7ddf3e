// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "verify/policy.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/io/atomic_file.h"
#include "base/limits.h"
#include "support/command_world.h"

using namespace igp;

namespace {

struct World : test::CommandWorld {
  Result<StatementPolicy> load(const std::string& body) {
    const std::string path = dir.path() + "/p.rego";
    REQUIRE(write_file_atomically(path, body));
    return StatementPolicy::load(path);
  }
  Status ask(const std::string& rules, std::string_view statement = R"({"predicate":{"a":1}})") {
    const auto policy = load("package signature\n" + rules);
    REQUIRE(policy);
    return policy->allow(statement, runtime, diag);
  }
  bool denies(const std::string& rules) {
    const Status asked = ask(rules);
    return !asked && asked.error().code == ErrorCode::kPolicyDenied;
  }
};

}  // namespace

TEST_CASE("statement policy: only true allows") {
  World w;
  CHECK(w.ask("allow := true"));
  CHECK(w.ask("allow if input.predicate.a == 1"));
  CHECK(w.ask("allow := true\ndeny contains \"x\" if input.predicate.a == 2"));
  CHECK(w.ask("allow := true\ndeny := []"));
  for (const char* rules : {"allow := false", "allow := \"true\"", "allow := 1", "allow := [true]",
                            "allow contains true", "allow.yes := true",
                            "allow if input.predicate.a == 2", "allow := input.nothing",
                            "default allow := false", "allow := true if false\nallow := false"}) {
    CAPTURE(rules);
    CHECK(w.denies(rules));
  }
}

TEST_CASE("statement policy: a denial or an error outweighs allow") {
  World w;
  for (const char* rules : {"deny contains \"no\"", "deny := [\"no\"]", "deny contains 1",
                            "deny := true", "deny := false", "deny := {\"a\": 1}", "deny := \"\"",
                            "deny contains x if x := 1 / (input.predicate.a - 1)"}) {
    CAPTURE(rules);
    CHECK(w.denies(std::string("allow := true\n") + rules));
  }
  CHECK(w.denies("allow := true\nallow := false if input.predicate"));
  CHECK(w.denies("allow if not json.unmarshal(\"{\")"));
}

TEST_CASE("statement policy: what deny says is shown, up to a limit") {
  World w;
  const auto denied = w.ask("allow := true\ndeny contains \"first\\u0007\"\ndeny contains \"two\"");
  REQUIRE(!denied);
  CHECK(denied.error().message.find("'two'") != std::string::npos);
  CHECK(denied.error().message.find('\x07') == std::string::npos);
  const auto shown = [&](std::size_t count) {
    const auto status = w.ask(fmt::format(
        "allow := true\ndeny contains sprintf(\"<%d>\", [i]) if some i in numbers.range(1, {})",
        count));
    return std::ranges::count(status.error().message, '<');
  };
  CHECK(shown(limits::kPolicyMessages) == limits::kPolicyMessages);
  CHECK(shown(limits::kPolicyMessages + 1) == limits::kPolicyMessages);
}

TEST_CASE("statement policy: a file that is no policy is malformed") {
  World w;
  const std::pair<const char*, ErrorCode> cases[] = {
      {"", ErrorCode::kRegoParse},
      {"package signature\nallow if {", ErrorCode::kRegoParse},
      {"package signature\nallow if x == y", ErrorCode::kRegoCompile},
      {"package signature\ndeny contains \"x\"", ErrorCode::kRegoCompile},
      {"package signature.more\nallow := true", ErrorCode::kRegoCompile},
      {"package other\nallow := true", ErrorCode::kRegoCompile},
      {"package signature\nallow(x) := true", ErrorCode::kRegoCompile},
      {"package signature\nallow := true\nallow(x) := true", ErrorCode::kRegoCompile}};
  for (const auto& [text, code] : cases) {
    CAPTURE(text);
    const auto policy = w.load(text);
    REQUIRE(!policy);
    CHECK(policy.error().code == code);
    CHECK(info(policy.error().code).exit_class == ExitClass::kMalformed);
  }
  CHECK(StatementPolicy::load(w.dir.path() + "/none").error().code == ErrorCode::kFileNotFound);
}
