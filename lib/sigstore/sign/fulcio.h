// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Fulcio: the authority that certifies a key for the holder of an identity token.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/certificate.h"
#include "crypto/signer.h"
#include "sigstore/sign/identity_token.h"
#include "sigstore/sign/service_client.h"
#include "sigstore/sign/signing_config.h"
#include "sigstore/trust_root.h"

namespace igp::sigstore {

/// The certificates in the answer of POST /api/v2/signingCert, leaf first: a
/// signedCertificateEmbeddedSct. Certificates whose timestamp comes beside them are refused, since
/// no bundle can carry it. Fails with kHttpAnswerInvalid or kCertificateMalformed.
Result<std::vector<crypto::Certificate>> parse_certificate_answer(std::string_view text);

/// Proves to `authority` that the holder of `token` has `signer`'s key, and returns the certificate
/// for it after checking that it is of that key, for that identity, issued by an authority of
/// `root` and logged. Fails with kTokenExposed where the token would travel unencrypted to another
/// machine, the errors of ServiceClient and of parse_certificate_answer, kIdentityTokenRefused,
/// kHttpAnswerInvalid, or those of the checks: kCertificateUntrusted, kLeafUsage, kSctInvalid.
Result<crypto::Certificate> request_certificate(const Service& authority,
                                                const IdentityToken& token, crypto::Signer& signer,
                                                const TrustRoot& root, ServiceClient& client);

}  // namespace igp::sigstore
