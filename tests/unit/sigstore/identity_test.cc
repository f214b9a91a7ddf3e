// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/identity.h"

#include <doctest/doctest.h>

#include "sigstore/dsse.h"
#include "sigstore/sct_list.h"
#include "sigstore/statement.h"
#include "support/seeded_rng.h"
#include "support/test_pki.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

constexpr const char* kIssuerOid = "1.3.6.1.4.1.57264.1.8";
constexpr const char* kOldIssuerOid = "1.3.6.1.4.1.57264.1.1";
constexpr const char* kRepositoryOid = "1.3.6.1.4.1.57264.1.12";

crypto::Certificate leaf(std::vector<std::pair<std::string, Bytes>> extensions,
                         const std::string& names = "email:a@example.org") {
  SeededRng rng(3);
  const auto key = *crypto::PrivateKey::generate(rng);
  return make_certificate({.subject = "",
                           .issuer = "ca",
                           .not_before = 0,
                           .not_after = kNanosPerSecond,
                           .extensions = {{"subjectAltName", names}},
                           .raw_extensions = std::move(extensions)},
                          key.public_key(), key);
}

ErrorCode code_of(const crypto::Certificate& certificate) {
  const auto claims = read_claims(certificate);
  return claims ? ErrorCode::kInternal : claims.error().code;
}

}  // namespace

TEST_CASE("identity: name, issuer and further claims are read") {
  const auto claims = read_claims(leaf({{kIssuerOid, der_utf8_string("https://issuer")},
                                        {kOldIssuerOid, to_bytes("https://issuer")},
                                        {kRepositoryOid, der_utf8_string("https://repo")}}));
  REQUIRE(claims);
  CHECK(claims->identity == "a@example.org");
  CHECK(claims->issuer == "https://issuer");
  CHECK(claims->extension("source-repository-uri") == "https://repo");
  CHECK(!claims->extension("build-trigger"));
  CHECK(read_claims(leaf({{kOldIssuerOid, to_bytes("old")}}))->issuer == "old");
}

TEST_CASE("identity: every extension of Fulcio has its name") {
  constexpr std::string_view kRaw[] = {"github-workflow-trigger", "github-workflow-sha",
                                       "github-workflow-name", "github-workflow-repository",
                                       "github-workflow-ref"};
  constexpr std::string_view kEncoded[] = {"build-signer-uri",
                                           "build-signer-digest",
                                           "runner-environment",
                                           "source-repository-uri",
                                           "source-repository-digest",
                                           "source-repository-ref",
                                           "source-repository-identifier",
                                           "source-repository-owner-uri",
                                           "source-repository-owner-identifier",
                                           "build-config-uri",
                                           "build-config-digest",
                                           "build-trigger",
                                           "run-invocation-uri",
                                           "source-repository-visibility",
                                           "deployment-environment",
                                           "token-subject"};
  std::vector<std::pair<std::string, Bytes>> extensions = {{kIssuerOid, der_utf8_string("i")}};
  std::vector<std::pair<std::string, std::string>> wanted;
  // .2 to .6 hold raw text, .9 to .24 a UTF8String; .1, .7 and .8 are issuer and name.
  for (std::size_t i = 0; i < std::size(kRaw); ++i) {
    const std::string value = fmt::format("value {}", i + 2);
    extensions.emplace_back(fmt::format("1.3.6.1.4.1.57264.1.{}", i + 2), to_bytes(value));
    wanted.emplace_back(kRaw[i], value);
  }
  for (std::size_t i = 0; i < std::size(kEncoded); ++i) {
    const std::string value = fmt::format("value {}", i + 9);
    extensions.emplace_back(fmt::format("1.3.6.1.4.1.57264.1.{}", i + 9), der_utf8_string(value));
    wanted.emplace_back(kEncoded[i], value);
  }
  const auto claims = read_claims(leaf(extensions));
  REQUIRE(claims);
  CHECK(claims->extensions == wanted);
  for (const auto& [name, value] : wanted) CHECK(is_claim_name(name));
  CHECK(!is_claim_name("issuer"));
}

