// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "fetch_decision.h"

#include "policy_options.h"
#include "rego/load/loader.h"
#include "rego/value/json_write.h"

namespace igp {
namespace {

Result<std::shared_ptr<const rego::Engine>> load(const std::string& directory) {
  rego::Loader loader;
  loader.add(directory);
  if (!loader.errors().empty()) {
    return fail(ErrorCode::kRegoParse, "{}", loader.errors().front());
  }
  auto engine = rego::Engine::build(loader.take());
  if (!engine) return Fail(rego::to_error(engine.error()));
  return std::move(*engine);
}

}  // namespace

Result<Decision> decide(const std::string& directory, const DecisionRequest& request,
                        const cli::Runtime& runtime, Diag& diag) {
  const auto engine = IGP_TRY(load(directory));
  const auto query = engine->prepare(request.query);
  if (!query) return Fail(rego::to_error(query.error()));
  // Of several, all would have to be looked at to say that they allow.
  if ((*query)->expressions().size() != 1) {
    return fail(ErrorCode::kUsage, "the query {} is not one expression", quote(request.query));
  }
  rego::EvalOptions options = policy_options(runtime, diag);
  options.cancel = request.cancel;
  rego::Evaluation evaluation;
  const auto results = (*query)->eval(evaluation, request.input.value, options);
  if (!results) return Fail(rego::to_error(results.error()));
  Decision decision;
  const rego::Value value = results->value();
  if (value.defined()) decision.value = rego::write_json(value);
  decision.allowed = results->solutions.size() == 1 && value.is_true();
  return decision;
}

}  // namespace igp
