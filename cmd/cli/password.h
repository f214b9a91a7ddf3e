// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Where passwords of private keys come from.
#pragma once

#include <string>

#include "base/result.h"
#include "cli/command.h"
#include "crypto/secret.h"

namespace igp::cli {

/// How a password may be given: a file, COSIGN_PASSWORD (which may be empty), else the terminal.
struct PasswordOptions {
  std::string file;
  bool confirm = false;  ///< ask twice on the terminal, for a new key
};

/// The password of a private key; a final newline in the file is not part of it.
/// Fails with kUsage, kFileNotFound or kLimitExceeded.
Result<crypto::SecretBytes> read_password(const PasswordOptions& options, const Runtime& runtime);

}  // namespace igp::cli
