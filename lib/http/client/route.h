// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Route: the way from here to the server that a URL names.
#pragma once

#include <memory>
#include <string>

#include "http/client/byte_stream.h"
#include "http/client/tls_stream.h"

namespace igp::http {

/// Requests with equal routes may share a connection.
struct Route {
  std::string scheme;
  std::string host;
  std::uint16_t port = 0;
  std::string unix_socket = {};
  std::string proxy = {};    ///< the proxy's URL; empty: none
  bool as_ourselves = true;  ///< show the client certificate
  TlsFiles tls = {};

  [[nodiscard]] bool secure() const { return scheme == "https"; }
  /// True when the request line must name the whole URL (RFC 9112 section 3.2.2).
  [[nodiscard]] bool absolute_form() const { return !proxy.empty() && !secure(); }

  friend bool operator==(const Route&, const Route&) = default;
};

/// Connects: to the socket, the proxy or the server, and over TLS to the server of an https URL,
/// through a tunnel (CONNECT, RFC 9110 section 9.3.6) when there is a proxy.
/// `tls` is set for secure routes. Fails with kUrlInvalid (proxy), kNetwork, kTlsUntrusted, and as
/// `limits` do.
Result<std::unique_ptr<ByteStream>> open_route(const Route& route, const TlsContext* tls,
                                               IoLimits& limits);

}  // namespace igp::http
