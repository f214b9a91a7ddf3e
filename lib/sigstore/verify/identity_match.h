// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The signer is the expected one.
#pragma once

#include "base/result.h"
#include "sigstore/identity.h"

namespace igp::sigstore {

/// Fails with kIdentityMismatch, naming what was expected and what was found.
Status verify_identity(const SignerClaims& claims, const IdentityPolicy& policy);

}  // namespace igp::sigstore
