// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// --help texts and the machine-readable dump, both written from the flag table.
#pragma once

#include <span>
#include <string>

#include "cli/command.h"

namespace igp::cli {

/// `igpack --help`: the commands as one story, in table order.
std::string overview(std::span<const CommandEntry> commands);

/// `igpack NAME --help`, within 80 columns.
std::string command_help(const CommandEntry& entry, const FlagSet& flags);

/// `igpack --version`.
std::string version_text();

/// One command of the dump that scripts/gen_cli_docs.py reads.
Json command_json(const CommandEntry& entry, const FlagSet& flags);

/// "igpack NAME [OPTION]... ARG..."
std::string synopsis(const CommandEntry& entry, const FlagSet& flags);

}  // namespace igp::cli
