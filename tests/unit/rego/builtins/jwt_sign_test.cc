// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2; signatures that are not the same each time are
// verified.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "call.h"

namespace igp::rego {
namespace {

constexpr std::string_view kRsaKey =
    "{\"kty\":\"RSA\",\"n\":\"8M8xmRCHuGtnq6XzkG3rC9erMcQYiLZTjpONpIdEnX40grNlSoWbO79sKzYYSJ"
    "YbkpU-U3LxHzDeGy-8XtiF-XQMvv5ITC_L64tIrOa-KCyZasSOc8imR0sPKINp8SSVtFGsSqCAq78TlH"
    "XMvAQEAScJHPqwClVA82SL7cTdkSIVw9upAG1JVAKeYAaznZxUPvsEI_EZWCBe9nUeIbsDvJSSg8UZYl"
    "mjCfNciT4m72G_cMN3IbL6NMRFJutsFqFbDgFWDs2HCb0CbaKo86JWD_Y2wBMjJkMXihCObT0vGX9BrK"
    "rlTY2lJzEnizvL1cPM71u1dDVi1JmkXy9aU3-b1w\",\"e\":\"AQAB\",\"d\":\"AecRLdo3yEw8JUE9aGgfhR"
    "g7uqJUmbGFfXxK9s04ZiontHSoZmtVBUBtuvWr2wvC-GiEQowg8Mcl3UvsqBWVd8zj7bDJCQxDoMvL7W"
    "aXtm3yLfbGZvT9FokdFVipQjkXLOjyr70O5zLhe7kAJU6LnY3qZredI0FcyJxQ9eldR5bcB2kQQ7Dd5g"
    "d1RrCrZhfNpVFAYTNZFiUhRCYsnyxlZmmtz-pioiZ8m7hu6VozNwUxeEUL_LxdGxIAfzTsWlGy2GITpf"
    "KpMd4Oz4o_clGun1zoOy5dM4_Ynu-g7OgH8VLYKEAR3NVA91lXIpLIwsC8xi9iZvbzN_xdIwikRcmp0Q"
    "\",\"p\":\"_JjyqrtvKf4GCLqTARCr9m-fspSJdWlaahJPFoitGSprPR6WZGfjWtRwcN2oLJvLZ__OUxzxv"
    "fgnhuKTKHBoQ2rNu7GbV9WoUoRAKl9Xpbf608Ome7oY2eORhwE2_tH7TTQErTk-XCrOMXEpQ37_iAPbS"
    "ORdCP8N3fxAIFFQMRk\",\"q\":\"9A2YkSDvfk_gpfyw3DKPyoSngcmuS-I1F48XgjwZM6OGd1BR7vQsVyL"
    "mxgEP0GQx7xeDM_JjLhSDP5j52p4wNfQGZj3-skE0r4RmQi4V0SZHuY-orsa3JzajfDsy9PlO0QaHUA5"
    "rEhsvNKL2SRY_m8ZX47zCmwcX7Qy4ykJ9Im8\",\"dp\":\"WibERQcMT7JnuOnN2Y13skZ4eqXkwVDOghjy"
    "vRoenWK0T2YBSuiBDkPPtZiGkxUvbXiwzJ0B8kkE4nEvEDm-HIGb16c1yA1rO7gTpovMnkqhbL7hRjtO"
    "70T3BXX7iMqspAsyuBg8F2z3llHK5loHHSYzNzq5saJF8ro6sM4UjtE\",\"dq\":\"i2SYl4vwPnzxGt1RR"
    "vO6HTnXUtIWs1DociRQkRoyasQjsVI2-fyMtthAZyeEGMqhmqYbUjhHXbJppJGDY9KmRqqyXQNbzgRgS"
    "z-cCIC6BVOP8_SRrAHj6onSpspJOJKM6eaIsrkJfrX4KGBLu0Lx4c9Ps8vEezd5-vMhOKTxRBE\",\"qi\""
    ":\"AfKXPCNCNcOhuQ5B3QQHQZA8Tg8ccfC5zfotyzlLXTywtNqy4R2Gbzp4Hyb5jg8K6KEAjfduWMkPJp"
    "pRNYCDLz64hkyt2y61DJwnEDv5wtJq59sqbMOJnkQrT-jyAtOi_s1dF8VMNfXNc2zfBgffHnT5QJr2fJ"
    "81oLZFqX5Fxu0\"}";
constexpr std::string_view kEcKey =
    "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"msvGV65nUshUnuUvEW8pfwBMEufhSEkj14vAMr9tqr87JSekM"
    "iLn8ww__jBp76Xl\",\"y\":\"rK0RrdeByxInabxcnjr752agbDRqib_Htb36rT3kZntzq7b2opYpH9FZJU"
    "RPpzDi\",\"d\":\"zXSbG9MkRg4u1ko8wvT7IsjgZo9GrosfVU0SpfaUmRn7yGN0tsQGhw9xP9Yh8zL1\"}";
constexpr std::string_view kOkpKey =
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"ooNfSsIfv0K8P9l5inRwWHvnPBmf6pMo-gVLxhEw418\",\""
    "d\":\"_xdPe25Yybz51NCdCASGSXmcKu5KqSPsE-j1jYBqnCQ\"}";
constexpr std::string_view kRsaPublicKey =
    "{\"kty\":\"RSA\",\"n\":\"8M8xmRCHuGtnq6XzkG3rC9erMcQYiLZTjpONpIdEnX40grNlSoWbO79sKzYYSJ"
    "YbkpU-U3LxHzDeGy-8XtiF-XQMvv5ITC_L64tIrOa-KCyZasSOc8imR0sPKINp8SSVtFGsSqCAq78TlH"
    "XMvAQEAScJHPqwClVA82SL7cTdkSIVw9upAG1JVAKeYAaznZxUPvsEI_EZWCBe9nUeIbsDvJSSg8UZYl"
    "mjCfNciT4m72G_cMN3IbL6NMRFJutsFqFbDgFWDs2HCb0CbaKo86JWD_Y2wBMjJkMXihCObT0vGX9BrK"
    "rlTY2lJzEnizvL1cPM71u1dDVi1JmkXy9aU3-b1w\",\"e\":\"AQAB\"}";
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
      sign(R"({"alg":"RS256"})", "{}", kRsaKey) ==
      R"("eyJhbGciOiJSUzI1NiJ9.e30.AcUljHVPdW_tVomxplLAb0NwSFE8j7OmFtzPcz0KOWJw66JGBMTasAvgcv4sPX4Q5mdWT_iI4JwiG2Gg3XJvKRxpm1nwGgi1eHzohWod9WcvGZ-ZsidKR-6g74EXb5XkXPcyRjU3Ri5PCIWhFAZPTL2SvODyA_b6OibfWcvHQzUddMrARee5SfN3AOEIFuqK5TY_gDx8b8wtq_Aj5VJwJ0yHvyCLEtbcPcoE2GmQhTL_uzKO-alBqup0wgXKAR42FGJYHl3bnOTIbTwUJ7Y5RcHw0ab3h_uOtUyuNDAQ693E0uUm4BsO4UnXUcCGLyRYpvHMFzs7JMqCtNILpY4TPQ")");
  CHECK(
      sign(R"({"alg":"EdDSA"})", "{}", kOkpKey) ==
      R"("eyJhbGciOiJFZERTQSJ9.e30.h4aZIlPBXDFOLdNvPrVhm_jCTUMle009xUXD9HvVzBM4YsZwEXXDBmBc4xylZXxGAf2yk0vjMgXy63TreVn2CQ")");
}

TEST_CASE("jwt_sign: what is signed verifies") {
  for (const std::string_view name : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
    CAPTURE(name);
    CHECK(sign_and_verify(name, kRsaKey, kRsaPublicKey) == "true");
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
  CHECK(sign(R"({"alg":"RS256"})", "{}", kRsaPublicKey) ==
        key_error("rsaPublicKey",
                  "*rsa.PrivateKey is required: failed to produce rsa.PrivateKey from *jwk."));
  CHECK(sign(R"({"alg":"HS256"})", "{}", kRsaKey) ==
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
