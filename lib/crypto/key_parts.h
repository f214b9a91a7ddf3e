// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Keys from the numbers that they consist of, which is how JWK gives them (RFC 7518 section 6,
// RFC 8037). Numbers are unsigned and big-endian.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/private_key.h"
#include "crypto/pubkey.h"

namespace igp::crypto {

/// Fails with kKeyMalformed or kKeyUnsupported.
Result<PublicKey> make_rsa_public_key(ByteView modulus, ByteView exponent);

/// `curve` is one of the ECDSA types; the coordinates have its length.
/// Fails with kKeyMalformed when there is no such point.
Result<PublicKey> make_ec_public_key(KeyType curve, ByteView x, ByteView y);

/// An RSAPrivateKey with two primes (RFC 8017 appendix A.1.2); all are required.
struct RsaPrivateNumbers {
  ByteView modulus;
  ByteView public_exponent;
  ByteView private_exponent;
  ByteView prime1;
  ByteView prime2;
  ByteView exponent1;
  ByteView exponent2;
  ByteView coefficient;
};

/// `type` is kRsaPkcs1 or kRsaPss. Fails with kKeyMalformed when the numbers do not fit each other,
/// or kKeyUnsupported.
Result<PrivateKey> make_rsa_private_key(KeyType type, const RsaPrivateNumbers& numbers);

/// Fails with kKeyMalformed when `scalar` has no such point.
Result<PrivateKey> make_ec_private_key(KeyType curve, ByteView scalar, ByteView x, ByteView y);

/// The 32 bytes that RFC 8032 section 5.1.5 calls the private key. Fails with kKeyMalformed.
Result<PrivateKey> make_ed25519_private_key(ByteView seed);

}  // namespace igp::crypto
