// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Running another program: no shell, a deadline, bounded output.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace igp {

/// What to run, and how much of it is borne.
struct ProcessOptions {
  std::vector<std::string> argv;         ///< the first is looked for in PATH if it has no slash
  std::vector<std::string> environment;  ///< NAME=VALUE; all that the program gets
  std::chrono::milliseconds time_limit{};
  std::size_t output_bytes = 0;
};

/// How it went.
struct ProcessOutcome {
  std::optional<int> exit_status;  ///< nothing when a signal or the time limit ended it
  bool timed_out = false;
  std::string output;  ///< of standard output
};

/// Starts the program with `input` on its standard input and waits for its end. It inherits
/// standard error and the terminal, but no other descriptor. At the time limit it is killed.
/// The caller's process must ignore SIGPIPE: a program need not read its input.
/// Fails with kFileNotFound, kIo, or kLimitExceeded when it writes more than output_bytes.
Result<ProcessOutcome> run_process(const ProcessOptions& options, ByteView input);

}  // namespace igp
