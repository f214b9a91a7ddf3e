// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/attest.h"

#include <doctest/doctest.h>

#include "base/limits.h"
#include "crypto/pem.h"
#include "sigstore/statement.h"
#include "sigstore/verify/verifier.h"
#include "support/test_keys.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

Subject subject(std::string name, std::string_view content) {
  return {.name = std::move(name), .digest = crypto::digest_of(as_bytes(content))};
}

Predicate predicate(std::string json) {
  return {.type = "https://example.com/type/v1", .json = std::move(json)};
}

ErrorCode code_of(const std::vector<Subject>& subjects, std::string json) {
  const auto statement = make_statement(subjects, predicate(std::move(json)));
  return statement ? ErrorCode::kInternal : statement.error().code;
}

/// `{"a":"xx…"}` of `size` bytes.
std::string sized(std::size_t size) {
  return fmt::format(R"({{"a":"{}"}})", std::string(size - 8, 'x'));
}

/// `levels` objects in each other.
std::string nested(int levels) {
  std::string out = "0";
  for (int i = 0; i < levels; ++i) out = fmt::format(R"({{"a":{}}})", out);
  return out;
}

std::vector<Subject> many(std::size_t count) {
  std::vector<Subject> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(subject(std::to_string(i), "content"));
  return out;
}

std::unique_ptr<crypto::Signer> signer_of(std::string_view pem) {
  return crypto::make_signer(*crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(pem)->bytes));
}

Artifact artifact(std::string_view content) {
  return {.name = "blob", .digest = crypto::digest_of(as_bytes(content)), .content = std::nullopt};
}

/// The bundle of a statement; `content` is that of one of the subjects.
Result<Bundle> sign(crypto::Signer& signer, const std::vector<Subject>& subjects, std::string json,
                    std::string_view content = "one") {
  auto envelope = IGP_TRY(make_statement(subjects, predicate(std::move(json))));
  const SigningRequest request{
      .artifact = artifact(content), .envelope = std::move(envelope), .format = BundleFormat::kV03};
  return IGP_TRY(sigstore::sign(request, signer, {})).bundle;
}

}  // namespace

TEST_CASE("attest: a statement is in-toto v1 with the predicate's text as it was") {
  const auto statement = make_statement({subject("a", "one"), subject("b", "two")},
                                        predicate(" {\"n\": 1.50, \"e\":1e2}\n"));
  REQUIRE(statement);
  CHECK(statement->payload_type == "application/vnd.in-toto+json");
  CHECK(
      as_text(statement->payload) ==
      R"({"_type":"https://in-toto.io/Statement/v1","subject":[)"
      R"({"name":"a","digest":{"sha256":"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"}},)"
      R"({"name":"b","digest":{"sha256":"3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"}}],)"
      R"("predicateType":"https://example.com/type/v1","predicate":{"n": 1.50, "e":1e2}})");
  const auto parsed = parse_statement(as_text(statement->payload));
  REQUIRE(parsed);
  CHECK(parsed->predicate_type == "https://example.com/type/v1");
  CHECK(parsed->subjects.size() == 2);
}

TEST_CASE("attest: refuses what is no predicate, and subjects that verifiers cannot find") {
  const std::vector<Subject> one = {subject("a", "one")};
  CHECK(code_of(one, "") == ErrorCode::kJsonMalformed);
  CHECK(code_of(one, "{}{}") == ErrorCode::kJsonMalformed);
  CHECK(code_of(one, R"({"a":1,"a":2})") == ErrorCode::kJsonMalformed);
  CHECK(code_of(one, "[]") == ErrorCode::kFieldInvalid);
  CHECK(code_of(one, "null") == ErrorCode::kFieldInvalid);
  CHECK(code_of({}, "{}") == ErrorCode::kUsage);
  CHECK(code_of({subject("\xff", "one")}, "{}") == ErrorCode::kUsage);
  CHECK(code_of({subject("a", "one"), subject("a", "two")}, "{}") == ErrorCode::kUsage);
  CHECK(code_of({{.name = "a",
                  .digest = crypto::digest_of(as_bytes("x"), crypto::HashAlgorithm::kSha512)}},
                "{}") == ErrorCode::kUsage);
}

TEST_CASE("attest: limits, at each and one above") {
  const std::vector<Subject> one = {subject("a", "one")};
  CHECK(make_statement(one, predicate(sized(limits::kPredicateBytes))));
  CHECK(code_of(one, sized(limits::kPredicateBytes + 1)) == ErrorCode::kLimitExceeded);
  const auto deepest = make_statement(one, predicate(nested(limits::kJsonDepth - 1)));
  REQUIRE(deepest);
  CHECK(parse_statement(as_text(deepest->payload)));
  CHECK(code_of(one, nested(limits::kJsonDepth)) == ErrorCode::kLimitExceeded);
  CHECK(make_statement(many(limits::kInTotoSubjects), predicate("{}")));
  CHECK(code_of(many(limits::kInTotoSubjects + 1), "{}") == ErrorCode::kLimitExceeded);
}

TEST_CASE("attest: what every kind of key signs verifies, and only for its subjects and type") {
  for (const std::string_view pem : {kP256, kP384, kP521, kRsa2048, kEd25519}) {
    const auto signer = signer_of(pem);
    const auto bundle = sign(*signer, {subject("a", "one"), subject("b", "two")}, "{}");
    REQUIRE(bundle);
    VerifyPolicy policy;
    policy.key = signer->public_key();
    policy.predicate_type = "https://example.com/type/v1";
    const auto verify = [&](std::string_view content) {
      return verify_bundle(*bundle, artifact(content), policy);
    };
    CHECK(verify("one"));
    CHECK(verify("two"));
    CHECK(verify("three").error().code == ErrorCode::kAttestationInvalid);
    policy.predicate_type = "https://example.com/type/v2";
    CHECK(verify("one").error().code == ErrorCode::kAttestationInvalid);
  }
}

TEST_CASE("attest: the largest statement still fits into a bundle") {
  const auto signer = signer_of(kP256);
  CHECK(sign(*signer, many(limits::kInTotoSubjects), sized(limits::kPredicateBytes), "content"));
}
