// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sign/keys.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/io/atomic_file.h"
#include "crypto/cosign_key.h"

namespace igp {
namespace {

constexpr const char* kPrivateKeyFile = "cosign.key";
constexpr const char* kPublicKeyFile = "cosign.pub";

}  // namespace

Result<cli::ExitCode> generate_key_pair(cli::PasswordOptions password, bool force,
                                        cli::Runtime& runtime, cli::Output& output) {
  for (const char* path : {kPrivateKeyFile, kPublicKeyFile}) {
    if (!force && ::access(path, F_OK) == 0) {
      return Fail(error(ErrorCode::kUsage, "{} exists", quote(path))
                      .with_hint("use --force to replace it"));
    }
  }
  password.confirm = true;
  const crypto::SecretBytes secret = IGP_TRY(cli::read_password(password, runtime));
  const auto key = IGP_TRY(crypto::PrivateKey::generate(*runtime.rng));
  const std::string pem = IGP_TRY(crypto::encode_encrypted_private_key(key, secret, *runtime.rng));
  IGP_CHECK(write_file_atomically(kPrivateKeyFile, pem, 0600));
  IGP_CHECK(write_file_atomically(kPublicKeyFile, key.public_key().pem()));
  const std::string fingerprint = key.public_key().fingerprint().str();
  if (output.json()) {
    output.out_json({{"privateKey", kPrivateKeyFile},
                     {"publicKey", kPublicKeyFile},
                     {"fingerprint", fingerprint}});
  } else {
    output.out(fmt::format("{}  {} {}\n", fingerprint, kPrivateKeyFile, kPublicKeyFile));
  }
  return cli::ExitCode::kOk;
}

}  // namespace igp
