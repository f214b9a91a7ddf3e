// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Tokens were made with another implementation; answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/limits.h"
#include "call.h"
#include "jwt_test_keys.h"
#include "rego/builtins/jwt_keys.h"
#include "rego/value/json_write.h"

namespace igp::rego {
namespace {

using testing::kRsaPublicJwk;

constexpr std::string_view kEcKey =
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"vpVVQ-avlFl04Ec7MKHOFroJtm6buaco6LNvwHsz3Nc\",\"y\":"
    "\"OO9dlXxro8DcRJMJlzzFCXxk2Fx7XREiQl7TQKurOXo\"}";
constexpr std::string_view kOkpKey =
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"ooNfSsIfv0K8P9l5inRwWHvnPBmf6pMo-gVLxhEw418\"}";
constexpr std::string_view kEcPem =
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvpVVQ+avlFl04Ec7M"
    "KHOFroJtm6b\nuaco6LNvwHsz3Nc4712VfGujwNxEkwmXPMUJfGTYXHtdESJCXtNAq6s5eg==\n-----EN"
    "D PUBLIC KEY-----\n";
constexpr std::string_view kEdCertificate =
    "-----BEGIN CERTIFICATE-----\nMIHFMHmgAwIBAgIBBTAFBgMrZXAwDTELMAkGA1UEAwwCZWQwHhcN"
    "MjAwMTAxMDAw\nMDAwWhcNMjEwMTAxMDAwMDAwWjANMQswCQYDVQQDDAJlZDAqMAUGAytlcAMhAKKD\nX0"
    "rCH79CvD/ZeYp0cFh75zwZn+qTKPoFS8YRMONfMAUGAytlcANBAMi4cYlqResg\nHC0lzONFIKaFZ59nw"
    "kRltu6q/CO94yraN+AckUfbAJUHxhfblUn3GJGewpGSCLiA\n9joWmqBwXwQ=\n-----END CERTIFICAT"
    "E-----\n";
constexpr std::string_view kP224Pem =
    "-----BEGIN PUBLIC KEY-----\nME4wEAYHKoZIzj0CAQYFK4EEACEDOgAEDMaCvIhh0myGwJF6/1SC/"
    "UZjuNrfPLji\nct/zYCF/5aXE35DZSHt/AnTn89cAAQQmDb/y7h1vrc8=\n-----END PUBLIC KEY----"
    "-\n";
constexpr std::string_view kRs256 =
    "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogImEifQ.e30.qx534H-q3KUacPPD7cV31yMcUvXr0X4Uj9k1Z"
    "5cv-PT2nw_Ayi4sYW5ETxns2uiPbxrIA7KCsYKmdG8R_uornAUH1b9hM5Lki0Kpp4a1Wie2jDHhFeTf6"
    "W7ErRaq1AJ0bOwQdjeYkyfHsAqnNxH1PLLeqkI9Sb8UA-EYoItQ9NCngYWObWLRDe6V5vaOiatz92H1-"
    "1rDNLEnQqjy-e6gHuL9J_yPHJiVbQVtTqTXWhz8iJ8LiyCvBS7AgjwBZVUdZ0cGJMWierowwxYDzVUYP"
    "5_SqshqZr6nXnwi5e3qWlLO4hZR9j67QJYrFToXcyWmqysE_kF1EAMu_Y0q-xLPDw";
constexpr std::string_view kPs384 =
    "eyJhbGciOiAiUFMzODQifQ.e30.VcDef9JFN0eBoST2wp0V-tTCRD4KmPcjZqiRevKPVYKWMKZyGq2d6"
    "Tm8_2ICh_fasBcUoNcNm4MkOdjhxsd5X6_C9wowdd5HEaWnm0-O9LHSdzs2acpy_-XEf2wRhAsWlwy5I"
    "cyUmlUV9oW7ahipCITEVTFqXRfPJU1SvbLp4evbGa7tczSnCIu70TEOXVpGv1Ay-SKdzuZI71RrCybG7"
    "vXHSxYV_KWJrRDNbylsxXJFvIj4S6qpfOIowuyZyRI28C6UO8OlWJEbotVIRR_pBK1qI-FBwY94d5kpl"
    "qjej594ZdTbHtMcT6LBQg54b-CeE-8V8IfnUcvYjhlwbePB2A";
constexpr std::string_view kEs256 =
    "eyJhbGciOiAiRVMyNTYifQ.e30.xS6teiyhOiFcP7Fn6ZQFgAdpCHbslDcluRcjEpigpciz2Dr42yE0C"
    "cN6dj7Jei783ZELGldnTrPWvByyOtN5ew";
constexpr std::string_view kEdDsa =
    "eyJhbGciOiAiRWREU0EifQ.e30.6NGZdvBEOuJK6Z2Rn6SR0Xqp-eK-t-XKdDnmCLaN8YuxBGREwnkQ6"
    "3mHT0IIlevENg3JoM3vKPeXGarrz_VeBg";
constexpr std::string_view kHs384 =
    "eyJhbGciOiAiSFMzODQifQ.e30.h9wCMgBDQx5TjuMMED1GWTXh4DgKotlc1QqN1RWrlttY6BVw41o0R"
    "dk2an35oYjT";
constexpr std::string_view kEs256Zeros =
    "eyJhbGciOiAiRVMyNTYifQ.e30.AOsSL03KBET7bxELn-olmIhE-ZYKyWpl6gn-yHctpk_mAGEfkTMXn"
    "H72V6UtLCNZ_Qzj0gFZn7kmC1xm4evkt-V8";
constexpr std::string_view kEs256Der =
    "eyJhbGciOiAiRVMyNTYifQ.e30.MEUCIQDrEi9NygRE-28RC5_qJZiIRPmWCslqZeoJ_sh3LaZP5gIgY"
    "R-RMxecfvZXpS0sI1n9DOPSAVmfuSYLXGbh6-S35Xw";
constexpr std::string_view kCritEmpty =
    "eyJhbGciOiAiRVMyNTYiLCAiY3JpdCI6IFtdfQ.e30.LWkvk5CGdwQW-uPfT4M0ldpDOv4DDUgWI2h4Q"
    "iD1qoQ0bUxeleDnv87eo7-z2l8i3VytQlIt2BvVFOcDwC8pqQ";

std::string verify(std::string_view builtin, std::string_view token, std::string_view key) {
  std::string args = "[";
  Arena arena;
  append_json(args, Value::string(arena, token));
  args += ',';
  append_json(args, Value::string(arena, key));
  return call(builtin, args + ']');
}

std::string key_set(std::initializer_list<std::string_view> keys) {
  std::string out = R"({"keys":[)";
  for (const std::string_view key : keys) {
    if (!out.ends_with('[')) out += ',';
    out += key;
  }
  return out + "]}";
}

/// The JWK with more members.
std::string with(std::string_view jwk, std::string_view members) {
  return fmt::format("{},{}}}", jwk.substr(0, jwk.size() - 1), members);
}

TEST_CASE("jwt: verifies what another implementation signed") {
  CHECK(verify("io.jwt.verify_rs256", kRs256, kRsaPublicJwk) == "true");
  CHECK(verify("io.jwt.verify_ps384", kPs384, kRsaPublicJwk) == "true");
  CHECK(verify("io.jwt.verify_es256", kEs256, kEcKey) == "true");
  CHECK(verify("io.jwt.verify_es256", kEs256, kEcPem) == "true");
  CHECK(verify("io.jwt.verify_es256", kEs256Zeros, kEcKey) == "true");
  CHECK(verify("io.jwt.verify_eddsa", kEdDsa, kOkpKey) == "true");
  CHECK(verify("io.jwt.verify_eddsa", kEdDsa, kEdCertificate) == "true");
  CHECK(verify("io.jwt.verify_hs384", kHs384, "k") == "true");
}

TEST_CASE("jwt: a key verifies with its own kind of algorithm alone") {
  for (const std::string_view key : {kRsaPublicJwk, kEcKey, kOkpKey, kEcPem}) {
    for (const std::string_view name : {"rs384", "ps256", "es384", "es512", "hs256"}) {
      for (const std::string_view token : {kRs256, kPs384, kEs256, kEdDsa, kHs384}) {
        CAPTURE(name);
        CHECK(verify(fmt::format("io.jwt.verify_{}", name), token, key) == "false");
      }
    }
  }
  CHECK(verify("io.jwt.verify_es256", kEs256Der, kEcKey) == "false");
  CHECK(verify("io.jwt.verify_hs384", kHs384, "l") == "false");
  CHECK(verify("io.jwt.verify_rs256", kRs256, R"({"kty":"oct","k":"AAAA"})") == "false");
}

TEST_CASE("jwt: chooses from a set by kid, then by alg") {
  const std::string named = with(kRsaPublicJwk, R"("kid":"a")");
  const std::string other = with(kEcKey, R"("kid":"a")");
  CHECK(verify("io.jwt.verify_rs256", kRs256, key_set({kEcKey, named})) == "true");
  CHECK(verify("io.jwt.verify_rs256", kRs256, key_set({other, kRsaPublicJwk})) == "false");
  CHECK(verify("io.jwt.verify_rs256", kRs256, key_set({kEcKey, kRsaPublicJwk})) == "true");
  CHECK(verify("io.jwt.verify_rs256", kRs256, key_set({})) == "false");
  CHECK(verify("io.jwt.verify_rs256", kRs256, with(kRsaPublicJwk, R"("alg":"RS256")")) == "true");
  CHECK(verify("io.jwt.verify_rs256", kRs256, with(kRsaPublicJwk, R"("alg":"RS384")")) == "false");
}

TEST_CASE("jwt: a private key verifies in decode_verify alone") {
  constexpr std::string_view kPrivate =
      R"({"kty":"EC","crv":"P-256","x":"vpVVQ-avlFl04Ec7MKHOFroJtm6buaco6LNvwHsz3Nc","y":"OO9dlXxro8DcRJMJlzzFCXxk2Fx7XREiQl7TQKurOXo","d":"0--bBAlmrmFrv_odzouRVP8-uVJYA1Imsmb9HHFi1PA"})";
  CHECK(verify("io.jwt.verify_es256", kEs256, kPrivate) == "false");
  std::string quoted;
  for (const char c : kPrivate) (c == '"' ? quoted += '\\' : quoted) += c;
  CHECK(call("io.jwt.decode_verify", fmt::format(R"(["{}",{{"cert":"{}"}}])", kEs256, quoted)) ==
        R"([true, {"alg": "ES256"}, {}])");
}

TEST_CASE("jwt: keys that are not supported give no answer") {
  CHECK(verify("io.jwt.verify_es256", kEs256, kP224Pem).starts_with("rego_unsupported: "));
  // An exponent that is sound to OPA's parser, and verifies nothing there either.
  CHECK(verify("io.jwt.verify_rs256", kRs256, with(kRsaPublicJwk, R"("e":"AQ")")) == "false");
}

TEST_CASE("jwt: says what is wrong with a key") {
  constexpr std::string_view kSole =
      "eval_builtin_error: failed to parse a JWK key (set): jwk.ParseString: failed to parse "
      "string: jwk.Parse: failed to parse sole key: jwk.ParseKey: ";
  const auto refused = [&](std::string_view key) {
    const std::string got = verify("io.jwt.verify_rs256", kRs256, key);
    CHECK(got.starts_with(kSole));
    return got.substr(std::min(got.size(), kSole.size()));
  };
  CHECK(refused("{}") == "invalid key type from JSON ()");
  CHECK(refused(R"({"kty":"rsa"})") == "invalid key type from JSON (rsa)");
  CHECK(refused("foo").ends_with("invalid character 'o' in literal false (expecting 'a')"));
  CHECK(refused(R"({"kty":"RSA","e":"AQAB"})").ends_with("required field n is missing"));
  CHECK(refused(with(kRsaPublicJwk, R"("n":"!")"))
            .ends_with("value for key n: expected base64 encoded []byte (string)"));
  CHECK(refused(with(kRsaPublicJwk, R"("e":"Ag")")).ends_with("must be a positive odd integer"));
  CHECK(refused(with(kRsaPublicJwk, R"("alg":"foo")")).ends_with("invalid key algorithm"));
  CHECK(refused(with(kEcKey, R"("x":"AQAB")"))
            .ends_with(R"(jwk.ECDSAPublicKey: invalid "x" length (3) for curve "P-256")"));
  CHECK(refused(with(kEcKey, R"("y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE")"))
            .ends_with("P256 point not on curve"));
  CHECK(refused(with(kOkpKey, R"("x":"AQAB")")).ends_with("ed25519: wrong public key size"));
  CHECK(verify("io.jwt.verify_es256", kEs256, std::string(kEcPem) + "\n") ==
        "eval_builtin_error: extra data after a PEM certificate block");
  CHECK(verify("io.jwt.verify_es256", kCritEmpty, kEcPem) ==
        "eval_builtin_error: crit: must be a nonempty list");
}

TEST_CASE("jwt: reads up to kJwtKeyBytes of keys and kJwtKeys keys") {
  std::string text(kEcKey);
  text.resize(limits::kJwtKeyBytes, ' ');
  CHECK(parse_jwt_keys(text).has_value());
  const auto large = parse_jwt_keys(text + ' ');
  REQUIRE(!large.has_value());
  CHECK(large.error().code == ErrorCode::kLimitExceeded);

  std::string keys = R"({"keys":[)";
  for (std::size_t i = 0; i < limits::kJwtKeys; ++i) {
    keys += fmt::format("{}{}", i == 0 ? "" : ",", R"({"kty":"oct","k":"AAAA"})");
  }
  CHECK(parse_jwt_keys(keys + "]}")->size() == limits::kJwtKeys);
  const auto many = parse_jwt_keys(keys + R"(,{"kty":"oct","k":"AAAA"}]})");
  REQUIRE(!many.has_value());
  CHECK(many.error().code == ErrorCode::kLimitExceeded);
}

}  // namespace
}  // namespace igp::rego
