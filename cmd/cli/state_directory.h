// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Where igpack keeps what it must remember (XDG Base Directory Specification).
#pragma once

#include <string>

#include "cli/command.h"

namespace igp::cli {

/// $XDG_STATE_HOME/igpack, else $HOME/.local/state/igpack. Fails with kUsage when neither variable
/// holds an absolute path.
Result<std::string> state_directory(const Runtime& runtime);

/// The evidence store that is used when no --evidence-db is given.
Result<std::string> default_evidence_db(const Runtime& runtime);

}  // namespace igp::cli
