// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signed certificate timestamps: proof that the signing certificate is in a certificate
// transparency log, where its holder can see it (RFC 6962 section 3).
#pragma once

#include "base/result.h"
#include "sigstore/trust_root.h"
#include "sigstore/verify/certificate.h"

namespace igp::sigstore {

/// At least one timestamp embedded in the certificate is of a log of `root` and verifies, and none
/// of such a log fails. Fails with kSctInvalid.
Status verify_sct(const TrustedCertificate& certificate, const TrustRoot& root);

}  // namespace igp::sigstore
