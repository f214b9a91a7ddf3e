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
