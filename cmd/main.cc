// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Table lookup, parse, run, report, exit.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/parser.h"
#include "commands.h"
#include "runtime.h"

namespace {

using igp::cli::ExitCode;

ExitCode finish(igp::cli::Output& output, ExitCode code) {
  if (output.finish()) return code;
  std::fputs("igpack: error: cannot write to standard output\n", stderr);
  return ExitCode::kTemporary;
}

ExitCode run(const std::vector<std::string>& args) {
  igp::cli::Runtime runtime = igp::make_runtime();
  igp::cli::Output output;
  // Hidden: the documentation generator's input, not a command.
  if (args.size() == 1 && args[0] == "__dump-cli") {
    output.out(igp::cli::dump_cli(igp::command_table(), output));
    return finish(output, ExitCode::kOk);
  }
  auto parsed = igp::cli::parse_command_line(igp::command_table(), args, runtime, output);
  if (!parsed) {
    const auto known = [&](const auto& entry) { return !args.empty() && entry.name == args[0]; };
    const bool named = std::ranges::any_of(igp::command_table(), known);
    output.report(named ? args[0] : "", parsed.error());
    return finish(output, igp::cli::exit_code_of(parsed.error()));
  }
  if (!parsed->command) {
    output.out(parsed->text);
    return finish(output, ExitCode::kOk);
  }
  auto code = parsed->command->run(runtime, output);
  if (!code) {
    output.report(parsed->entry->name, code.error());
    return finish(output, igp::cli::exit_code_of(code.error()));
  }
  return finish(output, *code);
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that goes away (`igpack ... | head`) is a write error like any other.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return static_cast<int>(run({argv + 1, argv + argc}));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "igpack: error: internal: %s\n", e.what());
    return static_cast<int>(ExitCode::kInternal);
  }
}
