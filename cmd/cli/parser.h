// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The command-line parser, seen from main. parser_cli11.cc is the only file that includes CLI11.
#pragma once

#include <span>
#include <string>

#include "cli/command.h"

namespace igp::cli {

/// What the command line asked for.
struct Parsed {
  const CommandEntry* entry = nullptr;  ///< null when `text` answers by itself
  std::unique_ptr<Command> command;
  std::string text;  ///< --help or --version output
};

/// Parses argv (without the program's name). Environment defaults are read through `runtime.env`.
/// Fails with kUsage; the hint names the closest command or where to find help.
Result<Parsed> parse_command_line(std::span<const CommandEntry> commands,
                                  const std::vector<std::string>& args, const Runtime& runtime,
                                  Output& output);

/// The flag table of every command as JSON (`igpack __dump-cli`), from which scripts/gen_cli_docs.py
/// writes contracts/cli.json, the manual pages' OPTIONS and the shell completions.
std::string dump_cli(std::span<const CommandEntry> commands, Output& output);

}  // namespace igp::cli
