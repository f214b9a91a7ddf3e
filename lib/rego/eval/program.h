// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Program and QueryProgram: what Engine and PreparedQuery hold.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "rego/engine.h"
#include "rego/eval/documents.h"
#include "rego/eval/machine.h"

namespace igp::rego {

/// Compiled modules and the sealed base documents. Rules are planned when a query first refers to
/// them: most programs have more rules, those of tests for one, than any query comes to.
struct Program {
  std::unique_ptr<CompiledModules> modules;
  Document data;
  std::mutex planning;  ///< held while groups get plans, which the rest of the members own
  Arena constants;
  StepStore steps;
  SyntaxArena syntax;
  DocumentTree documents;
};

/// A compiled query with its plan.
struct QueryProgram {
  std::shared_ptr<const Engine> engine;  ///< keeps `program` alive
  Program* program = nullptr;
  std::unique_ptr<Query> query;
  Arena constants;
  StepStore steps;
  SyntaxArena syntax;
  const Step* first = nullptr;
  std::int32_t slots = 0;
  std::vector<PreparedQuery::Expression> expressions;
  std::vector<std::string> variables;
};

/// Where a query's solutions go.
struct SolutionSink : Sink {
  explicit SolutionSink(Arena& arena) : solutions(arena) {}
  ArenaVector<Solution> solutions;
};

/// Ends a query: keeps the values of expressions and variables.
class YieldSolutionStep final : public Step {
 public:
  YieldSolutionStep(std::vector<Operand> expressions, std::vector<Operand> bindings)
      : expressions_(std::move(expressions)), bindings_(std::move(bindings)) {}
  Flow run(Machine& machine) const override;

 private:
  std::vector<Operand> expressions_;
  std::vector<Operand> bindings_;
};

}  // namespace igp::rego
