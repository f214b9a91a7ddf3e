// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Asking a timestamp authority (RFC 3161 section 2.4.1).
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"

namespace igp::crypto {

/// The DER TimeStampReq for what `imprint` was taken from. It asks for the authority's certificate
/// in the answer, so that trust in its root alone suffices. `nonce` ties the answer to this
/// request: at most 20 bytes, read as a positive number. Fails with kCrypto.
Result<Bytes> encode_timestamp_request(const Digest& imprint, ByteView nonce);

/// Checks that the TimeStampResp `answer` repeats `nonce`. Fails with kTimestampMalformed or
/// kTimestampInvalid.
Status check_timestamp_nonce(ByteView answer, ByteView nonce);

}  // namespace igp::crypto
