// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Time from a timestamp authority (RFC 3161).
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "sigstore/trust_root.h"
#include "sigstore/verify/report.h"

namespace igp::sigstore {

/// The time at which an authority of `root` stamped `signature`. Fails with kTimestampMalformed or
/// kTimestampInvalid.
Result<VerifiedTime> verify_timestamp(ByteView response, ByteView signature, const TrustRoot& root);

}  // namespace igp::sigstore
