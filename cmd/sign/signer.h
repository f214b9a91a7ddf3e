// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// SignerFlags: which key signs, and where it is kept.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "cli/command.h"
#include "cli/password.h"
#include "crypto/signer.h"
#include "sign/foreign.h"

namespace igp {

class SignerFlags {
 public:
  void describe(cli::FlagSet& flags);

  /// Whether a key was named; signing is keyless otherwise.
  [[nodiscard]] bool given() const { return !key_.empty() || !command_.program.empty(); }
  /// The key that was named, else a fresh one that nobody keeps.
  [[nodiscard]] Result<std::unique_ptr<crypto::Signer>> make(cli::Runtime& runtime) const;
  [[nodiscard]] const cli::PasswordOptions& password() const { return password_; }
  /// The file of --public-key, or "".
  [[nodiscard]] const std::string& public_key_file() const { return command_.public_key; }

 private:
  std::string key_;
  cli::PasswordOptions password_;
  SignerCommand command_;
};

}  // namespace igp
