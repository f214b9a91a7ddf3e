// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Timestamps of signers that OpenSSL lets sign none.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "crypto/certificate.h"
#include "crypto/private_key.h"

namespace igp::testing {

/// A TimeStampResp for `message` at `time`, right in all but what `signer` may be used for.
Bytes make_timestamp_of_any(const crypto::Certificate& signer, const crypto::PrivateKey& key,
                            ByteView message, UnixNanos time);

}  // namespace igp::testing
