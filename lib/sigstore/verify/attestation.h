// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Attestations: a signed in-toto statement about the artifact in a DSSE envelope.
#pragma once

#include <string_view>

#include "base/result.h"
#include "crypto/pubkey.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"
#include "sigstore/statement.h"

namespace igp::sigstore {

/// The envelope is signed by `key` and holds an in-toto statement that names `artifact` by its
/// digest and is of `predicate_type` (any, when empty). Fails with kSignatureInvalid or
/// kAttestationInvalid. Nothing of the payload is read before the signature is verified.
Result<Statement> verify_attestation(const DsseEnvelope& envelope, const Artifact& artifact,
                                     const crypto::PublicKey& key, std::string_view predicate_type);

}  // namespace igp::sigstore
