// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What `igpack opa-eval` does between its flags and its exit code.
#pragma once

#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/output.h"
#include "rego/engine.h"

namespace igp {

/// What the flags of opa-eval say about policy, query and result.
struct OpaEvalRequest {
  std::string query;
  std::vector<std::string> data;
  std::vector<std::string> bundles;
  std::vector<std::string> ignore;
  std::vector<std::string> imports;
  std::string package;
  std::string format = "json";  ///< a name that rego::output_format() knows
  std::int64_t pretty_limit = 80;
  bool fail = false;
  bool fail_defined = false;
  bool v0 = false;
  bool strict = false;
  bool show_builtin_errors = false;
};

/// Loads, evaluates and prints. The exit code is opa's: 0, 1 for --fail and --fail-defined, 2 for
/// errors, which are part of the result.
cli::ExitCode run_opa_eval(const OpaEvalRequest& request, const rego::Value& input,
                           const rego::EvalOptions& options, cli::Output& output);

}  // namespace igp
