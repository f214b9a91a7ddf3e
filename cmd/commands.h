// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The table of subcommands, in the order in which --help tells their story.
#pragma once

#include <span>

#include "cli/command.h"

namespace igp {

std::span<const cli::CommandEntry> command_table();

// One factory per subcommand; each is defined in cmd/<name>.cc.
std::unique_ptr<cli::Command> make_pack_command();
std::unique_ptr<cli::Command> make_digest_command();
std::unique_ptr<cli::Command> make_sign_command();
std::unique_ptr<cli::Command> make_verify_command();
std::unique_ptr<cli::Command> make_serve_command();
std::unique_ptr<cli::Command> make_fetch_command();
std::unique_ptr<cli::Command> make_opa_eval_command();
std::unique_ptr<cli::Command> make_evidence_check_command();

}  // namespace igp
