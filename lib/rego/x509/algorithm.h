// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signature algorithms and public keys of certificates, as Go's crypto/x509 numbers and reads them.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/web_key.h"
#include "rego/x509/der_values.h"

namespace igp::rego::x509 {

using crypto::WebCurve;

/// Go's x509.SignatureAlgorithm.
enum class SignatureAlgorithm : std::uint8_t {
  kUnknown,
  kMd2Rsa,
  kMd5Rsa,
  kSha1Rsa,
  kSha256Rsa,
  kSha384Rsa,
  kSha512Rsa,
  kDsaSha1,
  kDsaSha256,
  kEcdsaSha1,
  kEcdsaSha256,
  kEcdsaSha384,
  kEcdsaSha512,
  kSha256RsaPss,
  kSha384RsaPss,
  kSha512RsaPss,
  kEd25519,
};

/// Go's x509.PublicKeyAlgorithm.
enum class KeyAlgorithm : std::uint8_t { kUnknown, kRsa, kDsa, kEcdsa, kEd25519 };

/// An AlgorithmIdentifier (RFC 5280 section 4.1.1.2).
struct Algorithm {
  ByteView oid;         ///< the content of its OBJECT IDENTIFIER
  ByteView parameters;  ///< the whole element, or nothing
};

// The numbers of keys are the contents of positive INTEGERs.
struct RsaKey {
  ByteView modulus;
  std::int64_t exponent;
};
struct DsaKey {
  ByteView p, q, g, y;
};
struct EcdsaKey {
  WebCurve curve;
  ByteView point;  ///< uncompressed; on the curve
};
struct Ed25519Key {
  ByteView bytes;
};
using PublicKey = std::variant<std::monostate, RsaKey, DsaKey, EcdsaKey, Ed25519Key>;

/// The content of the SEQUENCE of an AlgorithmIdentifier. Fails with kCertificateMalformed.
Result<Algorithm> parse_algorithm(ByteView content);
SignatureAlgorithm signature_algorithm(const Algorithm& algorithm);
KeyAlgorithm key_algorithm(const Algorithm& algorithm);
/// A key of a known algorithm, with its point checked; the others are nothing.
/// Fails with kCertificateMalformed.
Result<PublicKey> parse_public_key(const Algorithm& algorithm, const BitString& key);
/// The curve with the OID whose content is `oid`.
std::optional<WebCurve> find_curve(ByteView oid);

/// That `signature` over `message` is one of `key`'s. SHA-1 and MD5 never verify.
/// Fails with kSignatureInvalid; kKeyUnsupported where Go may verify and this program does not.
Status verify_signature(SignatureAlgorithm algorithm, const PublicKey& key, ByteView message,
                        ByteView signature);

}  // namespace igp::rego::x509
