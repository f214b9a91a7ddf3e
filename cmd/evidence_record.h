// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The recording half of evidence-check.
#pragma once

#include <string>

#include "cli/command.h"
#include "http/client/client.h"

namespace igp {

/// Puts the snapshot in `file` ("-": standard input) into the store at `database`.
Result<cli::ExitCode> record_locally(const std::string& file, const std::string& database,
                                     cli::Runtime& runtime, cli::Output& output);

/// Sends it with `request`, whose URL is the server's /v1/evidence.
Result<cli::ExitCode> record_remotely(const std::string& file, http::HttpRequest request,
                                      cli::Output& output);

}  // namespace igp
