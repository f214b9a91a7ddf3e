// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/machine.h"

#include <doctest/doctest.h>

#include <functional>

#include "rego/builtins/caches.h"
#include "rego/engine.h"

namespace igp::rego {
namespace {

/// Evaluates `query` against one module and hands over the outcome while it lives.
void evaluate(const std::string& module, const std::string& query, const EvalOptions& options,
              const std::function<void(const std::expected<ResultSet, EvalError>&)>& look) {
  const auto engine = Engine::build({.modules = {{"test.rego", module}}});
  REQUIRE(engine);
  const auto prepared = (*engine)->prepare(query);
  REQUIRE(prepared);
  Evaluation evaluation;
  look((*prepared)->eval(evaluation, Value(), options));
}

/// A module whose rule p<n> needs p<n-1>, and so on to p0, which is `last`.
std::string chain(std::size_t rules, std::string_view last) {
  std::string module = fmt::format("package a\np0 := {}\n", last);
  for (std::size_t i = 1; i <= rules; ++i) module += fmt::format("p{} := p{}\n", i, i - 1);
  return module;
}

TEST_CASE("machine: memory is looked at now and then, and ends at its limit") {
  EvalOptions options;
  CHECK(options.memory_bytes == limits::kRegoEvalBytes);
  Machine machine;
  machine.start(0, Value(), Value(), options);
  machine.arena().allocate(1 << 20);
  const auto proceed = [&] {
    // Far more steps than between two looks.
    for (int step = 0; step < 100'000; ++step) {
      if (machine.proceed({}) == Flow::kError) return machine.error()->code;
    }
    return std::string("goes on");
  };
  options.memory_bytes = machine.arena().used();
  CHECK(proceed() == "goes on");
  options.memory_bytes -= 1;
  CHECK(proceed() == "eval_internal_error");
}

TEST_CASE("machine: the stack ends at its limit") {
  CHECK(EvalOptions().stack_bytes == limits::kRegoStackBytes);
  const std::string module = chain(100, "7");
  const auto code_with = [&](std::size_t bytes) {
    EvalOptions options;
    options.stack_bytes = bytes;
    std::string code;
    evaluate(module, "data.a.p100", options, [&](const auto& results) {
      code = results ? "" : results.error().code;
      if (results) CHECK(results->value() == Value::integer(7));
    });
    return code;
  };
  REQUIRE(code_with(limits::kRegoStackBytes).empty());
  std::size_t too_little = 0;
  std::size_t enough = limits::kRegoStackBytes;
  while (enough - too_little > 1) {
    const std::size_t middle = too_little + (enough - too_little) / 2;
    (code_with(middle).empty() ? enough : too_little) = middle;
  }
  CHECK(code_with(too_little) == "eval_internal_error");
  // A hundred rules take more than nothing each.
  CHECK(enough > 100 * sizeof(void*));
}

TEST_CASE("machine: an error's trace keeps the innermost frames") {
  EvalOptions strict;
  strict.strict_builtin_errors = true;
  const auto frames = [&](std::size_t rules) {
    std::size_t count = 0;
    evaluate(chain(rules, "1 / 0"), fmt::format("data.a.p{}", rules), strict,
             [&](const auto& results) {
               REQUIRE_FALSE(results);
               CHECK(results.error().stack.front().text == "1 / 0");
               count = results.error().stack.size();
             });
    return count;
  };
  const std::size_t alone = frames(0);
  CHECK(frames(limits::kRegoTraceFrames - alone - 1) == limits::kRegoTraceFrames - 1);
  CHECK(frames(limits::kRegoTraceFrames - alone) == limits::kRegoTraceFrames);
  CHECK(frames(limits::kRegoTraceFrames - alone + 1) == limits::kRegoTraceFrames);
}

TEST_CASE("machine: errors that stop nothing are kept up to their limit") {
  const auto kept = [](std::size_t failures) {
    std::size_t count = 0;
    evaluate("package a\n", fmt::format("[1 | some i in numbers.range(1, {}); i / 0]", failures),
             {}, [&](const auto& results) {
               REQUIRE(results);
               count = results->builtin_errors.size();
             });
    return count;
  };
  CHECK(kept(1) == 1);
  CHECK(kept(limits::kRegoBuiltinErrors) == limits::kRegoBuiltinErrors);
  CHECK(kept(limits::kRegoBuiltinErrors + 1) == limits::kRegoBuiltinErrors);
}

}  // namespace
}  // namespace igp::rego
