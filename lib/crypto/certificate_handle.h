// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/crypto: what stands behind Certificate, and chains of them.
#pragma once

#include <vector>

#include "crypto/certificate.h"
#include "crypto/openssl.h"

namespace igp::crypto {

struct Certificate::Handle {
  X509Ptr x509;
  Bytes der;
};

using StorePtr = Owned<X509_STORE, X509_STORE_free>;
/// Frees the stack, not the certificates in it.
inline void free_stack_only(STACK_OF(X509) * stack) { sk_X509_free(stack); }
using StackPtr = Owned<STACK_OF(X509), free_stack_only>;

/// A store that trusts `anchor` alone, at `time`, with the strictness that verify_chain promises.
StorePtr make_store(const Certificate& anchor, UnixNanos time);

/// Borrows the certificates, which must outlive the stack.
StackPtr make_stack(const std::vector<Certificate>& certificates);

}  // namespace igp::crypto
