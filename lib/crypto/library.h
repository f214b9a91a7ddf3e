// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The state of OpenSSL that the whole process shares.
#pragma once

#include <string>

namespace igp::crypto {

/// Must precede every other use of OpenSSL in the process: keeps it from reading a configuration
/// file, whose place the environment decides (OPENSSL_CONF) and which could load foreign code.
/// Everything in lib/crypto calls it; so must whoever uses OpenSSL for TLS.
void initialize_openssl();

/// The oldest reason in OpenSSL's error queue, which is emptied: later ones only say where it led
/// to.
std::string openssl_reason();

}  // namespace igp::crypto
