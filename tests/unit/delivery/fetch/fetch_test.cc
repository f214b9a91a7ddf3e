// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/fetch.h"

#include <doctest/doctest.h>

#include "base/io/directory.h"
#include "base/io/file.h"
#include "crypto/pem.h"
#include "crypto/private_key.h"
#include "delivery/fetch/record.h"
#include "http/digest_fields.h"
#include "sigstore/sign/sign.h"
#include "support/fake_http.h"
#include "support/tar_builder.h"
#include "support/test_keys.h"
#include "support/virtual_sigstore.h"

using namespace igp;
using namespace igp::delivery;

namespace {

constexpr const char* kUrl = "http://example.com/v1/policy/packs/p";

struct Fixture {
  test::FakeHttpClient client;
  test::FakeWaiter waiter;
  FixedClock clock{1'700'000'000 * kNanosPerSecond};
  Diag diag;
  SystemRng rng;
  TempDirectory dir = *TempDirectory::create("/tmp", "igpack-test-", rng);
  Channel channel{client, {}, {clock, waiter, diag}};
  std::unique_ptr<crypto::Signer> signer;
  FetchOptions options{.request = {.url = *http::Url::parse(kUrl)},
                       .directory = dir.path() + "/policy"};

  explicit Fixture(std::string_view key = testing::kP256) {
    auto private_key = crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(key)->bytes);
    REQUIRE(private_key);
    options.policy = sigstore::VerifyPolicy{.key = private_key->public_key()};
    signer = crypto::make_signer(*std::move(private_key));
  }

  void offer(const std::string& pack) {
    const crypto::Digest digest = crypto::digest_of(as_bytes(pack));
    client.on(
        std::string("GET ") + kUrl,
        http::HttpAnswer{.status = 200,
                         .headers = {{"Content-Type", "application/vnd.intelgraph.policy+tar"},
                                     {"ETag", "\"" + digest.hex() + "\""},
                                     {"Repr-Digest", http::encode_repr_digest(digest)}},
                         .body = pack});
    client.on(
        std::string("GET ") + kUrl + "/attestation",
        http::HttpAnswer{
            .status = 200, .headers = {{"Content-Type", "application/json"}}, .body = sign(pack)});
  }
  std::string sign(const std::string& pack) {
    const sigstore::SigningRequest request{.artifact = {.name = "pack",
                                                        .digest = crypto::digest_of(as_bytes(pack)),
                                                        .content = to_bytes(pack)}};
    return sigstore::sign(request, *signer, {})->text;
  }
  Result<FetchReport> run() { return fetch(options, channel, rng); }
  [[nodiscard]] std::string installed(const std::string& name) const {
    return read_file(options.directory + "/" + name, 1 << 20).value_or("(nothing)");
  }
};

const std::string kPack = test::make_tar({{"./opa/", ""}, {"./opa/a.rego", "package a\n"}});

}  // namespace

TEST_CASE("fetch: installs what is signed and says so") {
  for (const auto key : {testing::kP256, testing::kEd25519}) {
    Fixture f(key);
    f.offer(kPack);
    const auto report = f.run();
    REQUIRE(report);
    CHECK(f.installed("opa/a.rego") == "package a\n");
    CHECK(report->digest == crypto::digest_of(as_bytes(kPack)).str());
    CHECK(report->files == 1);
    CHECK(report->trust == "key:" + f.options.policy->key->fingerprint().str());
    CHECK(report->attestation == std::string(kUrl) + "/attestation");
    const auto record = parse_record(f.installed(std::string(kRecordName)));
    REQUIRE(record);
    CHECK(record->fetched_at == f.clock.now());
  }
}

TEST_CASE("fetch: the signature is checked before the archive is read") {
  Fixture f;
  f.offer("not even an archive");
  f.client.on(std::string("GET ") + kUrl + "/attestation",
              http::HttpAnswer{.status = 200,
                               .headers = {{"Content-Type", "application/json"}},
                               .body = f.sign("something else")});
  const auto report = f.run();
  REQUIRE_FALSE(report);
  CHECK(info(report.error().code).exit_class == ExitClass::kVerdict);

  Fixture signed_garbage;
  signed_garbage.offer("not even an archive");
  CHECK(signed_garbage.run().error().code == ErrorCode::kArchiveMalformed);
}

