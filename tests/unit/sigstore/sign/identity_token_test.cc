// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/identity_token.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/base64.h"
#include "base/limits.h"
#include "support/virtual_services.h"

using namespace igp;
using namespace igp::sigstore;
using igp::testing::make_token;

namespace {

/// A token with the needed claims and these.
Result<IdentityToken> with_claims(const std::string& more) {
  return IdentityToken::parse(
      make_token(R"({"iss":"https://i","sub":"s","aud":"sigstore","exp":2000000000)" + more + "}"));
}

std::string encoded(std::string_view text) { return encode_base64url(as_bytes(text)); }

}  // namespace

TEST_CASE("identity_token: the claims that matter") {
  const auto token = with_claims("");
  REQUIRE(token);
  CHECK(token->issuer() == "https://i");
  CHECK(token->subject() == "s");
  CHECK(token->expires() == 2'000'000'000 * kNanosPerSecond);
  CHECK(with_claims(R"(,"email":"me@example.org")")->subject() == "me@example.org");
  CHECK(with_claims(R"(,"email":null)")->subject() == "s");
}

TEST_CASE("identity_token: what is no token is refused without being repeated") {
  const std::string header = encoded(R"({"alg":"RS256"})");
  const std::string payload = encoded(R"({"iss":"i","sub":"s","aud":"a","exp":1})");
  const std::string texts[] = {
      "",
      "a.b",
      header + "." + payload,
      header + "." + payload + ".",
      header + "." + payload + ".c2ln.c2ln",
      header + "." + payload + ".c2ln\n",
      header + "=." + payload + ".c2ln",
      encoded(R"({"alg":"none"})") + "." + payload + ".c2ln",
      encoded("[]") + "." + payload + ".c2ln",
      header + "." + encoded("{") + ".c2ln",
      header + "." + encoded(R"({"iss":"i","iss":"j","sub":"s","aud":"a","exp":1})") + ".c2ln",
      make_token(R"({"sub":"s","aud":"a","exp":1})"),
      make_token(R"({"iss":"i","aud":"a","exp":1})"),
      make_token(R"({"iss":"i","sub":"s","exp":1})"),
      make_token(R"({"iss":"i","sub":"s","aud":"a"})"),
      make_token(R"({"iss":1,"sub":"s","aud":"a","exp":1})"),
      make_token(R"({"iss":"i","sub":"s","aud":[1],"exp":1})"),
      make_token(R"({"iss":"i","sub":"s","aud":"a","exp":"1"})"),
      make_token(R"({"iss":"i","sub":"s","aud":"a","exp":-1})"),
      make_token(R"({"iss":"i","sub":"s","aud":"a","exp":1,"federated_claims":1})"),
  };
  for (const std::string& text : texts) {
    CAPTURE(text);
    const auto token = IdentityToken::parse(text);
    REQUIRE(!token);
    CHECK(token.error().code == ErrorCode::kIdentityTokenRefused);
    CHECK((text.empty() || !token.error().text().contains(text)));
  }
}

TEST_CASE("identity_token: limits") {
  const auto with_sub = [](std::size_t size) {
    return IdentityToken::parse(make_token(
        fmt::format(R"({{"iss":"i","sub":"{}","aud":"a","exp":1}})", std::string(size, 's'))));
  };
  CHECK(with_sub(limits::kIdentityClaimBytes));
  CHECK(!with_sub(limits::kIdentityClaimBytes + 1));
  const auto of_size = [](std::size_t size) {
    std::string text = make_token(R"({"iss":"i","sub":"s","aud":"a","exp":1})");
    text.append(size - text.size(), 'A');
    return IdentityToken::parse(text);
  };
  // A signature of any length that base64 can have.
  CHECK(of_size(limits::kIdentityTokenBytes));
  CHECK(!of_size(limits::kIdentityTokenBytes + 1));
}

TEST_CASE("identity_token: expiry, audience and verified address") {
  const UnixNanos expiry = 2'000'000'000 * kNanosPerSecond;
  const auto token = *with_claims("");
  CHECK(token.check(expiry - 1, "sigstore"));
  CHECK(!token.check(expiry, "sigstore"));
  CHECK(!token.check(0, "other"));
  const auto two = *IdentityToken::parse(
      make_token(R"({"iss":"i","sub":"s","aud":["x","sigstore"],"exp":2e9})"));
  CHECK(two.check(0, "sigstore"));
  CHECK(two.check(0, "x"));
  CHECK(!two.check(0, "X"));
  const auto endless =
      *IdentityToken::parse(make_token(R"({"iss":"i","sub":"s","aud":"a","exp":1e300})"));
  CHECK(endless.check(expiry, "a"));
  CHECK(with_claims(R"(,"email":"a@b","email_verified":true)")->check(0, "sigstore"));
  CHECK(!with_claims(R"(,"email":"a@b","email_verified":false)")->check(0, "sigstore"));
  CHECK(!with_claims(R"(,"email":"a@b","email_verified":"false")")->check(0, "sigstore"));
}

TEST_CASE("identity_token: names that a certificate may have") {
  const struct {
    const char* claims;
    const char* name;
    bool want;
  } rows[] = {
      {R"(,"email":"me@a")", "me@a", true},
      {R"(,"email":"me@a")", "you@a", false},
      {R"(,"email":"me@a")", "s", false},
      {R"(,"job_workflow_ref":"a/b/.github/workflows/c.yml@r")",
       "https://github.com/a/b/.github/workflows/c.yml@r", true},
      {R"(,"job_workflow_ref":"a/b/.github/workflows/c.yml@r")",
       "https://github.com/a/b/.github/workflows/d.yml@r", false},
      {R"(,"job_workflow_ref":"a/b@r")", "https://github.com/evil-a/b@r", false},
      {R"(,"ci_config_ref_uri":"gitlab.com/g/p//.gitlab-ci.yml@r")",
       "https://gitlab.com/g/p//.gitlab-ci.yml@r", true},
      {R"(,"organization_slug":"o","pipeline_slug":"p")", "https://buildkite.com/o/p", true},
      {R"(,"organization_slug":"o","pipeline_slug":"p")", "https://buildkite.com/o/q", false},
      {R"(,"job_workflow_ref":"w")", "s", true},
      {"", "anything", true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.claims);
    CAPTURE(row.name);
    CHECK(with_claims(row.claims)->check_certified("https://i", row.name).has_value() == row.want);
  }
  const auto account = *IdentityToken::parse(
      make_token(R"({"iss":"i","sub":"system:serviceaccount:ns:me","aud":"a","exp":1})"));
  CHECK(account.check_certified("i", "https://kubernetes.io/namespaces/ns/serviceaccounts/me"));
  CHECK(!account.check_certified("i", "https://kubernetes.io/namespaces/ns/serviceaccounts/you"));
}

TEST_CASE("identity_token: issuers that a certificate may have") {
  const auto token = *with_claims(R"(,"federated_claims":{"connector_id":"https://f"})");
  CHECK(token.check_certified("https://i", "x"));
  CHECK(token.check_certified("https://f", "x"));
  CHECK(!token.check_certified("https://g", "x"));
  CHECK(!with_claims("")->check_certified("", "x"));
}
