// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/password.h"

#include "base/io/file.h"
#include "base/limits.h"
#include "cli/prompt.h"

namespace igp::cli {
namespace {

Result<crypto::SecretBytes> password_of_file(const std::string& path) {
  std::string text = IGP_TRY(read_file(path, limits::kPasswordBytes));
  std::string_view password = text;
  if (password.ends_with('\n')) password.remove_suffix(1);
  if (password.ends_with('\r')) password.remove_suffix(1);
  crypto::SecretBytes out(password);
  crypto::wipe(text.data(), text.size());
  return out;
}

}  // namespace

Result<crypto::SecretBytes> read_password(const PasswordOptions& options, const Runtime& runtime) {
  if (!options.file.empty()) return password_of_file(options.file);
  if (const auto value = runtime.env("COSIGN_PASSWORD")) return crypto::SecretBytes(*value);
  crypto::SecretBytes password = IGP_TRY(prompt_password("Password for the private key: "));
  if (!options.confirm) return password;
  const crypto::SecretBytes again = IGP_TRY(prompt_password("The same password again: "));
  if (!equal_constant_time(password.view(), again.view())) {
    return fail(ErrorCode::kUsage, "the two passwords differ");
  }
  return password;
}

}  // namespace igp::cli