TEST_CASE("identity: refuses two issuers, none, two names, none, and malformed text") {
  const auto issuer = der_utf8_string("i");
  CHECK(code_of(leaf({})) == ErrorCode::kCertificateMalformed);
  CHECK(code_of(leaf({{kIssuerOid, issuer}, {kOldIssuerOid, to_bytes("j")}})) ==
        ErrorCode::kCertificateMalformed);
  CHECK(code_of(leaf({{kIssuerOid, issuer}}, "email:a@b,email:c@d")) ==
        ErrorCode::kCertificateMalformed);
  CHECK(code_of(leaf({{kIssuerOid, issuer}}, "IP:127.0.0.1")) == ErrorCode::kCertificateMalformed);
  CHECK(code_of(leaf({{kIssuerOid, to_bytes("raw")}})) == ErrorCode::kCertificateMalformed);
  CHECK(code_of(leaf({{kIssuerOid, Bytes{0x0C, 0x02, 'a'}}})) == ErrorCode::kCertificateMalformed);
  CHECK(code_of(leaf({{kIssuerOid, Bytes{0x0C, 0x81, 0x01, 'a'}}})) ==
        ErrorCode::kCertificateMalformed);
  CHECK(code_of(leaf({{kIssuerOid, issuer}, {kIssuerOid, issuer}})) ==
        ErrorCode::kCertificateMalformed);
}

TEST_CASE("identity: exact text or an expression that is found") {
  const TextMatcher exact{.text = "a.c", .expression = nullptr};
  CHECK(exact.matches("a.c"));
  CHECK(!exact.matches("abc"));
  const TextMatcher expression{
      .text = "a.c",
      .expression = std::make_shared<const regex::Regex>(*regex::Regex::compile("a.c"))};
  CHECK(expression.matches("xabcx"));
}

TEST_CASE("identity: nothing is cut off or folded before it is compared") {
  using namespace std::string_view_literals;
  const TextMatcher exact{.text = "a@example.org", .expression = nullptr};
  const TextMatcher anchored{.text = "",
                             .expression = std::make_shared<const regex::Regex>(
                                 *regex::Regex::compile("^a@example\\.org$"))};
  CHECK(anchored.matches("a@example.org"));
  for (const std::string_view other :
       {"a@example.org\0.evil.org"sv, "a@example.org\n"sv, "\na@example.org"sv, " a@example.org"sv,
        "A@example.org"sv, "a@ex\u0430mple.org"sv, "a@example.org\n.evil.org"sv, ""sv}) {
    CAPTURE(other);
    CHECK(!exact.matches(other));
    CHECK(!anchored.matches(other));
  }
}

TEST_CASE("dsse: the pre-authentication encoding of the specification") {
  CHECK(to_string(encode_pae("http://example.com/HelloWorld", as_bytes("hello world"))) ==
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  // Lengths keep type and payload apart: moving a byte between them changes the encoding.
  CHECK(encode_pae("a", as_bytes("b c")) != encode_pae("a b", as_bytes("c")));
}

TEST_CASE("statement: all SHA-2 digests of all subjects") {
  const std::string hex(64, 'a');
  const auto statement = parse_statement(
      R"({"_type":"https://in-toto.io/Statement/v1","predicateType":"p","subject":[{"name":"a","digest":{"sha256":")" +
      hex + R"(","sha1":"00"}},{"name":"b","digest":{"sha512":")" + hex + hex + R"("}}]})");
  REQUIRE(statement);
  CHECK(statement->predicate_type == "p");
  CHECK(statement->subjects.size() == 2);
  const std::string_view bad[] = {
      "", "[]", R"({"_type":"x"})", R"({"_type":"https://in-toto.io/Statement/v1","subject":[{}]})",
      R"({"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"aa"}}]})",
      // Two readers of a member that stands twice take different ones, inside the predicate too.
      R"({"_type":"https://in-toto.io/Statement/v1","subject":[],"subject":[]})",
      R"({"_type":"https://in-toto.io/Statement/v1","predicate":{"ok":false,"ok":true}})",
      R"({"_type":"https://in-toto.io/Statement/v1","predicate":{"ok":false,"\u006fk":true}})"};
  for (const std::string_view text : bad) {
    CAPTURE(text);
    const auto refused = parse_statement(text);
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::kAttestationInvalid);
  }
}

TEST_CASE("sct list: refuses lengths that do not fit") {
  CHECK(parse_sct_extension(Bytes{0x04, 0x02, 0x00, 0x00})->empty());
  const Bytes bad[] = {{},
                       {0x04, 0x00},
                       {0x04, 0x02, 0x00},
                       {0x04, 0x02, 0x00, 0x01},
                       {0x05, 0x02, 0x00, 0x00},
                       {0x04, 0x02, 0x00, 0x00, 0x00},
                       {0x04, 0x80},
                       {0x04, 0x05, 0x00, 0x03, 0x00, 0x01, 0x00}};
  for (const Bytes& value : bad) {
    const auto list = parse_sct_extension(value);
    REQUIRE(!list);
    CHECK(list.error().code == ErrorCode::kSctInvalid);
  }
}
