// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signing with a key on a smart card or hardware security module.
#pragma once

#include <memory>

#include "base/result.h"
#include "crypto/cosign_key.h"
#include "crypto/pkcs11_uri.h"
#include "crypto/signer.h"

namespace igp::crypto {

/// A signer with the ECDSA (P-256, P-384, P-521) or RSA key that `uri` names; RSA keys sign with
/// PKCS #1 v1.5. `pin` is asked when the token wants its PIN, once (a wrong PIN too often locks a
/// token), or for every signature where the key demands that. Every signature is checked before
/// it is returned.
///
/// Fails with kUsage without a module, kFileNotFound, kSignerFailed, kSignerKeyMissing,
/// kKeyPassword, kKeyUnsupported; signing with kSignerFailed, kKeyPassword, kSignerAnswerInvalid.
Result<std::unique_ptr<Signer>> open_pkcs11_signer(const Pkcs11Uri& uri, const PasswordSource& pin);

}  // namespace igp::crypto
