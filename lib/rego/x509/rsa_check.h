// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Whether the numbers of an RSA key fit each other, as Go's crypto/rsa asks.
#pragma once

#include "base/result.h"
#include "rego/x509/private_key.h"

namespace igp::rego::x509 {

/// Computes what a key without them leaves out: the exponents and the coefficient of the Chinese
/// remainder theorem. Fails with kKeyMalformed.
Status complete_rsa_key(RsaPrivateKey& key);

/// Fails with kKeyMalformed, in Go's words.
Status check_rsa_key(const RsaPrivateKey& key);

}  // namespace igp::rego::x509
