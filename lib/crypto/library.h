// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The state of OpenSSL that the whole process shares.
#pragma once

namespace igp::crypto {

/// Must precede every other use of OpenSSL in the process: keeps it from reading a configuration
/// file, whose place the environment decides (OPENSSL_CONF) and which could load foreign code.
/// Everything in lib/crypto calls it; so must whoever uses OpenSSL for TLS.
void initialize_openssl();

}  // namespace igp::crypto
