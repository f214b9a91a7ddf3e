// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/crypto: ownership of OpenSSL's objects and how its failures become Errors.
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/library.h"

namespace igp::crypto {

/// Calls `Free` on the object it owns.
template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
template <class T, auto Free>
using Owned = std::unique_ptr<T, Deleter<Free>>;

using KeyPtr = Owned<EVP_PKEY, EVP_PKEY_free>;
using KeyContextPtr = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContextPtr = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using X509Ptr = Owned<X509, X509_free>;

/// The EVP implementation of `algorithm`.
const EVP_MD* evp_md(HashAlgorithm algorithm);

/// Runs one of OpenSSL's i2d_ functions on `object`.
template <class T>
Bytes encode_der(int (*i2d)(T, unsigned char**), std::type_identity_t<T> object) {
  const int size = i2d(object, nullptr);
  if (size <= 0) return {};
  Bytes out(static_cast<std::size_t>(size));
  unsigned char* cursor = out.data();
  i2d(object, &cursor);
  return out;
}

}  // namespace igp::crypto
