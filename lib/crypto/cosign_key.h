// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private key files: cosign's encrypted PEM, and plain PKCS #8 and SEC1 PEM.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/private_key.h"
#include "crypto/secret.h"

namespace igp::crypto {

/// Asked for the password only when the key is encrypted.
using PasswordSource = std::function<Result<SecretBytes>()>;

/// Reads one PEM block: "ENCRYPTED SIGSTORE PRIVATE KEY" or the older "ENCRYPTED COSIGN PRIVATE
/// KEY" (JSON with scrypt parameters and a NaCl secretbox of PKCS #8), "PRIVATE KEY" (PKCS #8) or
/// "EC PRIVATE KEY" (SEC1). scrypt is accepted with N of 32768, 65536 or 131072, r 8, p 1, since
/// other parameters let a file spend any amount of memory. Opening an encrypted key takes about
/// 0.2 s and up to 128 MiB by design.
/// Fails with kEncodingMalformed, kKeyMalformed, kKeyUnsupported; kKeyPassword when the password is
/// wrong.
Result<PrivateKey> parse_private_key(std::string_view pem, const PasswordSource& password);

/// cosign's current form (N 65536, label "ENCRYPTED SIGSTORE PRIVATE KEY"); an empty password is
/// allowed, as by cosign. Salt and nonce come from `rng`.
Result<std::string> encode_encrypted_private_key(const PrivateKey& key, const SecretBytes& password,
                                                 Rng& rng);

}  // namespace igp::crypto
