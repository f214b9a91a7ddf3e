// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/command_signer.h"

#include "base/base64.h"
#include "base/limits.h"
#include "crypto/foreign_signature.h"
#include "crypto/verifier.h"

namespace igp::crypto {
namespace {

class CommandSigner final : public Signer {
 public:
  CommandSigner(ProcessOptions program, PublicKey key)
      : program_(std::move(program)), key_(std::move(key)) {
    program_.output_bytes = limits::kSignerAnswerBytes;
  }

  [[nodiscard]] const PublicKey& public_key() const override { return key_; }

  Result<Bytes> sign_digest(const Digest& digest) override {
    if (!verifies_digests(key_))
      return fail(ErrorCode::kKeyUnsupported, "an Ed25519 key cannot sign a digest");
    Bytes signature = IGP_TRY(ask(name_of(digest.algorithm()), digest.bytes()));
    return accept_digest_signature(key_, digest, std::move(signature));
  }

  Result<Bytes> sign_message(ByteView message) override {
    if (verifies_digests(key_)) return sign_digest(digest_of(message, key_.default_hash()));
    Bytes signature = IGP_TRY(ask("message", message));
    return accept_message_signature(key_, message, std::move(signature));
  }

 private:
  [[nodiscard]] Result<Bytes> ask(std::string_view what, ByteView input) const {
    ProcessOptions program = program_;
    program.environment.push_back(fmt::format("{}={}", kSignerInputVariable, what));
    const std::string name = quote(program.argv.front());
    const ProcessOutcome outcome = IGP_TRY(run_process(program, input));
    if (outcome.timed_out) {
      return fail(ErrorCode::kSignerFailed, "{} gave no signature within {} seconds", name,
                  std::chrono::duration_cast<std::chrono::seconds>(program.time_limit).count());
    }
    if (!outcome.exit_status)
      return fail(ErrorCode::kSignerFailed, "{} was ended by a signal", name);
    if (*outcome.exit_status != 0)
      return fail(ErrorCode::kSignerFailed, "{} ends with status {}", name, *outcome.exit_status);
    std::string_view text = outcome.output;
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    auto signature = parse_base64(text);
    if (signature && !signature->empty()) return signature;
    return fail(ErrorCode::kSignerAnswerInvalid, "{} writes no line of base64", name);
  }

  ProcessOptions program_;
  PublicKey key_;
};

}  // namespace

std::unique_ptr<Signer> make_command_signer(ProcessOptions program, PublicKey key) {
  return std::make_unique<CommandSigner>(std::move(program), std::move(key));
}

}  // namespace igp::crypto
