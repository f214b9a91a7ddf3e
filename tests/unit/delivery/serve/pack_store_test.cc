// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/pack_store.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"

using namespace igp;
using namespace igp::delivery;
using Kind = PackState::Kind;

namespace {

constexpr const char* kId = "policy-pack-v0";

/// Far enough ahead of any file's time that all files have settled.
const FixedClock kLater(SystemClock().now() + 3600 * kNanosPerSecond);

class Site {
 public:
  void publish(const std::string& tar) const {
    const std::string value = crypto::digest_of(as_bytes(tar)).hex();
    write(files_.tar, tar);
    write(files_.manifest, R"({"digest":{"algorithm":"sha256","value":")" + value + R"("}})");
  }
  void write(const std::string& path, const std::string& content) const {
    REQUIRE(write_file_atomically(path, content));
  }
  [[nodiscard]] const PackRoots& roots() const { return roots_; }
  [[nodiscard]] const PackFiles& files() const { return files_; }

 private:
  static TempDirectory make_directory() {
    SystemRng rng;
    auto directory = TempDirectory::create("/tmp", "pack_store_test-", rng);
    REQUIRE(directory);
    return *std::move(directory);
  }

  TempDirectory directory_ = make_directory();
  PackRoots roots_{.dist = directory_.path() + "/dist",
                   .contracts = directory_.path() + "/contracts"};
  PackFiles files_ = *PackFiles::of(kId, roots_);
};

PackStore make_store(const Site& site, PackBuild build = {}, const Clock& clock = kLater) {
  static Diag diag;
  return PackStore({.roots = site.roots(), .inline_bundle = false, .build = std::move(build)},
                   clock, diag);
}

}  // namespace

TEST_CASE("pack store: what is on disk decides") {
  const Site site;
  PackStore store = make_store(site);
  CHECK(store.load(kId).kind == Kind::kUnknown);
  CHECK(store.load("../etc").kind == Kind::kUnknown);

  site.write(site.files().manifest, "{}");
  CHECK(store.load(kId).kind == Kind::kNotBuilt);
  CHECK(list_packs(site.roots()) == std::vector<std::string>{kId});

  site.write(site.files().tar, "one");
  CHECK(store.load(kId).kind == Kind::kInconsistent);

  site.publish("one");
  const PackState one = store.load(kId);
  REQUIRE(one.kind == Kind::kServed);
  CHECK(*one.snapshot->pack.body == "one");
  CHECK(!one.snapshot->attestation);

  site.write(site.files().bundle, "{}");
  CHECK(store.load(kId).snapshot->attestation);
  CHECK(!one.snapshot->attestation);
}

TEST_CASE("pack store: what is served is what was hashed") {
  const Site site;
  site.publish("one");
  PackStore store = make_store(site);
  const auto snapshot = store.load(kId).snapshot;
  REQUIRE(snapshot);
  CHECK(snapshot->digest == crypto::digest_of(as_bytes(*snapshot->pack.body)));
}

TEST_CASE("pack store: a tar of the largest size, and a larger one") {
  CHECK(PackStoreOptions().max_pack_bytes == limits::kServedPackBytes);
  const Site site;
  site.publish("12345");
  const auto kind = [&](std::size_t most) {
    Diag diag;
    return PackStore({.roots = site.roots(), .max_pack_bytes = most}, kLater, diag).load(kId).kind;
  };
  CHECK(kind(5) == Kind::kServed);
  CHECK(kind(4) == Kind::kInconsistent);
}

TEST_CASE("pack store: answers from memory only while the files are as they were") {
  const Site site;
  PackStore store = make_store(site);
  site.publish("one");
  CHECK(!store.current(kId));
  const PackState loaded = store.load(kId);
  REQUIRE(store.current(kId));
  CHECK(store.current(kId)->snapshot == loaded.snapshot);
  site.publish("two");
  CHECK(!store.current(kId));
  CHECK(*store.load(kId).snapshot->pack.body == "two");
  CHECK(store.current(kId));
}

TEST_CASE("pack store: files that changed just now are not trusted to stay") {
  const Site site;
  site.publish("one");
  const FixedClock at_once(file_state(site.files().manifest).changed);
  PackStore store = make_store(site, {}, at_once);
  CHECK(store.load(kId).kind == Kind::kServed);
  CHECK(!store.current(kId));
}

TEST_CASE("pack store: many requests build once") {
  const Site site;
  site.write(site.files().manifest, "{}");
  std::atomic<int> builds = 0;
  PackStore store = make_store(site, [&](const PackFiles& files) -> Status {
    ++builds;
    CHECK(files.id == kId);
    site.publish("built");
    return {};
  });
  std::vector<std::thread> threads;
  std::atomic<int> served = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { served += store.load(kId).kind == Kind::kServed ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(builds == 1);
  CHECK(served == 8);
}

TEST_CASE("pack store: a failed build is not tried again at once") {
  const Site site;
  site.write(site.files().manifest, "{}");
  FixedClock clock(kLater.now());
  int builds = 0;
  PackStore store = make_store(
      site,
      [&](const PackFiles&) -> Status {
        ++builds;
        return fail(ErrorCode::kIo, "no");
      },
      clock);
  CHECK(store.load(kId).kind == Kind::kNotBuilt);
  CHECK(store.load(kId).kind == Kind::kNotBuilt);
  CHECK(store.current(kId)->kind == Kind::kNotBuilt);
  CHECK(builds == 1);
  clock.set(clock.now() + 2 * kNanosPerSecond);
  CHECK(!store.current(kId));
  CHECK(store.load(kId).kind == Kind::kNotBuilt);
  CHECK(builds == 2);
}
