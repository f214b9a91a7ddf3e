// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// EvalError: why an evaluation failed, in OPA's codes and words.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "base/result.h"

namespace igp::rego {

/// A query that was active when an error occurred, and where it stood.
struct TraceFrame {
  std::uint64_t query_id = 0;
  Location location;
  std::string text;  ///< the source of the expression
};

/// One failure of an evaluation.
struct EvalError {
  std::string code;     ///< "eval_conflict_error", "eval_builtin_error", "eval_type_error", ...
  std::string message;  ///< without code and place
  Location location;    ///< row 0 when it has no place
  std::vector<TraceFrame> stack = {};  ///< innermost first

  /// `file:row: code: message`, OPA's one-line form.
  [[nodiscard]] std::string text() const;
};

/// As an Error (kRegoEval) for callers that do not print OPA's form.
Error to_error(const EvalError& error);

}  // namespace igp::rego
