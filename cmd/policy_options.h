// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// How commands evaluate the policies that they ask.
#pragma once

#include "base/diag.h"
#include "cli/command.h"
#include "rego/host.h"

namespace igp {

/// The command's clock and randomness; what the policy prints becomes notes. Both arguments must
/// outlive the evaluation.
inline rego::EvalOptions policy_options(const cli::Runtime& runtime, Diag& diag) {
  rego::EvalOptions options;
  options.host.clock = runtime.clock.get();
  options.host.rng = runtime.rng.get();
  options.host.print = [&diag](std::string_view line) { diag.note(line); };
  return options;
}

}  // namespace igp
