// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <initializer_list>
#include <string>

#include "base/base64.h"
#include "base/limits.h"
#include "call.h"
#include "x509_certificates.h"

namespace igp::rego {
namespace {

constexpr std::string_view kParse = "crypto.x509.parse_certificates";
constexpr std::string_view kVerify = "crypto.x509.parse_and_verify_certificates";
constexpr std::string_view kVerifyWith = "crypto.x509.parse_and_verify_certificates_with_options";
constexpr std::string_view kIn2030 = R"("CurrentTime": 1893456000000000000)";

/// base64 of the DER of all, one after the other.
std::string joined(std::initializer_list<std::string_view> certificates) {
  Bytes out;
  for (const std::string_view one : certificates) {
    const Bytes der = parse_base64(one).value();
    out.insert(out.end(), der.begin(), der.end());
  }
  return encode_base64(out);
}

bool verifies(std::initializer_list<std::string_view> certificates, std::string_view options) {
  const std::string answer =
      call(kVerifyWith, fmt::format(R"(["{}", {{{}}}])", joined(certificates), options));
  if (answer != "[false, []]") CHECK(answer.starts_with("[true, [{"));
  return answer.starts_with("[true, [{");
}

std::string with_time(std::string_view options) { return fmt::format("{}, {}", kIn2030, options); }

TEST_CASE("x509: a certificate has the members of Go's struct") {
  const std::string answer = call(kParse, fmt::format(R"(["{}"])", kServerCertificate));
  for (const std::string_view member :
       {R"("BasicConstraintsValid": true)", R"("DNSNames": ["www.example.com", "*.a.example.com"])",
        R"("ExtKeyUsage": [1])", R"("IsCA": false)", R"("IPAddresses": null)", R"("KeyUsage": 1)",
        R"("MaxPathLen": -1)", R"("PublicKeyAlgorithm": 3)", R"("SignatureAlgorithm": 10)",
        R"("Version": 3)", R"("URIStrings": null)", R"("CommonName": "leaf")",
        R"("Organization": ["Example"])", R"("PolicyIdentifiers": null)", R"("Curve": {})"}) {
    CAPTURE(member);
    CHECK(answer.find(member) != std::string::npos);
  }
}

TEST_CASE("x509: what is no certificate") {
  check_calls({
      {kParse, R"([1])", "eval_type_error: operand 1 must be string but got number"},
      {kParse, R"([""])", "[]"},
      {kParse, R"(["!"])", "eval_builtin_error: illegal base64 data at input byte 0"},
      {kParse, R"(["MAA="])", "eval_builtin_error: x509: malformed tbs certificate"},
      {kParse, R"(["AAAA"])", "eval_builtin_error: x509: malformed certificate"},
      {kParse, R"(["-----BEGIN X-----\n-----END X-----\n"])",
       "eval_builtin_error: PEM block type is 'X', expected CERTIFICATE"},
  });
  std::string cut(kServerCertificate);
  cut.resize(cut.size() - 8);
  CHECK(call(kParse, fmt::format(R"(["{}"])", cut)) ==
        "eval_builtin_error: x509: malformed certificate");
}

TEST_CASE("x509: at most kX509Bytes of certificates or keys") {
  const std::string at(limits::kX509Bytes, 'A');
  CHECK(call(kParse, fmt::format(R"(["{}"])", at)) ==
        "eval_builtin_error: x509: malformed certificate");
  const std::string above = call(kParse, fmt::format(R"(["{}A"])", at));
  CHECK(above.starts_with("rego_unsupported: "));
}

TEST_CASE("x509: a path from the leaf to the root") {
  const auto chain = {kRootCertificate, kConstrainedCertificate, kServerCertificate};
  CHECK(verifies(chain, kIn2030));
  CHECK(verifies(chain, with_time(R"("DNSName": "www.example.com")")));
  CHECK(verifies(chain, with_time(R"("DNSName": "WWW.example.com.")")));
  CHECK(verifies(chain, with_time(R"("DNSName": "b.a.example.com")")));
  CHECK(verifies(chain, with_time(R"("KeyUsages": ["KeyUsageAny"])")));
  CHECK(verifies(chain, with_time(R"("KeyUsages": [])")));
  CHECK_FALSE(verifies(chain, with_time(R"("DNSName": "c.b.a.example.com")")));
  CHECK_FALSE(verifies(chain, with_time(R"("DNSName": "leaf")")));
  CHECK_FALSE(verifies(chain, with_time(R"("DNSName": "127.0.0.1")")));
  CHECK_FALSE(verifies(chain, with_time(R"("KeyUsages": ["KeyUsageCodeSigning"])")));
  CHECK_FALSE(verifies(chain, R"("CurrentTime": 1700000000000000000)"));
  CHECK_FALSE(verifies(chain, R"("CurrentTime": 5000000000000000000)"));
  // The order says who is trusted and who is judged.
  CHECK_FALSE(verifies({kServerCertificate, kConstrainedCertificate, kRootCertificate}, kIn2030));
  CHECK_FALSE(verifies({kRootCertificate, kServerCertificate}, kIn2030));
  CHECK_FALSE(verifies({kServerCertificate}, kIn2030));
  CHECK(verifies({kConstrainedCertificate, kServerCertificate}, kIn2030));
}

TEST_CASE("x509: names and usages that an authority may not give") {
  const std::string any = with_time(R"("KeyUsages": ["KeyUsageAny"])");
  CHECK_FALSE(verifies({kRootCertificate, kConstrainedCertificate, kExcludedCertificate}, any));
  CHECK(verifies({kRootCertificate, kConstrainedCertificate, kCodeCertificate}, any));
  CHECK_FALSE(verifies({kRootCertificate, kConstrainedCertificate, kCodeCertificate}, kIn2030));
}

TEST_CASE("x509: options that are none") {
  const std::string chain = joined({kRootCertificate, kConstrainedCertificate, kServerCertificate});
  const auto with = [&](std::string_view options) {
    return call(kVerifyWith, fmt::format(R"(["{}", {}])", chain, options));
  };
  CHECK(with(R"({"x": 1})") == "eval_builtin_error: invalid key option");
  CHECK(with(R"({"DNSName": 1})") == "eval_builtin_error: 'DNSName' should be a string");
  CHECK(with(R"({"CurrentTime": "1"})") == "eval_builtin_error: 'CurrentTime' should be a number");
  CHECK(with(R"({"CurrentTime": 1.5})") ==
        "eval_builtin_error: 'CurrentTime' should be a valid int64 number");
  CHECK(with(R"({"MaxConstraintComparisons": "1"})") ==
        "eval_builtin_error: 'MaxConstraintComparisons' should be a number");
  CHECK(with(R"({"KeyUsages": "x"})") ==
        "eval_builtin_error: 'KeyUsages' should be an Array or Set");
  CHECK(with(R"({"KeyUsages": ["x", "y", 1]})") ==
        "eval_builtin_error: invalid entries for 'KeyUsages' found: [x y]");
  CHECK(call(kVerifyWith, R"(["!", {"x": 1}])") == "[false, []]");
  CHECK(call(kVerify, R"(["!"])") == "[false, []]");
}

TEST_CASE("x509: a signature that was touched does not verify") {
  Bytes leaf = parse_base64(kServerCertificate).value();
  leaf.back() ^= 1;
  const std::string touched = encode_base64(leaf);
  CHECK_FALSE(verifies({kRootCertificate, kConstrainedCertificate, touched}, kIn2030));
}

constexpr std::string_view kEcKey =
    "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0tCk1IY0NBUUVFSU4wWmdRZEZPbXBxR2JlNUlyNVViK0tYNXpS"
    "T0xEUmEwakdycHMrQjVtamdvQW9HQ0NxR1NNNDkKQXdFSG9VUURRZ0FFaWU4TndOaFhZdUp2VnpFRVRLMjFEeUVV"
    "QU5tb1pZQmZaN3JiVGFvVUd6N2NkSldtL2lwcwpodk5kZHYzZWw0bEplSTE0dGg3b1pKVnAvMXpyaVBpcEhRPT0K"
    "LS0tLS1FTkQgRUMgUFJJVkFURSBLRVktLS0tLQo=";

TEST_CASE("x509: private keys") {
  const std::string key =
      call("crypto.x509.parse_rsa_private_key", fmt::format(R"(["{}"])", kEcKey));
  CHECK(key.starts_with(R"({"crv": "P-256", "d": ")"));
  check_calls({
      {"crypto.x509.parse_rsa_private_key", R"([""])",
       "eval_builtin_error: input PEM data was empty"},
      {"crypto.x509.parse_rsa_private_key", R"(["QUFB"])", "null"},
      {"crypto.parse_private_keys", R"([""])", "null"},
      {"crypto.parse_private_keys", R"(["no key"])", "[]"},
      {"crypto.parse_private_keys",
       R"(["-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"])",
       "eval_builtin_error: asn1: structure error: tags don't match"},
      {"crypto.x509.parse_keypair", R"(["", 1])",
       "eval_type_error: operand 1 must be string but got number"},
  });
}

TEST_CASE("x509: a certificate and its key") {
  const std::string pair =
      call("crypto.x509.parse_keypair", fmt::format(R"(["{}", "{}"])", kServerCertificate, kEcKey));
  CHECK(pair.starts_with(R"({"Certificate": [")"));
  CHECK(pair.find(R"("PrivateKey": {"Curve": {}, "D": )") != std::string::npos);
  CHECK(
      call("crypto.x509.parse_keypair", fmt::format(R"(["{}", "{}"])", kRootCertificate, kEcKey)) ==
      "eval_builtin_error: tls: private key does not match public key");
}

}  // namespace
}  // namespace igp::rego
