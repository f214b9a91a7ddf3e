// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// New key pairs, as cosign writes them.
#pragma once

#include "base/result.h"
#include "cli/command.h"
#include "cli/password.h"

namespace igp {

/// Writes cosign.key, encrypted, and cosign.pub into the working directory, and tells their
/// fingerprint. Replaces existing files only with `force`.
Result<cli::ExitCode> generate_key_pair(cli::PasswordOptions password, bool force,
                                        cli::Runtime& runtime, cli::Output& output);

}  // namespace igp
