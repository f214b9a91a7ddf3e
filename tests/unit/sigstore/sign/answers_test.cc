// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What services answer, read strictly: lib/sigstore/sign/{fulcio,rekor,rekor_v1,rekor_v2}.cc.
#include <doctest/doctest.h>

#include "base/base64.h"
#include "base/limits.h"
#include "crypto/pem.h"
#include "sigstore/sign/fulcio.h"
#include "sigstore/sign/key_details.h"
#include "sigstore/sign/rekor.h"
#include "support/test_keys.h"
#include "support/virtual_services.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

std::string escaped(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;)
    text.replace(at, 1, "\\n");
  return text;
}

crypto::PublicKey public_key(std::string_view pem) {
  return crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(pem)->bytes)->public_key();
}

}  // namespace

TEST_CASE("fulcio: chains of up to ten certificates") {
  const VirtualSigstore sigstore;
  const std::string pem =
      escaped(crypto::encode_pem("CERTIFICATE", sigstore.root_certificate().der()));
  const auto chain = [&](std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "\"" : ",\"") + pem + "\"";
    return parse_certificate_answer(fmt::format(
        R"({{"signedCertificateEmbeddedSct":{{"chain":{{"certificates":[{}]}}}}}})", list));
  };
  CHECK(chain(1)->size() == 1);
  CHECK(chain(limits::kChainCertificates)->size() == limits::kChainCertificates);
  CHECK(chain(limits::kChainCertificates + 1).error().code == ErrorCode::kLimitExceeded);
  CHECK(chain(0).error().code == ErrorCode::kHttpAnswerInvalid);
}

TEST_CASE("fulcio: other answers are refused") {
  for (const std::string_view text :
       {"", "null", "{}", R"({"signedCertificateEmbeddedSct":{}})",
        R"({"signedCertificateEmbeddedSct":{"chain":{"certificates":[1]}}})",
        R"({"signedCertificateEmbeddedSct":{"chain":{"certificates":["x"]}}})",
        R"({"signedCertificateDetachedSct":{"chain":{"certificates":[]}}})"}) {
    CAPTURE(text);
    CHECK(parse_certificate_answer(text).error().code == ErrorCode::kHttpAnswerInvalid);
  }
  const std::string key = escaped(public_key(kP256).pem());
  CHECK(parse_certificate_answer(
            fmt::format(
                R"({{"signedCertificateEmbeddedSct":{{"chain":{{"certificates":["{}"]}}}}}})", key))
            .error()
            .code == ErrorCode::kHttpAnswerInvalid);
}

TEST_CASE("rekor: other answers are refused") {
  for (const std::string_view text :
       {"", "null", "[]", "{}", R"({"a":1})", R"({"a":{},"b":{}})",
        R"({"a":{"logIndex":1,"logID":"zz","integratedTime":1,"body":"e30="}})",
        R"({"a":{"logIndex":1,"logID":"ab","integratedTime":1,"body":"e30="}})"}) {
    CAPTURE(text);
    CHECK(parse_entry_answer_v1(text).error().code == ErrorCode::kHttpAnswerInvalid);
    CHECK(parse_entry_answer_v2(text).error().code == ErrorCode::kHttpAnswerInvalid);
  }
}

TEST_CASE("rekor: answers beyond the limit are refused") {
  const std::string huge(limits::kServiceAnswerBytes + 1, ' ');
  CHECK(parse_entry_answer_v1(huge).error().code == ErrorCode::kHttpAnswerInvalid);
  CHECK(parse_entry_answer_v2(huge).error().code == ErrorCode::kHttpAnswerInvalid);
  CHECK(parse_certificate_answer(huge).error().code == ErrorCode::kHttpAnswerInvalid);
}

TEST_CASE("key_details: names of the algorithm registry") {
  using crypto::HashAlgorithm;
  CHECK(key_details(public_key(kP256), HashAlgorithm::kSha256) == "PKIX_ECDSA_P256_SHA_256");
  CHECK(key_details(public_key(kP384), HashAlgorithm::kSha384) == "PKIX_ECDSA_P384_SHA_384");
  CHECK(key_details(public_key(kP521), HashAlgorithm::kSha512) == "PKIX_ECDSA_P521_SHA_512");
  CHECK(key_details(public_key(kRsa2048), HashAlgorithm::kSha256) ==
        "PKIX_RSA_PKCS1V15_2048_SHA256");
  CHECK(key_details(public_key(kRsa2048).as_pss(), HashAlgorithm::kSha256) ==
        "PKIX_RSA_PSS_2048_SHA256");
  CHECK(key_details(public_key(kP384), HashAlgorithm::kSha256).error().code ==
        ErrorCode::kKeyUnsupported);
  CHECK(key_details(public_key(kEd25519), HashAlgorithm::kSha256).error().code ==
        ErrorCode::kKeyUnsupported);
}
