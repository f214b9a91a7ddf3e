// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What an installed pack decides (`fetch --decide`).
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "base/diag.h"
#include "base/result.h"
#include "cli/command.h"
#include "rego/engine.h"

namespace igp {

/// A question to the policies of a pack.
struct DecisionRequest {
  std::string query;     ///< one expression
  rego::Document input;  ///< undefined: none
  const std::atomic<bool>* cancel = nullptr;
};

/// The answer. Only `true` allows; a policy that says anything else, or nothing, does not.
struct Decision {
  std::optional<std::string> value;  ///< JSON on one line; nothing: undefined
  bool allowed = false;
};

/// Evaluates the query over what `directory` holds, as `opa-eval --data` does. Fails with
/// kRegoParse, kRegoCompile, kRegoEval, or kUsage when the query is not one expression.
Result<Decision> decide(const std::string& directory, const DecisionRequest& request,
                        const cli::Runtime& runtime, Diag& diag);

}  // namespace igp
