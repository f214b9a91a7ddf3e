// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sign_signer.h"

#include "base/io/file.h"
#include "base/limits.h"
#include "crypto/cosign_key.h"

namespace igp {

void SignerFlags::describe(cli::FlagSet& flags) {
  flags.add({.name = "key",
             .label = "FILE",
             .help = "Private key: cosign's encrypted PEM, PKCS #8 or SEC1 PEM.",
             .complete = cli::Complete::kFile,
             .into = &key_,
             .group = "Key"});
  flags.add({.name = "password-file",
             .label = "FILE",
             .help = "Read the key's password from FILE, not COSIGN_PASSWORD or the terminal.",
             .complete = cli::Complete::kFile,
             .into = &password_.file,
             .group = "Key"});
}

Result<std::unique_ptr<crypto::Signer>> SignerFlags::make(cli::Runtime& runtime) const {
  if (!given()) return crypto::make_signer(IGP_TRY(crypto::PrivateKey::generate(*runtime.rng)));
  const std::string pem = IGP_TRY(read_file(key_, limits::kKeyFileBytes));
  auto key = crypto::parse_private_key(pem, [&] { return cli::read_password(password_, runtime); });
  if (!key) return Fail(std::move(key).error().in(quote(key_)));
  return crypto::make_signer(std::move(*key));
}

}  // namespace igp
