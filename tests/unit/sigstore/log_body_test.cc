// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/log_body.h"

#include <doctest/doctest.h>

#include "base/base64.h"
#include "crypto/pem.h"

using namespace igp;
using namespace igp::sigstore;

namespace {

const std::string kHex(64, 'a');
const std::string kCertificate =
    encode_base64(as_bytes(crypto::encode_pem("CERTIFICATE", Bytes{1, 2})));
const std::string kKey = encode_base64(as_bytes(crypto::encode_pem("PUBLIC KEY", Bytes{3, 4})));
const std::string kDigest = encode_base64(Bytes(32, 0xAA));

std::string hashedrekord(const std::string& signer) {
  return R"({"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":")" +
         kHex + R"("}},"signature":{"content":"BQY=","publicKey":{"content":")" + signer +
         R"("}}}})";
}

}  // namespace

TEST_CASE("log body: every known kind is read alike") {
  const std::string dsse1 =
      R"({"apiVersion":"0.0.1","kind":"dsse","spec":{"payloadHash":{"algorithm":"sha256","value":")" +
      kHex + R"("},"signatures":[{"signature":"BQY=","verifier":")" + kCertificate + R"("}]}})";
  const std::string verifier =
      R"("verifier":{"x509Certificate":{"rawBytes":"AQI="},"keyDetails":"X"})";
  const std::string rekord2 =
      R"({"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":{"data":{"algorithm":"SHA2_256","digest":")" +
      kDigest + R"("},"signature":{"content":"BQY=",)" + verifier + "}}}}";
  const std::string dsse2 =
      R"({"apiVersion":"0.0.2","kind":"dsse","spec":{"dsseV002":{"payloadHash":{"algorithm":"SHA2_256","digest":")" +
      kDigest + R"("},"signatures":[{"content":"BQY=",)" + verifier + "}]}}}";
  // intoto holds base64 of the envelope's base64 signature.
  const std::string intoto =
      R"({"apiVersion":"0.0.2","kind":"intoto","spec":{"content":{"envelope":{"signatures":[{"sig":")" +
      encode_base64(as_bytes("BQY=")) + R"(","publicKey":")" + kCertificate +
      R"("}]},"payloadHash":{"algorithm":"sha256","value":")" + kHex + R"("}}}})";
  const struct {
    std::string text;
    LoggedContent content;
    bool rekor_v2;
  } cases[] = {{hashedrekord(kCertificate), LoggedContent::kSigned, false},
               {dsse1, LoggedContent::kPayload, false},
               {rekord2, LoggedContent::kSigned, true},
               {dsse2, LoggedContent::kPayload, true},
               {intoto, LoggedContent::kPayload, false}};
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto body = parse_log_body(c.text);
    REQUIRE(body);
    CHECK(body->content == c.content);
    CHECK(body->rekor_v2 == c.rekor_v2);
    CHECK(body->signature == Bytes{5, 6});
    CHECK(body->certificate);
    CHECK(body->verifier == Bytes{1, 2});
    CHECK(body->digest.hex() == kHex);
  }
  const auto keyed = parse_log_body(hashedrekord(kKey));
  REQUIRE(keyed);
  CHECK(!keyed->certificate);
  CHECK(keyed->verifier == Bytes{3, 4});
}

TEST_CASE("log body: refuses unknown kinds and malformed bodies") {
  const std::string good = hashedrekord(kCertificate);
  const auto replaced = [&good](std::string_view from, std::string_view to) {
    std::string out = good;
    return out.replace(out.find(from), from.size(), to);
  };
  const std::string bad[] = {
      "",
      "[]",
      "{}",
      replaced("0.0.1", "0.0.3"),
      replaced("hashedrekord", "rekord"),
      replaced("sha256", "sha1"),
      replaced(kHex, "aa"),
      replaced("BQY=", ""),
      replaced(kCertificate, "AQI="),
      replaced("\"data\"", "\"date\""),
      replaced("\"kind\":\"hashedrekord\"", "\"kind\":\"hashedrekord\",\"kind\":\"dsse\""),
      hashedrekord(encode_base64(as_bytes(crypto::encode_pem("PRIVATE KEY", Bytes{1})))),
  };
  for (const std::string& text : bad) {
    CAPTURE(text);
    const auto body = parse_log_body(text);
    REQUIRE(!body);
    CHECK(body.error().code == ErrorCode::kTlogEntryMismatch);
  }
}
