// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2; signatures that are not the same each time are
// verified.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "call.h"
#include "jwt_test_keys.h"

namespace igp::rego {
namespace {

using testing::kRsaPrivateJwk;
using testing::kRsaPublicJwk;

constexpr std::string_view kEcKey =
    "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"msvGV65nUshUnuUvEW8pfwBMEufhSEkj14vAMr9tqr87JSekM"
    "iLn8ww__jBp76Xl\",\"y\":\"rK0RrdeByxInabxcnjr752agbDRqib_Htb36rT3kZntzq7b2opYpH9FZJU"
    "RPpzDi\",\"d\":\"zXSbG9MkRg4u1ko8wvT7IsjgZo9GrosfVU0SpfaUmRn7yGN0tsQGhw9xP9Yh8zL1\"}";
constexpr std::string_view kOkpKey =
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"ooNfSsIfv0K8P9l5inRwWHvnPBmf6pMo-gVLxhEw418\",\""
    "d\":\"_xdPe25Yybz51NCdCASGSXmcKu5KqSPsE-j1jYBqnCQ\"}";
constexpr std::string_view kEcPublicKey =
    "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"msvGV65nUshUnuUvEW8pfwBMEufhSEkj14vAMr9tqr87JSekM"
    "iLn8ww__jBp76Xl\",\"y\":\"rK0RrdeByxInabxcnjr752agbDRqib_Htb36rT3kZntzq7b2opYpH9FZJU"
    "RPpzDi\"}";
constexpr std::string_view kOkpPublicKey =
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"ooNfSsIfv0K8P9l5inRwWHvnPBmf6pMo-gVLxhEw418\"}";
constexpr std::string_view kSecret = "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}";

/// The token, in quotes, or the error.
std::string sign(std::string_view header, std::string_view payload, std::string_view key) {
  return call("io.jwt.encode_sign", fmt::format("[{},{},{}]", header, payload, key));
}

/// What verify_ALGORITHM says of a token that ALGORITHM made.
std::string sign_and_verify(std::string_view algorithm, std::string_view key,
                            std::string_view public_key) {
  const std::string token = sign(fmt::format(R"({{"alg":"{}"}})", algorithm), "{}", key);
  std::string builtin = "io.jwt.verify_";
  for (const char c : algorithm) builtin += static_cast<char>(c | 0x20);
  std::string quoted = "\"";
  for (const char c : public_key) (c == '"' ? quoted += '\\' : quoted) += c;
  return call(builtin, fmt::format(R"([{},{}"])", token, quoted));
}

TEST_CASE("jwt_sign: signs as OPA does") {
  CHECK(
      sign(R"({"z":1,"alg":"HS256","a":2})", R"({"b":1.5,"a":[1,2,{"q":null}],"m":"<"})", kSecret)
          .starts_with(
              R"("eyJhIjoyLCJhbGciOiJIUzI1NiIsInoiOjF9.eyJhIjpbMSwyLHsicSI6bnVsbH1dLCJiIjoxLjUsIm0iOiJcdTAwM2MifQ.)"));
  CHECK(sign(R"({"alg":"HS256"})", R"({"a":1})", kSecret) ==
        R"("eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.LrlPmSL4FxrzAHJSYbKzsA997COXdYCeFKlt3zt5DIY")");
  CHECK(
      sign(R"({"alg":"RS256"})", "{}", kRsaPrivateJwk) ==
      R"("eyJhbGciOiJSUzI1NiJ9.e30.AcUljHVPdW_tVomxplLAb0NwSFE8j7OmFtzPcz0KOWJw66JGBMTasAvgcv4sPX4Q5mdWT_iI4JwiG2Gg3XJvKRxpm1nwGgi1eHzohWod9WcvGZ-ZsidKR-6g74EXb5XkXPcyRjU3Ri5PCIWhFAZPTL2SvODyA_b6OibfWcvHQzUddMrARee5SfN3AOEIFuqK5TY_gDx8b8wtq_Aj5VJwJ0yHvyCLEtbcPcoE2GmQhTL_uzKO-alBqup0wgXKAR42FGJYHl3bnOTIbTwUJ7Y5RcHw0ab3h_uOtUyuNDAQ693E0uUm4BsO4UnXUcCGLyRYpvHMFzs7JMqCtNILpY4TPQ")");
  CHECK(
      sign(R"({"alg":"EdDSA"})", "{}", kOkpKey) ==
      R"("eyJhbGciOiJFZERTQSJ9.e30.h4aZIlPBXDFOLdNvPrVhm_jCTUMle009xUXD9HvVzBM4YsZwEXXDBmBc4xylZXxGAf2yk0vjMgXy63TreVn2CQ")");
}

TEST_CASE("jwt_sign: what is signed verifies") {
  for (const std::string_view name : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
    CAPTURE(name);
    CHECK(sign_and_verify(name, kRsaPrivateJwk, kRsaPublicJwk) == "true");
  }
  for (const std::string_view name : {"ES256", "ES384", "ES512"}) {
    CAPTURE(name);
    CHECK(sign_and_verify(name, kEcKey, kEcPublicKey) == "true");
  }
  CHECK(sign_and_verify("EdDSA", kOkpKey, kOkpPublicKey) == "true");
  CHECK(sign_and_verify("HS512", kSecret, "secret") == "true");
}

TEST_CASE("jwt_sign: says what is wrong") {
  const auto key_error = [](std::string_view form, std::string_view wanted) {
    return fmt::format(
        "eval_builtin_error: jwsbb.Sign: invalid key type *jwk.{0}. {1}{0}: "
        "jwk.Export: no suitable exporter found for key type '*jwk.{0}'",
        form, wanted);
  };
  CHECK(sign(R"({"alg":"RS256"})", "{}", kRsaPublicJwk) ==
        key_error("rsaPublicKey",
                  "*rsa.PrivateKey is required: failed to produce rsa.PrivateKey from *jwk."));
  CHECK(sign(R"({"alg":"HS256"})", "{}", kRsaPrivateJwk) ==
        key_error("rsaPrivateKey",
                  "[]byte is required: keyconv: failed to produce []byte from *jwk."));
  CHECK(sign(R"({"alg":"HS256"})", "{}", kOkpKey).starts_with("rego_unsupported: "));
  CHECK(sign("{}", "{}", kSecret) ==
        "eval_builtin_error: missing or invalid 'alg' header: jwsbb: header \"alg\" not found");
  CHECK(sign(R"({"alg":1})", "{}", kSecret) ==
        "eval_builtin_error: missing or invalid 'alg' header: value doesn't contain string; it "
        "contains number");
  CHECK(sign(R"({"alg":"none"})", "{}", kSecret) ==
        "eval_builtin_error: unknown JWS algorithm: none");
  CHECK(sign(R"({"alg":"HS256"})", "{}", R"({"keys":[]})") ==
        "eval_builtin_error: no keys found in JWK set");
  check_calls({
      {"io.jwt.encode_sign_raw", R"json(["", "{}", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"])json",
       "eval_builtin_error: missing or invalid 'alg' header: cannot parse JSON: cannot parse empty "
       "string; unparsed tail: \"\""},
      {"io.jwt.encode_sign_raw",
       R"json(["{\"alg\":\"HS256\"}", "x", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"])json",
       "eval_builtin_error: type is JWT but payload is not JSON"},
      // OPA signs by the first of them and would verify by the last.
      {"io.jwt.encode_sign_raw",
       R"json(["{\"alg\":\"HS256\",\"alg\":\"HS384\"}", "{}", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"])json",
       "rego_unsupported: a header with members of the same name"},
      {"io.jwt.encode_sign_raw", R"json(["e", "{}", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"])json",
       "eval_builtin_error: missing or invalid 'alg' header: jwsbb: header \"alg\" not found"},
      {"io.jwt.encode_sign_raw", R"json(["eyJ", "{}", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"])json",
       "eval_builtin_error: missing or invalid 'alg' header: unexpected tail: \"yJ\""},
      {"io.jwt.encode_sign_raw", "[1, 2, 3]",
       "eval_type_error: operand 3 must be string but got number"},
  });
}

}  // namespace
}  // namespace igp::rego
