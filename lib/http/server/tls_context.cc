// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/tls_context.h"

#include <openssl/ssl.h>

#include "crypto/library.h"

namespace igp::http {

using boost::asio::ssl::context;

Result<std::unique_ptr<context>> make_tls_context(const ServerCertificate& files) {
  crypto::initialize_openssl();
  auto out = std::make_unique<context>(context::tls_server);
  SSL_CTX* const native = out->native_handle();
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  if (SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
    return fail(ErrorCode::kInternal, "OpenSSL offers no cipher for TLS 1.2");
  }
  boost::system::error_code problem;
  // Else OpenSSL would ask the terminal.
  const auto no_password = [](std::size_t, context::password_purpose) { return std::string(); };
  if (out->set_password_callback(no_password, problem)) {
    return fail(ErrorCode::kInternal, "cannot prepare TLS: {}", problem.message());
  }
  if (out->use_certificate_chain_file(files.certificate_chain, problem)) {
    return fail(ErrorCode::kUsage, "cannot use TLS certificate {}: {}",
                quote(files.certificate_chain), problem.message());
  }
  if (out->use_private_key_file(files.private_key, context::pem, problem)) {
    return fail(ErrorCode::kUsage, "cannot use TLS key {}: {}", quote(files.private_key),
                problem.message());
  }
  return out;
}

}  // namespace igp::http
