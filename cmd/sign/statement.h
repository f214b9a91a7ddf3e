// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signing an in-toto statement that somebody else has written.
#pragma once

#include <string>

#include "base/result.h"
#include "sigstore/sign/sign.h"

namespace igp {

/// The statement in `path` ('-': standard input), to be signed byte for byte. What it is about, and
/// is verified with, is its first subject with a SHA-256 digest. Fails with kFileNotFound, kIo,
/// kLimitExceeded, or kFieldInvalid when it is no such statement.
Result<sigstore::SigningRequest> read_statement(const std::string& path);

}  // namespace igp
