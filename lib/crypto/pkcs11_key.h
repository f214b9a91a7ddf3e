// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/crypto: finding a private key on a token, and its public half.
#pragma once

#include "base/result.h"
#include "crypto/pkcs11_session.h"
#include "crypto/pubkey.h"

namespace igp::crypto {

/// A key that stays on its token.
struct Pkcs11Key {
  ck_object_handle_t handle;
  PublicKey public_key;
};

/// The only private key that may sign and has the URI's object and id. The public half is read from
/// the public key object or the certificate with the same id, or from the key itself (RSA).
/// Fails with kSignerKeyMissing, kKeyUnsupported (neither RSA nor ECDSA on a named curve) or
/// kSignerFailed.
Result<Pkcs11Key> find_pkcs11_key(const Pkcs11Session& session, const Pkcs11Uri& uri);

}  // namespace igp::crypto