TEST_CASE("fetch: asks with If-None-Match only for what it would install again") {
  Fixture f;
  f.offer(kPack);
  REQUIRE(f.run());
  const auto asked = [&] {
    f.client.sent.clear();
    REQUIRE(f.run());
    return f.client.sent.front().headers.has("If-None-Match");
  };
  CHECK(asked());
  f.options.force = true;
  CHECK_FALSE(asked());
  f.options.force = false;
  f.options.policy.reset();
  CHECK_FALSE(asked());  // other trust
  CHECK(asked());        // the same by now
}

TEST_CASE("fetch: a 304 that was not asked for is no answer") {
  Fixture f;
  f.offer(kPack);
  f.client.on(std::string("GET ") + kUrl, http::HttpAnswer{.status = 304});
  CHECK(f.run().error().code == ErrorCode::kHttpRefused);
  CHECK(f.installed("opa/a.rego") == "(nothing)");
}

TEST_CASE("fetch: an attempt that broke off leaves nothing in the next one") {
  Fixture f;
  f.offer(kPack);
  const crypto::Digest digest = crypto::digest_of(as_bytes(kPack));
  int attempts = 0;
  f.client.on(std::string("GET ") + kUrl, [&](const auto&) -> Result<http::HttpAnswer> {
    if (++attempts == 1) return fail(ErrorCode::kNetwork, "broke off");
    return http::HttpAnswer{.status = 200,
                            .headers = {{"Content-Type", "application/vnd.intelgraph.policy+tar"},
                                        {"Repr-Digest", http::encode_repr_digest(digest)}},
                            .body = kPack};
  });
  CHECK(f.run().has_value());
  CHECK(attempts == 2);
}

namespace {

constexpr const char* kBundleType = "application/vnd.sigstore.bundle+json";

/// As Fixture, with the pack signed by a workflow of a virtual Sigstore.
struct Keyless : Fixture {
  testing::VirtualSigstore sigstore{kPack};
  int roots_loaded = 0;

  Keyless() {
    offer(kPack);
    options.policy = sigstore.policy();
    options.policy->trust_root = nullptr;
    options.trust_root = [this] {
      ++roots_loaded;
      sigstore::TrustRoot root = sigstore.trust_root();
      root.fingerprint = crypto::digest_of(as_bytes("root")).str();
      return std::make_shared<const sigstore::TrustRoot>(std::move(root));
    };
    attest({.rekor_v2 = true, .timestamp = true});
  }
  void attest(const testing::Recipe& recipe) {
    const auto text = sigstore::encode_bundle(sigstore.sign(recipe), sigstore::BundleFormat::kV03);
    client.on(
        std::string("GET ") + kUrl + "/attestation",
        http::HttpAnswer{.status = 200, .headers = {{"Content-Type", kBundleType}}, .body = *text});
  }
};

/// Adds a field to the pack's answer.
void add_header(Fixture& f, const std::string& name, const std::string& value) {
  f.client.on(std::string("GET ") + kUrl, [name, value](const auto&) -> Result<http::HttpAnswer> {
    http::HttpAnswer answer{
        .status = 200,
        .headers = {{"Content-Type", "application/vnd.intelgraph.policy+tar"},
                    {"Repr-Digest", http::encode_repr_digest(crypto::digest_of(as_bytes(kPack)))}},
        .body = kPack};
    answer.headers.add(name, value);
    return answer;
  });
}

}  // namespace

TEST_CASE("fetch: a pack signed by the expected identity is installed, and its trust names it") {
  Keyless f;
  const auto report = f.run();
  REQUIRE(report);
  CHECK(f.roots_loaded == 1);
  REQUIRE(report->signature);
  REQUIRE(report->signature->certificate);
  CHECK(report->signature->certificate->issuer == "https://issuer.example.org");
  CHECK(report->trust ==
        "identity:\"https://example.org/workflow@refs/heads/main\" "
        "issuer:\"https://issuer.example.org\" claim:github-workflow-repository=\"acme/policies\" "
        "root:" +
            crypto::digest_of(as_bytes("root")).str());
}

TEST_CASE("fetch: another identity, issuer or claim installs nothing") {
  for (int i = 0; i < 3; ++i) {
    CAPTURE(i);
    Keyless f;
    sigstore::IdentityPolicy& wanted = *f.options.policy->identity;
    if (i == 0) wanted.identity.text += "2";
    if (i == 1) wanted.issuer.text += "2";
    if (i == 2) wanted.extensions = {{"github-workflow-ref", "refs/heads/main"}};
    const auto report = f.run();
    REQUIRE(!report);
    CHECK(report.error().code == ErrorCode::kIdentityMismatch);
    CHECK(f.installed("opa/a.rego") == "(nothing)");
  }
}

