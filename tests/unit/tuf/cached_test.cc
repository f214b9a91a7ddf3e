// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/cached.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "base/rfc3339.h"
#include "support/tuf_repository.h"

using namespace igp;
using test::MemoryStore;
using test::TufRepository;

namespace {

constexpr std::string_view kContent = "the trust root";
const std::string kPath = "trusted_root.json";

struct World {
  TufRepository repository;
  MemoryStore store;
  FixedClock clock{*parse_rfc3339("2026-01-01T00:00:00Z")};
  std::string root;

  World() {
    const std::string hash = crypto::digest_of(as_bytes(kContent)).hex();
    repository.targets["targets"][kPath] = {{"length", kContent.size()},
                                            {"hashes", {{"sha256", hash}}}};
    repository.target_files[hash + "." + kPath] = kContent;
    repository.publish();
    root = repository.files["1.root.json"];
  }
  auto refresh() { return tuf::refresh_target(repository, store, clock, root, kPath); }
  auto cached() { return tuf::load_cached_target(store, root, kPath); }
  ErrorCode cached_code() {
    const auto result = cached();
    return result ? ErrorCode::kInternal : result.error().code;
  }
  void rotate_root(int version) {
    repository.root["version"] = version;
    repository.publish();
  }
};

}  // namespace

TEST_CASE("tuf cache: what was refreshed is there later, without a repository") {
  World world;
  CHECK(!world.cached()->has_value());
  const auto fresh = world.refresh();
  REQUIRE(fresh);
  CHECK(fresh->content == kContent);
  CHECK(fresh->current_until == *parse_rfc3339("2030-01-01T00:00:00Z"));
  world.repository.files.clear();
  const auto cached = world.cached();
  REQUIRE(cached);
  REQUIRE(cached->has_value());
  CHECK((*cached)->content == kContent);
  CHECK((*cached)->current_until == fresh->current_until);
}

TEST_CASE("tuf cache: expiry stops a refresh but not the use of what is cached") {
  World world;
  REQUIRE(world.refresh());
  world.clock.set(*parse_rfc3339("2031-01-01T00:00:00Z"));
  CHECK(world.refresh().error().code == ErrorCode::kTufExpired);
  CHECK(world.cached()->has_value());
}

TEST_CASE("tuf cache: a changed file of the cache is not believed") {
  World world;
  REQUIRE(world.refresh());
  SUBCASE("target") { world.store.targets[kPath] = "the trust_root"; }
  SUBCASE("target is gone") { world.store.targets.clear(); }
  SUBCASE("targets") {
    std::string& text = world.store.metadata["targets"];
    text.replace(text.find("2030"), 4, "2031");
  }
  SUBCASE("snapshot") {
    std::string& text = world.store.metadata["snapshot"];
    text.replace(text.find("2030"), 4, "2031");
  }
  SUBCASE("snapshot is gone") { world.store.metadata.erase("snapshot"); }
  CHECK(world.cached_code() == ErrorCode::kTufMismatch);
}

TEST_CASE("tuf cache: a changed timestamp fails its signature") {
  World world;
  REQUIRE(world.refresh());
  std::string& text = world.store.metadata["timestamp"];
  text.replace(text.find("2030"), 4, "2031");
  CHECK(world.cached_code() == ErrorCode::kTufSignature);
}

TEST_CASE("tuf cache: the root file of the cache is never a starting point") {
  World world;
  REQUIRE(world.refresh());
  TufRepository rogue;
  rogue.publish();
  world.store.metadata["root"] = rogue.files["1.root.json"];
  CHECK(world.cached()->has_value());
  CHECK(world.refresh());
  // A whole cache of somebody else's is not, either.
  world.store.metadata["timestamp"] = rogue.files["timestamp.json"];
  CHECK(world.cached_code() == ErrorCode::kTufSignature);
}

TEST_CASE("tuf cache: roots lead from the trusted one to the newest") {
  World world;
  world.rotate_root(2);
  world.rotate_root(3);
  REQUIRE(world.refresh());
  CHECK(world.store.roots.size() == 2);
  // Only the newest root knows the keys of what follows.
  World other;
  other.repository.root["version"] = 4;
  CHECK(world.cached()->has_value());
  // The refresh goes on where the cache ends and does not ask for the old roots again.
  world.repository.files.erase("2.root.json");
  world.repository.files.erase("3.root.json");
  world.rotate_root(4);
  REQUIRE(world.refresh());
  CHECK(world.store.roots.contains(4));
  // A forged link ends the way; what lies behind it does not count.
  world.store.roots[3] = other.repository.sign(other.repository.root);
  world.repository.files["3.root.json"] = world.store.roots[3];
  CHECK(world.refresh().error().code == ErrorCode::kTufSignature);
}
