// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Command: one subcommand, from its flags to its exit code.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "cli/exit_code.h"
#include "cli/flag.h"
#include "cli/output.h"

namespace igp::cli {

/// Everything a command may touch outside of its options. The shipped binary fills it with the
/// real clock, randomness and environment; the one under test with fixed ones (see runtime.h).
struct Runtime {
  std::shared_ptr<const Clock> clock;
  std::shared_ptr<Rng> rng;
  /// The value of an environment variable, or nothing.
  std::function<std::optional<std::string>(const char* name)> env;
};

/// A subcommand. Constructed for one run.
class Command {
 public:
  virtual ~Command() = default;
  /// Adds the flags, bound to members of this object.
  virtual void describe(FlagSet& flags) = 0;
  /// Runs after parsing. A returned Error is printed and becomes the exit code; a negative verdict
  /// that has been printed as a result is returned as ExitCode::kVerdict.
  virtual Result<ExitCode> run(Runtime& runtime, Output& output) = 0;
};

/// A row of the table in commands.cc.
struct CommandEntry {
  std::string_view name;
  std::string_view summary;      ///< one line in `igpack --help`
  std::string_view description;  ///< a paragraph in `igpack NAME --help` and the manual page
  std::unique_ptr<Command> (*make)();
  bool has_json = true;  ///< whether there is a result for --json to print
};

}  // namespace igp::cli
