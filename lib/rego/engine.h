// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Engine: compiled Rego modules and sealed base documents, ready to answer queries.
//
//   auto engine = Engine::build({.modules = {{"gate.rego", source}}, .data = document});
//   auto query = (*engine)->prepare("data.release.gate");
//   Evaluation evaluation;                       // one for each thread, used again and again
//   auto answer = (*query)->eval(evaluation, input, options);
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rego/eval/eval_error.h"
#include "rego/host.h"
#include "rego/syntax/ast.h"
#include "rego/syntax/diagnostic.h"
#include "rego/value/value.h"

namespace igp::rego {

class Machine;
struct Program;
struct QueryProgram;

/// A value with the memory it lives in. Copies share it.
struct Document {
  std::shared_ptr<Arena> arena;
  Value value;

  /// Reads JSON text. Fails with kJsonMalformed or kLimitExceeded.
  static Result<Document> from_json(std::string_view text);
};

/// A Rego file.
struct ModuleSource {
  std::string name;  ///< for errors
  std::string text;
};

struct EngineOptions {
  RegoVersion version = RegoVersion::kV1;
  bool strict = false;  ///< also refuse what opa's `--strict` refuses
  /// Refuse rules whose document is also a base document, as opa's commands do.
  bool check_data_conflicts = true;
};

struct EngineSources {
  std::vector<ModuleSource> modules;
  /// The base documents below `data`; an undefined value means none.
  Document data = {};
};

/// One query's text and how to read it.
struct QueryOptions {
  RegoVersion version = RegoVersion::kV1;
  std::string package;               ///< path like "cos.abac"; empty: none
  std::vector<std::string> imports;  ///< paths like "data.cos.abac"
  bool strict = false;
};

/// One solution of a query.
struct Solution {
  std::span<const Value> expressions;  ///< in the order of PreparedQuery::expressions()
  std::span<const Value> bindings;     ///< in the order of PreparedQuery::variables()
};

/// All solutions. Lives as long as the query, and in the Evaluation until its next use.
struct ResultSet {
  std::span<const Solution> solutions;
  /// Errors of builtins that left an expression undefined.
  std::span<const EvalError> builtin_errors;

  /// The first expression of the only solution, undefined when there is none.
  [[nodiscard]] Value value() const {
    return solutions.empty() ? Value() : solutions.front().expressions.front();
  }
};

/// The memory of one evaluation after the other. Not thread-safe.
class Evaluation {
 public:
  Evaluation();
  Evaluation(Evaluation&&) noexcept;
  Evaluation& operator=(Evaluation&&) noexcept;
  ~Evaluation();

 private:
  friend class PreparedQuery;
  std::unique_ptr<Machine> machine_;
};

/// A compiled query. Immutable; may be evaluated by many threads at once.
class PreparedQuery {
 public:
  /// An expression as it was written.
  struct Expression {
    std::string text;
    int row = 0;
    int col = 0;
  };

  explicit PreparedQuery(std::unique_ptr<const QueryProgram> program);
  ~PreparedQuery();

  [[nodiscard]] std::span<const Expression> expressions() const;
  /// Names of the variables that solutions bind, sorted.
  [[nodiscard]] std::span<const std::string> variables() const;

  /// `input` may be undefined; it must outlive the result.
  [[nodiscard]] std::expected<ResultSet, EvalError> eval(Evaluation& evaluation, const Value& input,
                                                         const EvalOptions& options) const;

 private:
  std::unique_ptr<const QueryProgram> program_;
};

/// Immutable; shared by all queries prepared on it.
class Engine : public std::enable_shared_from_this<Engine> {
 public:
  /// Parses and compiles.
  static Diagnosed<std::shared_ptr<const Engine>> build(EngineSources sources,
                                                        const EngineOptions& options = {});

  explicit Engine(std::unique_ptr<Program> program);
  ~Engine();

  /// Compiles a query against the modules.
  [[nodiscard]] Diagnosed<std::shared_ptr<const PreparedQuery>> prepare(
      std::string query, const QueryOptions& options = {}) const;

  /// The base documents.
  [[nodiscard]] const Value& data() const;

 private:
  std::unique_ptr<Program> program_;
};

}  // namespace igp::rego
