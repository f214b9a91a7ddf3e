// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Timestamping: asking an authority to vouch that a signature exists now (RFC 3161).
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "sigstore/sign/service_client.h"
#include "sigstore/sign/signing_config.h"
#include "sigstore/trust_root.h"

namespace igp::sigstore {

/// The DER TimeStampResp for `signature`, after checking that it answers our request and verifies
/// with `root`. Fails with the errors of ServiceClient, kTimestampMalformed or kTimestampInvalid.
Result<Bytes> request_timestamp(const Service& authority, ByteView signature, const TrustRoot& root,
                                ServiceClient& client);

}  // namespace igp::sigstore
