// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "opa_eval_run.h"

#include <fmt/format.h>

#include <cstdio>

#include "rego/load/loader.h"
#include "rego/present/present.h"

namespace igp {
namespace {

constexpr auto kOpaFail = static_cast<cli::ExitCode>(1);
constexpr auto kOpaError = static_cast<cli::ExitCode>(2);

// Adds what is wrong with a program or query to the answer.
void add_findings(const rego::Diagnostics& list, rego::Answer& answer) {
  for (const auto& finding : list) answer.errors.push_back(rego::show_error(finding));
}

rego::EngineSources load(const OpaEvalRequest& request, rego::Answer& answer) {
  rego::Loader loader;
  loader.ignore(request.ignore);
  for (const std::string& path : request.data) loader.add(path);
  for (const std::string& path : request.bundles) loader.add_bundle(path);
  for (const std::string& message : loader.errors()) {
    answer.errors.push_back(rego::show_error(message));
  }
  return loader.take();
}

// The compiled query; null when the answer has the errors that prevented it.
std::shared_ptr<const rego::PreparedQuery> prepare(const OpaEvalRequest& request,
                                                   rego::Answer& answer) {
  rego::EngineSources sources = load(request, answer);
  if (!answer.errors.empty()) return nullptr;
  const auto version = request.v0 ? rego::RegoVersion::kV0 : rego::RegoVersion::kV1;
  const auto engine =
      rego::Engine::build(std::move(sources), {.version = version, .strict = request.strict});
  if (!engine) {
    add_findings(engine.error(), answer);
    return nullptr;
  }
  const auto query = (*engine)->prepare(
      request.query, {.version = version, .package = request.package, .imports = request.imports});
  if (query) return *query;
  add_findings(query.error(), answer);
  return nullptr;
}

cli::ExitCode evaluate(const OpaEvalRequest& request, const rego::Value& input,
                       const rego::EvalOptions& options, rego::Evaluation& evaluation,
                       rego::Answer& answer) {
  const auto results = answer.query->eval(evaluation, input, options);
  if (!results) {
    answer.errors.push_back(rego::show_error(results.error()));
    return kOpaError;
  }
  answer.results = *results;
  if (request.show_builtin_errors) {
    for (const auto& failure : results->builtin_errors) {
      answer.errors.push_back(rego::show_error(failure));
    }
  }
  const bool defined = !results->solutions.empty();
  const bool failed = (request.fail && !defined) || (request.fail_defined && defined);
  return failed ? kOpaFail : cli::ExitCode::kOk;
}

}  // namespace

cli::ExitCode run_opa_eval(const OpaEvalRequest& request, const rego::Value& input,
                           const rego::EvalOptions& options, cli::Output& output) {
  rego::Answer answer;
  answer.pretty_limit = static_cast<std::size_t>(request.pretty_limit);
  const auto query = prepare(request, answer);
  rego::Evaluation evaluation;
  cli::ExitCode code = kOpaError;
  if (query != nullptr) {
    answer.query = query.get();
    code = evaluate(request, input, options, evaluation, answer);
  }
  const rego::Shown text = rego::show(answer, *rego::output_format(request.format));
  output.out(text.out);
  fmt::print(stderr, "{}", text.err);
  return code;
}

}  // namespace igp
