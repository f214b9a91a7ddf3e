// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Asking for a password on the terminal.
#pragma once

#include <string_view>

#include "base/result.h"
#include "crypto/secret.h"

namespace igp::cli {

/// One line from the controlling terminal, without echo. Fails with kUsage when there is none.
Result<crypto::SecretBytes> prompt_password(std::string_view question);

/// Whether the user answers `question` on the controlling terminal with yes.
/// Fails with kUsage when there is no terminal.
Result<bool> confirm(std::string_view question);

}  // namespace igp::cli
