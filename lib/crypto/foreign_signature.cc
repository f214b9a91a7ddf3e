// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/foreign_signature.h"

#include "crypto/openssl.h"
#include "crypto/verifier.h"

namespace igp::crypto {
namespace {

using EcdsaPtr = Owned<ECDSA_SIG, ECDSA_SIG_free>;
using NumberPtr = Owned<BIGNUM, BN_free>;

/// Twice the bytes of a P-521 scalar.
constexpr std::size_t kLargestPair = 132;

Result<Bytes> accept(const Status& verified, Bytes signature) {
  if (verified) return signature;
  return fail(ErrorCode::kSignerAnswerInvalid, "the signature that came back does not verify");
}

}  // namespace

Result<Bytes> accept_digest_signature(const PublicKey& key, const Digest& digest, Bytes signature) {
  const Status verified = verify_digest_signature(key, digest, signature);
  return accept(verified, std::move(signature));
}

Result<Bytes> accept_message_signature(const PublicKey& key, ByteView message, Bytes signature) {
  const Status verified = verify_message_signature(key, message, signature, key.default_hash());
  return accept(verified, std::move(signature));
}

Result<Bytes> encode_ecdsa_signature(ByteView r_and_s) {
  initialize_openssl();
  if (r_and_s.empty() || r_and_s.size() % 2 != 0 || r_and_s.size() > kLargestPair) {
    return fail(ErrorCode::kSignerAnswerInvalid, "{} bytes are no ECDSA signature", r_and_s.size());
  }
  const int half = static_cast<int>(r_and_s.size() / 2);
  NumberPtr r(BN_bin2bn(r_and_s.data(), half, nullptr));
  NumberPtr s(BN_bin2bn(r_and_s.data() + half, half, nullptr));
  const EcdsaPtr pair(ECDSA_SIG_new());
  if (!r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1)
    return fail(ErrorCode::kCrypto, "cannot encode a signature: {}", openssl_reason());
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  return encode_der<const ECDSA_SIG*>(i2d_ECDSA_SIG, pair.get());
}

Result<Bytes> decode_ecdsa_signature(ByteView der, std::size_t half) {
  initialize_openssl();
  const unsigned char* cursor = der.data();
  const EcdsaPtr pair(d2i_ECDSA_SIG(nullptr, &cursor, static_cast<long>(der.size())));
  Bytes out(2 * half);
  const int size = static_cast<int>(half);
  if (!pair || cursor != der.data() + der.size() ||
      BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out.data(), size) != size ||
      BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out.data() + half, size) != size) {
    openssl_reason();  // only empties the queue
    return fail(ErrorCode::kSignerAnswerInvalid, "not an ECDSA signature of two {} byte numbers",
                half);
  }
  return out;
}

Bytes encode_digest_info(const Digest& digest) {
  // SEQUENCE { SEQUENCE { OID of the hash, NULL }, OCTET STRING }, up to the digest itself.
  constexpr std::uint8_t kFrame[] = {0x30, 0,    0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                     0x65, 0x03, 0x04, 0x02, 0,    0x05, 0x00, 0x04, 0};
  const ByteView value = digest.bytes();
  const auto size = static_cast<std::uint8_t>(value.size());
  Bytes out;
  out.reserve(sizeof kFrame + size);
  out.assign(std::begin(kFrame), std::end(kFrame));
  out[1] = static_cast<std::uint8_t>(out.size() - 2 + size);
  // 2.16.840.1.101.3.4.2: 1 is SHA-256, 2 SHA-384, 3 SHA-512.
  out[14] = static_cast<std::uint8_t>(1 + static_cast<int>(digest.algorithm()));
  out[18] = size;
  out.insert(out.end(), value.begin(), value.end());
  return out;
}

}  // namespace igp::crypto
