// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Exit codes: one table for every command (contracts/exit-codes.json).
#pragma once

#include "base/error.h"

namespace igp::cli {

/// The process's exit status. opa-eval alone keeps opa's own meaning of 1 and 2.
enum class ExitCode : int {
  kOk = 0,
  kVerdict = 1,
  kUsage = 2,
  kMalformed = 3,
  kUntrusted = 4,
  kInternal = 70,
  kTemporary = 75,
};

/// What `error` makes the process exit with.
inline ExitCode exit_code_of(const Error& error) {
  return static_cast<ExitCode>(static_cast<int>(info(error.code).exit_class));
}

}  // namespace igp::cli
