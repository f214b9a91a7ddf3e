// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signing with a program that keeps the key: for every place of keys that has a command line.
#pragma once

#include <memory>

#include "base/io/process.h"
#include "base/result.h"
#include "crypto/signer.h"

namespace igp::crypto {

/// The name of the variable that tells the program what stands on its standard input.
inline constexpr std::string_view kSignerInputVariable = "IGPACK_SIGNER_INPUT";

/// A signer that runs `program` for each signature. It finds on standard input the raw bytes of the
/// digest, and in kSignerInputVariable the digest's algorithm ("sha256", "sha384", "sha512"); for
/// Ed25519 keys the content itself, and "message". It writes the signature to standard output, in
/// base64 on one line: ECDSA in DER, RSA as PKCS #1 v1.5. Anything that does not verify with `key`
/// is refused. `program.output_bytes` is set here, to kSignerAnswerBytes.
///
/// Signing fails with kFileNotFound, kSignerFailed, kSignerAnswerInvalid or kIo.
std::unique_ptr<Signer> make_command_signer(ProcessOptions program, PublicKey key);

}  // namespace igp::crypto
