// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/key_parts.h"

#include <initializer_list>

#include "crypto/der.h"
#include "crypto/key_handle.h"

namespace igp::crypto {
namespace {

using namespace std::string_view_literals;

constexpr std::uint8_t kDerInteger = 0x02;
constexpr std::uint8_t kDerBitString = 0x03;
constexpr std::uint8_t kUncompressedPoint = 0x04;

// AlgorithmIdentifier of each type of key (RFC 3279, RFC 4055, RFC 5480, RFC 8410).
constexpr auto kRsa = "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"sv;
constexpr auto kPss = "\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"sv;
constexpr auto kP256 =
    "\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"sv;
constexpr auto kP384 = "\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22"sv;
constexpr auto kP521 = "\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23"sv;
constexpr auto kEd25519 = "\x30\x05\x06\x03\x2b\x65\x70"sv;

std::string_view algorithm_of(KeyType type) {
  switch (type) {
    case KeyType::kEcdsaP256:
      return kP256;
    case KeyType::kEcdsaP384:
      return kP384;
    case KeyType::kEcdsaP521:
      return kP521;
    case KeyType::kRsaPkcs1:
      return kRsa;
    case KeyType::kRsaPss:
      return kPss;
    case KeyType::kEd25519:
      return kEd25519;
  }
  return {};
}

void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

Bytes concatenate(std::initializer_list<ByteView> parts) {
  Bytes out;
  for (const ByteView part : parts) append(out, part);
  return out;
}

/// The INTEGER that is not negative: without needless zeros, and with one where the first bit is
/// set.
Bytes encode_number(ByteView number) {
  while (number.size() > 1 && number.front() == 0) number = number.subspan(1);
  Bytes content;
  if (number.empty() || (number.front() & 0x80) != 0) content.push_back(0);
  append(content, number);
  return encode_der_element(kDerInteger, content);
}

Bytes encode_numbers(std::initializer_list<ByteView> numbers) {
  Bytes content;
  for (const ByteView number : numbers) append(content, encode_number(number));
  return encode_der_element(kDerSequence, content);
}

/// PKCS #8 (RFC 5208) around the algorithm's own form of a key.
Result<PrivateKey> wrap_private_key(KeyType type, ByteView key) {
  constexpr std::uint8_t kVersion[] = {0};
  return PrivateKey::from_pkcs8(encode_der_element(
      kDerSequence,
      concatenate({encode_der_element(kDerInteger, kVersion), as_bytes(algorithm_of(type)),
                   encode_der_element(kDerOctetString, key)})));
}

/// OpenSSL believes the numbers that it is told; that they belong together takes a look.
Result<PrivateKey> check_private_key(PrivateKey key) {
  const KeyContextPtr context(EVP_PKEY_CTX_new(key.handle().key.get(), nullptr));
  if (!context || EVP_PKEY_check(context.get()) != 1) {
    return fail(ErrorCode::kKeyMalformed, "the parts of a private key do not fit: {}",
                openssl_reason());
  }
  return key;
}

}  // namespace

Result<PublicKey> make_rsa_public_key(ByteView modulus, ByteView exponent) {
  return PublicKey::from_pkcs1(encode_numbers({modulus, exponent}));
}

Result<PublicKey> make_ec_public_key(KeyType curve, ByteView x, ByteView y) {
  constexpr std::uint8_t kWholeBytes[] = {0, kUncompressedPoint};
  return PublicKey::from_spki(encode_der_element(
      kDerSequence,
      concatenate({as_bytes(algorithm_of(curve)),
                   encode_der_element(kDerBitString, concatenate({kWholeBytes, x, y}))})));
}

Result<PrivateKey> make_rsa_private_key(KeyType type, const RsaPrivateNumbers& numbers) {
  const Bytes key = encode_numbers({ByteView(), numbers.modulus, numbers.public_exponent,
                                    numbers.private_exponent, numbers.prime1, numbers.prime2,
                                    numbers.exponent1, numbers.exponent2, numbers.coefficient});
  PrivateKey made = IGP_TRY(wrap_private_key(type, key));
  return check_private_key(std::move(made));
}

Result<PrivateKey> make_ec_private_key(KeyType curve, ByteView scalar, ByteView x, ByteView y) {
  constexpr std::uint8_t kVersion[] = {1};
  constexpr std::uint8_t kPublicKeyTag = 0xA1;
  constexpr std::uint8_t kWholeBytes[] = {0, kUncompressedPoint};
  const Bytes point = encode_der_element(kDerBitString, concatenate({kWholeBytes, x, y}));
  // ECPrivateKey (RFC 5915 section 3); its curve stands around it.
  PrivateKey key = IGP_TRY(wrap_private_key(
      curve,
      encode_der_element(kDerSequence, concatenate({encode_der_element(kDerInteger, kVersion),
                                                    encode_der_element(kDerOctetString, scalar),
                                                    encode_der_element(kPublicKeyTag, point)}))));
  return check_private_key(std::move(key));
}

Result<PrivateKey> make_ed25519_private_key(ByteView seed) {
  return wrap_private_key(KeyType::kEd25519, encode_der_element(kDerOctetString, seed));
}

}  // namespace igp::crypto
