// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "commands.h"

namespace igp {
namespace {

class VerifyCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& /*flags*/) override {}

  Result<cli::ExitCode> run(cli::Runtime& /*runtime*/, cli::Output& /*output*/) override {
    return fail(ErrorCode::kInternal, "this command is not built yet");
  }
};

}  // namespace

std::unique_ptr<cli::Command> make_verify_command() { return std::make_unique<VerifyCommand>(); }

}  // namespace igp
