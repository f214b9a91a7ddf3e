// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/trust.h"

#include <doctest/doctest.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"
#include "base/limits.h"
#include "support/set_flags.h"
#include "support/test_keys.h"

using namespace igp;
using cli::SignerCount;

namespace {

using Values = test::FlagValues;

/// What the flags make of a command line.
Result<std::vector<sigstore::VerifyPolicy>> policies(const Values& values,
                                                     SignerCount count = SignerCount::kSeveral) {
  cli::TrustFlags flags(count);
  cli::FlagSet set;
  flags.describe(set);
  test::set_flags(set, values);
  return flags.policies();
}

ErrorCode code_of(const Values& values, SignerCount count = SignerCount::kSeveral) {
  const auto made = policies(values, count);
  return made ? ErrorCode::kInternal : made.error().code;
}

struct KeyFile {
  SystemRng rng;
  TempDirectory dir = *TempDirectory::create("/tmp", "igpack-test-", rng);
  std::string path = dir.path() + "/key.pub";
  KeyFile() { REQUIRE(write_file_atomically(path, testing::kCosignPublic)); }
};

}  // namespace

TEST_CASE("trust flags: no demand can be lowered by a flag that does not say so") {
  const Values signer = {{"certificate-identity", "a"}, {"certificate-oidc-issuer", "x"}};
  const auto with = [&](const std::string& flag, const std::string& value) {
    Values out = signer;
    out.push_back({flag, value});
    return code_of(out);
  };
  CHECK(with("min-tlog", "0") == ErrorCode::kUsage);
  CHECK(with("min-tlog", "-1") == ErrorCode::kUsage);
  CHECK(with("min-tlog", "1") == ErrorCode::kInternal);
  CHECK(with("min-tlog", "32") == ErrorCode::kInternal);
  CHECK(with("min-tlog", "33") == ErrorCode::kUsage);
  CHECK(with("min-timestamps", "0") == ErrorCode::kInternal);
  CHECK(with("min-timestamps", "-1") == ErrorCode::kUsage);
  CHECK(with("min-timestamps", "33") == ErrorCode::kUsage);
}

TEST_CASE("trust flags: issuers belong to identities by their place, or one to all") {
  const auto paired = policies({{"certificate-identity", "a"},
                                {"certificate-identity", "b"},
                                {"certificate-oidc-issuer", "x"},
                                {"certificate-oidc-issuer", "y"}});
  REQUIRE(paired);
  REQUIRE(paired->size() == 2);
  CHECK((*paired)[0].identity->issuer.text == "x");
  CHECK((*paired)[1].identity->issuer.text == "y");
  const auto shared = policies({{"certificate-identity", "a"},
                                {"certificate-identity", "b"},
                                {"certificate-oidc-issuer-regexp", "x"}});
  REQUIRE(shared);
  CHECK((*shared)[1].identity->issuer.expression != nullptr);
  CHECK(code_of({{"certificate-identity", "a"},
                 {"certificate-oidc-issuer", "x"},
                 {"certificate-oidc-issuer", "y"}}) == ErrorCode::kUsage);
}

TEST_CASE("trust flags: half an identity, two forms of it, and claims of nobody are refused") {
  CHECK(code_of({{"certificate-identity", "a"}}) == ErrorCode::kUsage);
  CHECK(code_of({{"certificate-oidc-issuer-regexp", "a"}}) == ErrorCode::kUsage);
  CHECK(code_of({{"certificate-identity", "a"},
                 {"certificate-identity-regexp", "b"},
                 {"certificate-oidc-issuer", "x"}}) == ErrorCode::kUsage);
  CHECK(code_of({{"certificate-claim", "build-trigger=push"}}) == ErrorCode::kUsage);
  const Values identity = {{"certificate-identity", "a"}, {"certificate-oidc-issuer", "x"}};
  const auto with_claim = [&](const std::string& claim) {
    Values values = identity;
    values.emplace_back("certificate-claim", claim);
    return policies(values);
  };
  CHECK(with_claim("build-trigger=a=b")->front().identity->extensions.front().second == "a=b");
  CHECK(with_claim("build-trigger").error().code == ErrorCode::kUsage);
  CHECK(with_claim("no-such-claim=x").error().code == ErrorCode::kUsage);
  CHECK(code_of({{"certificate-identity-regexp", "("}, {"certificate-oidc-issuer", "x"}}) ==
        ErrorCode::kRegexInvalid);
}

TEST_CASE("trust flags: nobody is named by no flag, which is for the verifier to refuse") {
  const auto nobody = policies({});
  REQUIRE(nobody);
  REQUIRE(nobody->size() == 1);
  CHECK(!nobody->front().key);
  CHECK(!nobody->front().identity);
}

TEST_CASE("trust flags: one signer where one is meant, and a limit where several are") {
  const KeyFile key;
  const Values both = {
      {"key", key.path}, {"certificate-identity", "a"}, {"certificate-oidc-issuer", "x"}};
  CHECK(code_of(both, SignerCount::kOne) == ErrorCode::kUsage);
  CHECK(policies(both)->size() == 2);
  Values many(limits::kSigners, {"key", key.path});
  CHECK(policies(many)->size() == limits::kSigners);
  many.emplace_back("key", key.path);
  CHECK(code_of(many) == ErrorCode::kUsage);
}

TEST_CASE("trust flags: predicate types by short name or URI") {
  CHECK(policies({{"type", "slsaprovenance1"}})->front().predicate_type ==
        "https://slsa.dev/provenance/v1");
  CHECK(policies({{"type", "https://example.org/x"}})->front().predicate_type ==
        "https://example.org/x");
  CHECK(code_of({{"type", "no such type"}}) == ErrorCode::kUsage);
}
