// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/foreign_signature.h"

#include <doctest/doctest.h>

#include "base/hex.h"
#include "crypto/pem.h"
#include "crypto/signer.h"
#include "support/test_keys.h"

using namespace igp;
using namespace igp::crypto;
using namespace igp::testing;

namespace {

std::unique_ptr<Signer> signer_of(std::string_view pem) {
  return make_signer(*PrivateKey::from_pkcs8(parse_single_pem(pem)->bytes));
}

}  // namespace

TEST_CASE("foreign_signature: only what verifies is accepted") {
  const Digest digest = digest_of(as_bytes("content"));
  const auto signer = signer_of(kP256);
  const Bytes good = *signer->sign_digest(digest);
  CHECK(accept_digest_signature(signer->public_key(), digest, good) == good);
  CHECK(accept_digest_signature(signer->public_key(), digest_of(as_bytes("contend")), good)
            .error()
            .code == ErrorCode::kSignerAnswerInvalid);
  CHECK(accept_digest_signature(signer->public_key(), digest, {}).error().code ==
        ErrorCode::kSignerAnswerInvalid);
  const auto ed25519 = signer_of(kEd25519);
  const Bytes pure = *ed25519->sign_message(as_bytes("content"));
  CHECK(accept_message_signature(ed25519->public_key(), as_bytes("content"), pure) == pure);
  CHECK(accept_message_signature(ed25519->public_key(), as_bytes("contend"), pure).error().code ==
        ErrorCode::kSignerAnswerInvalid);
}

TEST_CASE("foreign_signature: an ECDSA pair becomes minimal DER") {
  const std::pair<const char*, const char*> cases[] = {
      {"0102", "3006020101020102"},
      {"00010002", "3006020101020102"},
      {"80ff", "300802020080020200ff"},
  };
  for (const auto& [pair, want] : cases)
    CHECK(encode_hex(*encode_ecdsa_signature(*parse_hex(pair))) == want);
  CHECK(encode_ecdsa_signature(Bytes(132, 1)));
  for (const std::size_t size : {0, 1, 63, 134})
    CHECK(encode_ecdsa_signature(Bytes(size, 1)).error().code == ErrorCode::kSignerAnswerInvalid);
}

TEST_CASE("foreign_signature: DigestInfo names each hash") {
  const std::pair<HashAlgorithm, const char*> cases[] = {
      {HashAlgorithm::kSha256, "3031300d060960864801650304020105000420"},
      {HashAlgorithm::kSha384, "3041300d060960864801650304020205000430"},
      {HashAlgorithm::kSha512, "3051300d060960864801650304020305000440"},
  };
  for (const auto& [hash, prefix] : cases) {
    const Digest digest = digest_of(as_bytes("content"), hash);
    CHECK(encode_hex(encode_digest_info(digest)) == prefix + digest.hex());
  }
}
