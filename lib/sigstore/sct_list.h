// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The list of signed certificate timestamps in a certificate (RFC 6962 section 3.3).
#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace igp::sigstore {

/// A signed certificate timestamp, version 1.
struct Sct {
  Bytes log_id;
  std::uint64_t timestamp_ms = 0;  ///< milliseconds since 1970
  Bytes extensions;
  Bytes signature;
};

/// Parses the extension's value: an OCTET STRING with a SignedCertificateTimestampList that fills
/// it. Timestamps of other versions are left out. Fails with kSctInvalid.
Result<std::vector<Sct>> parse_sct_extension(ByteView value);

}  // namespace igp::sigstore
