// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The server's side of TLS. Internal to lib/http/server (Boost).
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "http/server/server.h"

namespace igp::http {

/// TLS 1.2 with forward secrecy and authenticated encryption, and TLS 1.3; no renegotiation.
/// Fails with kUsage when certificate and key cannot be read, do not belong together, or the key
/// is encrypted: a server has nobody to ask for a password.
Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(const ServerCertificate& files);

}  // namespace igp::http
