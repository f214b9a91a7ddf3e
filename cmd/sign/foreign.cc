// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sign/foreign.h"

#include <unistd.h>

#include "base/io/file.h"
#include "base/limits.h"
#include "cli/prompt.h"
#include "crypto/command_signer.h"
#include "crypto/pkcs11_signer.h"

namespace igp {
namespace {

constexpr double kLongestTimeout = 24 * 3600;

Result<crypto::SecretBytes> read_pin(const crypto::Pkcs11Uri& uri,
                                     const cli::PasswordOptions& password,
                                     const cli::Runtime& runtime) {
  if (uri.pin_value) return crypto::SecretBytes(uri.pin_value->text());
  const std::string& file = uri.pin_source.empty() ? password.file : uri.pin_source;
  if (!file.empty()) return cli::read_password({.file = file}, runtime);
  for (const char* name : {"IGPACK_PKCS11_PIN", "COSIGN_PKCS11_PIN"}) {
    if (const auto value = runtime.env(name)) return crypto::SecretBytes(*value);
  }
  auto pin = cli::prompt_password("PIN of the token: ");
  if (!pin) pin.error().hint = "set IGPACK_PKCS11_PIN or give --password-file";
  return pin;
}

std::vector<std::string> whole_environment() {
  std::vector<std::string> out;
  for (char** entry = ::environ; *entry != nullptr; ++entry) out.emplace_back(*entry);
  return out;
}

}  // namespace

Result<std::unique_ptr<crypto::Signer>> open_token_key(const std::string& uri,
                                                       const cli::PasswordOptions& password,
                                                       const cli::Runtime& runtime) {
  // Some keys ask for the PIN at each signature, so the URI lives as long as the signer.
  const auto parsed = std::make_shared<crypto::Pkcs11Uri>(IGP_TRY(crypto::parse_pkcs11_uri(uri)));
  if (parsed->module_path.empty())
    parsed->module_path = runtime.env("COSIGN_PKCS11_MODULE_PATH").value_or("");
  return crypto::open_pkcs11_signer(
      *parsed, [parsed, &password, &runtime] { return read_pin(*parsed, password, runtime); });
}

Result<std::unique_ptr<crypto::Signer>> open_command_key(const SignerCommand& command) {
  if (command.public_key.empty())
    return fail(ErrorCode::kUsage, "--signer-command needs --public-key");
  if (!(command.timeout > 0 && command.timeout <= kLongestTimeout))
    return fail(ErrorCode::kUsage, "--signer-timeout takes seconds up to {}", kLongestTimeout);
  auto key =
      crypto::PublicKey::from_pem(IGP_TRY(read_file(command.public_key, limits::kKeyFileBytes)));
  if (!key) return Fail(std::move(key).error().in(quote(command.public_key)));
  ProcessOptions program{.argv = {command.program},
                         .environment = whole_environment(),
                         .time_limit = std::chrono::ceil<std::chrono::milliseconds>(
                             std::chrono::duration<double>(command.timeout))};
  program.argv.insert(program.argv.end(), command.arguments.begin(), command.arguments.end());
  return crypto::make_command_signer(std::move(program), std::move(*key));
}

}  // namespace igp
