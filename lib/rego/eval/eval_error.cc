// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/eval_error.h"

namespace igp::rego {

std::string EvalError::text() const {
  std::string out;
  if (!location.file.empty()) {
    out = fmt::format("{}:{}: ", location.file, location.row);
  } else if (location.row > 0) {
    out = fmt::format("{}:{}: ", location.row, location.col);
  }
  return out + fmt::format("{}: {}", code, message);
}

Error to_error(const EvalError& error) {
  const ErrorCode code =
      error.code == "rego_unsupported" ? ErrorCode::kRegoUnsupported : ErrorCode::kRegoEval;
  Error out{code, fmt::format("{}: {}", error.code, error.message), {}, {}, {}};
  if (error.location.row > 0) out.location = error.location;
  return out;
}

}  // namespace igp::rego
