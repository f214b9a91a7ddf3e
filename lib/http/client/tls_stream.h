// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TLS over a connection (RFC 8446, RFC 5246): 1.2 or later, the server always authenticated.
#pragma once

#include <memory>
#include <string>

#include "http/client/byte_stream.h"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace igp::http {

/// Whom we trust and who we are, read once for many connections.
class TlsContext {
 public:
  /// Without `files.ca_file` the operating system's authorities are trusted; the client
  /// certificate is shown only `with_client_certificate`. Fails with kUsage on unusable files.
  static Result<TlsContext> make(const TlsFiles& files, bool with_client_certificate);

  /// Shakes hands over `below` with a server that must have a certificate for `host`, a name or an
  /// address. Fails with kTlsUntrusted, kNetwork, and as `limits` do.
  [[nodiscard]] Result<std::unique_ptr<ByteStream>> connect(std::unique_ptr<ByteStream> below,
                                                            const std::string& host,
                                                            IoLimits& limits) const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  std::unique_ptr<ssl_ctx_st, Free> context_;
};

}  // namespace igp::http
