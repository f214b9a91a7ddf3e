// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "commands.h"

namespace igp {
namespace {

class OpaEvalCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& /*flags*/) override {}

  Result<cli::ExitCode> run(cli::Runtime& /*runtime*/, cli::Output& /*output*/) override {
    return fail(ErrorCode::kInternal, "this command is not built yet");
  }
};

}  // namespace

std::unique_ptr<cli::Command> make_opa_eval_command() { return std::make_unique<OpaEvalCommand>(); }

}  // namespace igp
