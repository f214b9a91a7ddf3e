// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Keys of the public web's certificates, which are more than those that PublicKey accepts: what
// policies ask about them. Never for trust decisions of igpack's own.
#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"

namespace igp::crypto {

enum class WebCurve : std::uint8_t { kP224, kP256, kP384, kP521 };

/// Bytes of a coordinate.
std::size_t coordinate_size(WebCurve curve);

/// That the uncompressed `point` (SEC 1 section 2.3.3) is one of the curve's.
/// Fails with kKeyMalformed.
Status check_web_point(WebCurve curve, ByteView point);

/// The uncompressed point of the private key `scalar`, which has to be above zero and below the
/// curve's order. Fails with kKeyMalformed.
Result<Bytes> make_web_point(WebCurve curve, ByteView scalar);

/// ECDSA with a strict DER signature. Fails with kKeyMalformed or kSignatureInvalid.
Status verify_web_ecdsa(WebCurve curve, ByteView point, HashAlgorithm hash, ByteView message,
                        ByteView signature);

enum class RsaPadding : std::uint8_t { kPkcs1, kPss };

/// RSA with numbers that are unsigned and big-endian; a salt of RSASSA-PSS is as long as the hash.
/// The modulus has at least 1024 bits. Fails with kKeyMalformed, kKeyUnsupported or
/// kSignatureInvalid.
Status verify_web_rsa(ByteView modulus, ByteView exponent, RsaPadding padding, HashAlgorithm hash,
                      ByteView message, ByteView signature);

}  // namespace igp::crypto