TEST_CASE("fetch: an identity under another trust root does not make what is installed current") {
  Keyless f;
  REQUIRE(f.run());
  add_header(f, "ETag", "\"1\"");
  REQUIRE(f.run());
  f.client.sent.clear();
  REQUIRE(f.run());
  CHECK(f.client.sent.front().headers.has("If-None-Match"));
  f.options.trust_root = [&] {
    sigstore::TrustRoot root = f.sigstore.trust_root();
    root.fingerprint = "sha256:another";
    return std::make_shared<const sigstore::TrustRoot>(std::move(root));
  };
  f.client.sent.clear();
  REQUIRE(f.run());
  CHECK_FALSE(f.client.sent.front().headers.has("If-None-Match"));
}

TEST_CASE("fetch: a key needs a trust root only for what a log or an authority says") {
  Keyless f;
  f.options.policy = f.sigstore.policy(/*keyed=*/true);
  f.options.policy->trust_root = nullptr;
  f.attest({.keyed = true, .log_entry = false});
  REQUIRE(f.run());
  CHECK(f.roots_loaded == 0);
  f.options.force = true;
  f.attest({.keyed = true, .rekor_v2 = true, .timestamp = true});
  REQUIRE(f.run());
  CHECK(f.roots_loaded == 1);
  f.attest({.keyed = true, .rekor_v2 = true, .timestamp = true, .forge_checkpoint = true});
  CHECK(f.run().error().code == ErrorCode::kCheckpointInvalid);
}

TEST_CASE("fetch: follows the link to the attestation on the same server") {
  Fixture f;
  f.offer(kPack);
  const std::string bundle = f.sign(kPack);
  const std::string target = "/elsewhere/bundle?x=1";
  f.client.on(
      "GET http://example.com" + target,
      http::HttpAnswer{.status = 200, .headers = {{"Content-Type", kBundleType}}, .body = bundle});
  add_header(f, "Link",
             fmt::format(R"(</docs>; rel="describedby"; type="text/html", )"
                         R"(<{}>; rel="describedby"; type="{}")",
                         target, kBundleType));
  const auto report = f.run();
  REQUIRE(report);
  CHECK(report->attestation == "http://example.com/elsewhere/bundle");
}

TEST_CASE("fetch: no link leads the request to another server") {
  for (const char* target : {"http://example.org/a", "https://example.com/a", "//example.org/a",
                             "http://example.com:81/a", "ftp://example.com/a", "http://["}) {
    CAPTURE(target);
    Fixture f;
    f.offer(kPack);
    add_header(f, "Link", fmt::format(R"(<{}>; rel=describedby; type="{}")", target, kBundleType));
    CHECK(f.run().error().code == ErrorCode::kHttpAnswerInvalid);
    CHECK(f.client.sent.size() == 1);
  }
  Fixture f;
  f.offer(kPack);
  add_header(f, "Link", "<unfinished");
  CHECK(f.run().error().code == ErrorCode::kHttpAnswerInvalid);
}

TEST_CASE("fetch: an attestation of another state of the server is asked for once more") {
  Fixture f;
  f.offer(kPack);
  const std::string old = f.sign("the pack of before");
  const std::string bundle = f.sign(kPack);
  int asked = 0;
  int late = 1;
  f.client.on(std::string("GET ") + kUrl + "/attestation",
              [&](const auto&) -> Result<http::HttpAnswer> {
                return http::HttpAnswer{.status = 200,
                                        .headers = {{"Content-Type", kBundleType}},
                                        .body = asked++ < late ? old : bundle};
              });
  REQUIRE(f.run());
  CHECK(asked == 2);
  // Once, and not for ever.
  Fixture g;
  asked = 0;
  late = 100;
  g.offer(kPack);
  g.client.on(std::string("GET ") + kUrl + "/attestation",
              [&](const auto&) -> Result<http::HttpAnswer> {
                return http::HttpAnswer{.status = 200,
                                        .headers = {{"Content-Type", kBundleType}},
                                        .body = asked++ == 0 ? old : g.sign("another one")};
              });
  CHECK(g.run().error().code == ErrorCode::kDigestMismatch);
  CHECK(asked == 2);
  CHECK(g.installed("opa/a.rego") == "(nothing)");
}
