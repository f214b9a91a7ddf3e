// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <openssl/x509_vfy.h>

#include "crypto/algorithms.h"
#include "crypto/certificate.h"
#include "crypto/certificate_handle.h"

namespace igp::crypto {
namespace {

using StoreContextPtr = Owned<X509_STORE_CTX, X509_STORE_CTX_free>;

constexpr int kSecurityLevel = 2;  ///< at least 112 bits, so neither SHA-1 nor RSA below 2048

/// The certificate of a chain that `x509` stands for: OpenSSL builds it of those that it was given.
const Certificate& one_of(const X509* x509, const Certificate& leaf,
                          const std::vector<Certificate>& intermediates,
                          const Certificate& anchor) {
  if (x509 == leaf.handle().x509.get()) return leaf;
  for (const Certificate& one : intermediates) {
    if (x509 == one.handle().x509.get()) return one;
  }
  return anchor;
}

}  // namespace

StorePtr make_store(const Certificate& anchor, UnixNanos time) {
  StorePtr store(X509_STORE_new());
  X509_STORE_add_cert(store.get(), anchor.handle().x509.get());
  X509_VERIFY_PARAM* parameters = X509_STORE_get0_param(store.get());
  X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(time / kNanosPerSecond));
  X509_VERIFY_PARAM_set_auth_level(parameters, kSecurityLevel);
  // The trust root says where a chain ends, which may be below a self-signed certificate.
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
  return store;
}

Status verify_own_signature(const Certificate& anchor) {
  const AcceptedAlgorithms algorithms;
  X509* x509 = anchor.handle().x509.get();
  if (!anchor.self_issued() || X509_verify(x509, X509_get0_pubkey(x509)) == 1) return {};
  openssl_reason();
  return fail(
      ErrorCode::kCertificateUntrusted,
      "root certificate is damaged, or signed with an algorithm that is not accepted: its own "
      "signature does not verify");
}

StackPtr make_stack(const std::vector<Certificate>& certificates) {
  StackPtr stack(sk_X509_new_null());
  for (const Certificate& one : certificates) sk_X509_push(stack.get(), one.handle().x509.get());
  return stack;
}

Result<std::vector<Certificate>> verify_chain(const Certificate& leaf,
                                              const std::vector<Certificate>& intermediates,
                                              const Certificate& anchor, UnixNanos time) {
  const AcceptedAlgorithms algorithms;
  const StorePtr store = make_store(anchor, time);
  const StackPtr untrusted = make_stack(intermediates);
  const StoreContextPtr context(X509_STORE_CTX_new());
  if (X509_STORE_CTX_init(context.get(), store.get(), leaf.handle().x509.get(), untrusted.get()) !=
      1) {
    return fail(ErrorCode::kCrypto, "cannot verify a certificate: {}", openssl_reason());
  }
  if (X509_verify_cert(context.get()) != 1) {
    const char* reason = X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()));
    openssl_reason();
    return fail(ErrorCode::kCertificateUntrusted, "certificate is not trusted: {}", reason);
  }
  const STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(context.get());
  std::vector<Certificate> out;
  for (int i = 0; i < sk_X509_num(chain); ++i)
    out.push_back(one_of(sk_X509_value(chain, i), leaf, intermediates, anchor));
  return out;
}

}  // namespace igp::crypto
