// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/tls_stream.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "crypto/library.h"

namespace igp::http {
namespace {

/// Where operating systems keep the authorities they trust, most common first.
constexpr std::array kSystemAuthorities = {
    "/etc/ssl/certs/ca-certificates.crt",  // Debian, Alpine, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",    // Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",              // SUSE
    "/etc/ssl/cert.pem",                   // Alpine, BSD
};
/// A TLS record and its overhead.
constexpr std::size_t kRecordBytes = 17 * limits::kKiB;

struct FreeSsl {
  void operator()(SSL* ssl) const { ::SSL_free(ssl); }
};
using SslPtr = std::unique_ptr<SSL, FreeSsl>;

Status trust_authorities(SSL_CTX* context, const std::string& file) {
  if (!file.empty()) {
    if (::SSL_CTX_load_verify_file(context, file.c_str()) == 1) return {};
    return fail(ErrorCode::kUsage, "cannot use the certificate authorities in {}: {}", quote(file),
                crypto::openssl_reason());
  }
  for (const char* path : kSystemAuthorities) {
    if (::access(path, R_OK) == 0 && ::SSL_CTX_load_verify_file(context, path) == 1) return {};
  }
  ::ERR_clear_error();
  return Fail(error(ErrorCode::kUsage, "this system has no list of certificate authorities")
                  .with_hint("install one (ca-certificates), or name one with --ca-file"));
}

Status show_certificate(SSL_CTX* context, const TlsFiles& files) {
  if (files.client_cert.empty()) return {};
  const std::string& key = files.client_key.empty() ? files.client_cert : files.client_key;
  if (::SSL_CTX_use_certificate_chain_file(context, files.client_cert.c_str()) != 1) {
    return fail(ErrorCode::kUsage, "cannot use the client certificate {}: {}",
                quote(files.client_cert), crypto::openssl_reason());
  }
  if (::SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      ::SSL_CTX_check_private_key(context) != 1) {
    return fail(ErrorCode::kUsage, "cannot use the client key {}: {}", quote(key),
                crypto::openssl_reason());
  }
  return {};
}

/// The certificate must be for `host`, and a server of many names must know which one is meant
/// (RFC 6066 section 3, which excludes addresses).
bool set_host(SSL* ssl, const std::string& host) {
  X509_VERIFY_PARAM* wanted = ::SSL_get0_param(ssl);
  if (::X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1) return true;
  ::SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return ::SSL_set1_host(ssl, host.c_str()) == 1 &&
         ::SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
}

/// OpenSSL works on memory; the bytes travel through the stream below, where the waiting is.
class TlsStream final : public ByteStream {
 public:
  TlsStream(std::unique_ptr<ByteStream> below, SslPtr ssl)
      : below_(std::move(below)), ssl_(std::move(ssl)), record_(kRecordBytes) {}

  Status shake_hands(IoLimits& limits) {
    for (;;) {
      ::ERR_clear_error();
      const int done = ::SSL_connect(ssl_.get());
      IGP_CHECK(flush(limits));
      if (done == 1) return {};
      IGP_CHECK(fill_or_fail(done, limits));
    }
  }

  Result<std::size_t> read_some(std::span<std::uint8_t> into, IoLimits& limits) override {
    for (;;) {
      ::ERR_clear_error();
      std::size_t got = 0;
      const int done = ::SSL_read_ex(ssl_.get(), into.data(), into.size(), &got);
      IGP_CHECK(flush(limits));
      if (done == 1) return got;
      if (::SSL_get_error(ssl_.get(), done) == SSL_ERROR_ZERO_RETURN) return 0;
      IGP_CHECK(fill_or_fail(done, limits));
    }
  }

  Status write_all(ByteView bytes, IoLimits& limits) override {
    if (bytes.empty()) return {};
    for (;;) {
      ::ERR_clear_error();
      std::size_t put = 0;
      const int done = ::SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &put);
      IGP_CHECK(flush(limits));
      if (done == 1) return {};  // all of it: memory takes whatever it gets
      IGP_CHECK(fill_or_fail(done, limits));
    }
  }

  [[nodiscard]] bool quiet() const override {
    return ::SSL_pending(ssl_.get()) == 0 && below_->quiet();
  }

 private:
  /// Sends what OpenSSL has written.
  Status flush(IoLimits& limits) {
    char* data = nullptr;
    BIO* out = ::SSL_get_wbio(ssl_.get());
    const long size = BIO_get_mem_data(out, &data);
    if (size <= 0) return {};
    const Status sent = below_->write_all(as_bytes({data, static_cast<std::size_t>(size)}), limits);
    BIO_reset(out);
    return sent;
  }

  /// Receives what OpenSSL waits for, or says why it has given up.
  Status fill_or_fail(int result, IoLimits& limits) {
    if (::SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ) return failure();
    const std::size_t got = IGP_TRY(below_->read_some(record_, limits));
    if (got == 0) return fail(ErrorCode::kNetwork, "the connection ends without TLS's goodbye");
    if (::BIO_write(::SSL_get_rbio(ssl_.get()), record_.data(), static_cast<int>(got)) <= 0) {
      return fail(ErrorCode::kInternal, "out of memory");
    }
    return {};
  }

  [[nodiscard]] Fail failure() const {
    const long verdict = ::SSL_get_verify_result(ssl_.get());
    if (verdict == X509_V_OK) return fail(ErrorCode::kNetwork, "TLS: {}", crypto::openssl_reason());
    ::ERR_clear_error();
    return fail(ErrorCode::kTlsUntrusted, "the server's certificate is not trusted: {}",
                ::X509_verify_cert_error_string(verdict));
  }

  std::unique_ptr<ByteStream> below_;
  SslPtr ssl_;
  Bytes record_;
};

}  // namespace

void TlsContext::Free::operator()(SSL_CTX* context) const { ::SSL_CTX_free(context); }

Result<TlsContext> TlsContext::make(const TlsFiles& files, bool with_client_certificate) {
  crypto::initialize_openssl();
  ::ERR_clear_error();
  TlsContext made;
  made.context_.reset(::SSL_CTX_new(::TLS_client_method()));
  SSL_CTX* context = made.context_.get();
  if (context == nullptr || ::SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1) {
    return fail(ErrorCode::kInternal, "OpenSSL cannot prepare TLS: {}", crypto::openssl_reason());
  }
  ::SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  IGP_CHECK(trust_authorities(context, files.ca_file));
  if (with_client_certificate) IGP_CHECK(show_certificate(context, files));
  return made;
}

Result<std::unique_ptr<ByteStream>> TlsContext::connect(std::unique_ptr<ByteStream> below,
                                                        const std::string& host,
                                                        IoLimits& limits) const {
  SslPtr ssl(::SSL_new(context_.get()));
  BIO* in = ::BIO_new(::BIO_s_mem());
  BIO* out = ::BIO_new(::BIO_s_mem());
  if (ssl == nullptr || in == nullptr || out == nullptr || !set_host(ssl.get(), host)) {
    ::BIO_free(in);
    ::BIO_free(out);
    return fail(ErrorCode::kInternal, "OpenSSL cannot prepare a connection: {}",
                crypto::openssl_reason());
  }
  ::SSL_set_bio(ssl.get(), in, out);
  BIO_set_mem_eof_return(in, -1);  // empty means "not yet", never "the end"
  auto stream = std::make_unique<TlsStream>(std::move(below), std::move(ssl));
  IGP_CHECK(stream->shake_hands(limits));
  return stream;
}

}  // namespace igp::http
