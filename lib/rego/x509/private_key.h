// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private keys as Go's crypto/x509 reads them: PKCS #1, PKCS #8 and SEC 1.
#pragma once

#include <variant>

#include "base/bytes.h"
#include "base/result.h"
#include "rego/number/big_integer.h"
#include "rego/x509/algorithm.h"
#include "rego/x509/der_values.h"

namespace igp::rego::x509 {

/// An RSA key of two primes whose numbers fit each other.
struct RsaPrivateKey {
  BigInteger modulus, private_exponent, prime1, prime2, exponent1, exponent2, coefficient;
  std::int64_t public_exponent = 0;
};

struct EcdsaPrivateKey {
  WebCurve curve = WebCurve::kP256;
  Bytes scalar;  ///< as long as a coordinate
  Bytes point;   ///< uncompressed
};

struct Ed25519PrivateKey {
  Bytes seed;
  Bytes public_key;
};

/// A key of the Diffie-Hellman function of RFC 7748, which no builtin computes with.
struct X25519PrivateKey {};

using PrivateKey =
    std::variant<RsaPrivateKey, EcdsaPrivateKey, Ed25519PrivateKey, X25519PrivateKey>;

// Each fails with kKeyMalformed, or with kKeyUnsupported for RSA keys of more than two primes and
// of more than kRsaBits.
Result<PrivateKey> parse_pkcs1_key(ByteView der);
Result<PrivateKey> parse_pkcs8_key(ByteView der);
Result<PrivateKey> parse_sec1_key(ByteView der);
/// As Go's crypto/tls reads the key of a certificate: any of the three forms.
Result<PrivateKey> parse_tls_key(ByteView der);

/// Whether `key` is the private half of `public_key`.
bool belongs_to(const PrivateKey& key, const PublicKey& public_key);

}  // namespace igp::rego::x509
