// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signers whose key is outside of this process: on a token, or behind a program.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "cli/password.h"
#include "crypto/signer.h"

namespace igp {

/// The key that a PKCS #11 URI names. The module is that of the URI, else
/// COSIGN_PKCS11_MODULE_PATH; the PIN that of the URI, of `password.file`, IGPACK_PKCS11_PIN or
/// COSIGN_PKCS11_PIN, else the terminal's. Fails as parse_pkcs11_uri and open_pkcs11_signer.
Result<std::unique_ptr<crypto::Signer>> open_token_key(const std::string& uri,
                                                       const cli::PasswordOptions& password,
                                                       const cli::Runtime& runtime);

/// What --signer-command and its companions say.
struct SignerCommand {
  std::string program;
  std::vector<std::string> arguments;
  double timeout = 60;     ///< seconds
  std::string public_key;  ///< a PEM file
};

/// Fails with kUsage, or as reading the public key does.
Result<std::unique_ptr<crypto::Signer>> open_command_key(const SignerCommand& command);

}  // namespace igp
