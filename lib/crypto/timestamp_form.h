// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/crypto: the parts of a timestamp token that its signature does not cover.
#pragma once

#include <openssl/pkcs7.h>

#include <vector>

#include "crypto/certificate_handle.h"

namespace igp::crypto {

/// Nothing signs a token's version, its copy of the signer's name, its algorithm names and the
/// certificates beside it (RFC 5652 section 5). Each must be what the verified parts say, so that
/// one timestamp has one form: with `pinned`, certificates other than `authority`'s are refused.
/// Fails with kTimestampInvalid.
Status verify_token_form(const PKCS7* token, X509* signer,
                         const std::vector<Certificate>& authority, bool pinned);

}  // namespace igp::crypto
