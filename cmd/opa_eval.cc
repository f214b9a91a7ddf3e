// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <unistd.h>

#include "base/io/file.h"
#include "base/rfc3339.h"
#include "commands.h"
#include "deadline.h"
#include "opa_eval_run.h"
#include "rego/load/loader.h"
#include "rego/present/present.h"

namespace igp {
namespace {

// opa's own exit codes for a wrong command line and for everything else, which opa-eval keeps.
constexpr auto kOpaUsage = static_cast<cli::ExitCode>(1);
constexpr auto kOpaError = static_cast<cli::ExitCode>(2);

class OpaEvalCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override;

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    if (const std::string problem = usage_problem(); !problem.empty()) {
      fmt::print(stderr, "Error: {}\n", problem);
      return kOpaUsage;
    }
    const auto input = read_input();
    if (!input) {
      fmt::print(stderr, "{}\n", input.error().message);
      return kOpaError;
    }
    const cli::Deadline deadline = IGP_TRY(cli::Deadline::after(timeout_));
    const FixedClock fixed(time_.empty() ? 0 : IGP_TRY(parse_rfc3339(time_)));
    rego::EvalOptions options;
    options.host.clock = time_.empty() ? runtime.clock.get() : &fixed;
    options.host.rng = runtime.rng.get();
    options.host.print = [](std::string_view line) { fmt::print(stderr, "{}\n", line); };
    options.strict_builtin_errors = strict_builtin_errors_;
    options.cancel = &deadline.passed();
    request_.query = IGP_TRY(query_text());
    return run_opa_eval(request_, input->value, options, output);
  }

 private:
  [[nodiscard]] std::string usage_problem() const;
  [[nodiscard]] Result<rego::Document> read_input() const;
  [[nodiscard]] Result<std::string> query_text() const;

  OpaEvalRequest request_;
  std::optional<std::string> query_;
  std::string input_;
  std::string timeout_;
  std::string time_;
  bool stdin_query_ = false;
  bool stdin_input_ = false;
  bool strict_builtin_errors_ = false;
};

void OpaEvalCommand::describe(cli::FlagSet& flags) {
  using cli::Complete;
  using cli::Flag;
  flags.add(Flag{.name = "data",
                 .short_name = 'd',
                 .label = "PATH",
                 .help = "Rego, JSON or YAML file, or directory of them; may be repeated.",
                 .complete = Complete::kFile,
                 .into = &request_.data,
                 .group = "Policy and data"});
  flags.add(Flag{.name = "bundle",
                 .short_name = 'b',
                 .label = "DIR",
                 .help = "Bundle directory; may be repeated.",
                 .complete = Complete::kDirectory,
                 .into = &request_.bundles,
                 .group = "Policy and data"});
  flags.add(Flag{.name = "ignore",
                 .label = "PATTERN",
                 .help = "Pass over files and directories whose name matches.",
                 .into = &request_.ignore,
                 .group = "Policy and data"});
  flags.add(Flag{.name = "v0-compatible",
                 .help = "Read modules as Rego v0.",
                 .into = &request_.v0,
                 .group = "Policy and data"});
  flags.add(Flag{.name = "strict",
                 .short_name = 'S',
                 .help = "Refuse unused variables and imports.",
                 .into = &request_.strict,
                 .group = "Policy and data"});
  flags.add(Flag{.name = "input",
                 .short_name = 'i',
                 .label = "FILE",
                 .help = "Input document, JSON or YAML ('-': standard input).",
                 .complete = Complete::kFile,
                 .into = &input_,
                 .group = "Query"});
  flags.add(Flag{.name = "stdin-input",
                 .short_name = 'I',
                 .help = "Read the input document from standard input.",
                 .into = &stdin_input_,
                 .group = "Query"});
  flags.add(Flag{.name = "stdin",
                 .help = "Read the query from standard input.",
                 .into = &stdin_query_,
                 .group = "Query"});
  flags.add(Flag{.name = "package",
                 .label = "PATH",
                 .help = "Package that the query is evaluated in.",
                 .into = &request_.package,
                 .may_be_empty = true,  // as opa has it
                 .group = "Query"});
  flags.add(Flag{.name = "import",
                 .label = "PATH",
                 .help = "Import for the query; may be repeated.",
                 .into = &request_.imports,
                 .group = "Query"});
  flags.add(Flag{.name = "timeout",
                 .label = "DURATION",
                 .help = "Stop after this time (such as 500ms or 10s).",
                 .into = &timeout_,
                 .group = "Evaluation"});
  flags.add(Flag{.name = "time",
                 .label = "TIME",
                 .help = "RFC 3339 time that the policy sees as now (opa has no such flag).",
                 .into = &time_,
                 .group = "Evaluation"});
  flags.add(Flag{.name = "strict-builtin-errors",
                 .help = "Stop at the first error of a builtin.",
                 .into = &strict_builtin_errors_,
                 .group = "Evaluation"});
  flags.add(Flag{.name = "show-builtin-errors",
                 .help = "Show all errors of builtins.",
                 .into = &request_.show_builtin_errors,
                 .group = "Evaluation"});
  flags.add(Flag{.name = "format",
                 .short_name = 'f',
                 .label = "FORMAT",
                 .help = "json, values, bindings, pretty, raw, source or discard.",
                 .into = &request_.format,
                 .group = "Result"});
  flags.add(Flag{.name = "pretty-limit",
                 .label = "BYTES",
                 .help = "Longest cell of a pretty table; 0: no limit.",
                 .into = &request_.pretty_limit,
                 .group = "Result"});
  flags.add(Flag{
      .name = "fail", .help = "Exit 1 when undefined.", .into = &request_.fail, .group = "Result"});
  flags.add(Flag{.name = "fail-defined",
                 .help = "Exit 1 when the query is defined.",
                 .into = &request_.fail_defined,
                 .group = "Result"});
  flags.add(cli::Positional{.name = "QUERY",
                            .help = "The query, such as data.cos.abac.allow.",
                            .complete = Complete::kNone,
                            .into = &query_,
                            .required = false});
}

std::string OpaEvalCommand::usage_problem() const {
  if (query_ && stdin_query_) return "specify query argument or --stdin but not both";
  if (!query_ && !stdin_query_) return "specify query argument or --stdin";
  if (stdin_query_ && (stdin_input_ || input_ == "-")) {
    return "specify --stdin or --stdin-input but not both";
  }
  if (stdin_input_ && !input_.empty()) return "specify --stdin-input or --input but not both";
  if (request_.fail && request_.fail_defined)
    return "specify --fail or --fail-defined but not both";
  if (request_.format == "source") return "invalid output format for evaluation";
  if (!rego::output_format(request_.format)) {
    return fmt::format(
        "invalid argument {} for --format: must be one of "
        "{{json,values,bindings,pretty,source,raw,discard}}",
        quote(request_.format));
  }
  return {};
}

Result<std::string> OpaEvalCommand::query_text() const {
  if (query_) return *query_;
  return read_fd(STDIN_FILENO, "standard input", limits::kRegoModuleBytes);
}

Result<rego::Document> OpaEvalCommand::read_input() const {
  if (stdin_input_ || input_ == "-") {
    const std::string text =
        IGP_TRY(read_fd(STDIN_FILENO, "standard input", limits::kRegoDocumentBytes));
    return text.empty() ? rego::Document{nullptr, rego::Value::null()} : rego::read_input(text);
  }
  if (input_.empty()) return rego::Document{};
  return rego::read_input_file(input_);
}

}  // namespace

std::unique_ptr<cli::Command> make_opa_eval_command() { return std::make_unique<OpaEvalCommand>(); }

}  // namespace igp
