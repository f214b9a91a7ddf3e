// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sign/signer.h"

#include "base/io/file.h"
#include "base/limits.h"
#include "crypto/cosign_key.h"
#include "crypto/pkcs11_uri.h"

namespace igp {

void SignerFlags::describe(cli::FlagSet& flags) {
  flags.add({.name = "key",
             .label = "FILE",
             .help = "Private key: cosign's encrypted PEM, PKCS #8 or SEC1 PEM, or a pkcs11: URI.",
             .complete = cli::Complete::kFile,
             .into = &key_,
             .group = "Key"});
  flags.add({.name = "password-file",
             .label = "FILE",
             .help = "Read the key's password from FILE, not COSIGN_PASSWORD or the terminal.",
             .complete = cli::Complete::kFile,
             .into = &password_.file,
             .group = "Key"});
  flags.add({.name = "signer-command",
             .label = "PROGRAM",
             .help = "Sign with a program that gets the digest and answers with the signature.",
             .complete = cli::Complete::kFile,
             .into = &command_.program,
             .group = "Key"});
  flags.add({.name = "signer-argument",
             .label = "ARG",
             .help = "Argument for --signer-command. No secrets: everybody can see it.",
             .into = &command_.arguments,
             .group = "Key"});
  flags.add({.name = "signer-timeout",
             .label = "SECONDS",
             .help = "How long --signer-command may take.",
             .into = &command_.timeout,
             .group = "Key"});
  flags.add({.name = "public-key",
             .label = "FILE",
             .help = "Public key (PEM) of --signer-command, or of the bundle for --convert.",
             .complete = cli::Complete::kFile,
             .into = &command_.public_key,
             .group = "Key"});
}

Result<std::unique_ptr<crypto::Signer>> SignerFlags::make(cli::Runtime& runtime) const {
  if (!given()) return crypto::make_signer(IGP_TRY(crypto::PrivateKey::generate(*runtime.rng)));
  if (!command_.program.empty() && !key_.empty())
    return fail(ErrorCode::kUsage, "--key and --signer-command contradict each other");
  if (!command_.program.empty()) return open_command_key(command_);
  if (crypto::is_pkcs11_uri(key_)) return open_token_key(key_, password_, runtime);
  const std::string pem = IGP_TRY(read_file(key_, limits::kKeyFileBytes));
  auto key = crypto::parse_private_key(pem, [&] { return cli::read_password(password_, runtime); });
  if (!key) return Fail(std::move(key).error().in(quote(key_)));
  return crypto::make_signer(std::move(*key));
}

}  // namespace igp
