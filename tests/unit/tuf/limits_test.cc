// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The client's limits, at each and one above.
#include <doctest/doctest.h>

#include "base/limits.h"
#include "base/rfc3339.h"
#include "support/tuf_repository.h"
#include "tuf/client.h"

using namespace igp;
using test::TufRepository;
using World = test::TufWorld;

namespace {

Json delegation(const std::string& name) {
  return {{"name", name},
          {"keyids", {"k"}},
          {"threshold", 1},
          {"terminating", false},
          {"paths", {"*"}}};
}

}  // namespace

TEST_CASE("tuf limits: bytes of metadata") {
  const std::pair<const char*, std::size_t> files[] = {
      {"2.root.json", limits::kTufRootBytes},
      {"timestamp.json", limits::kTufTimestampBytes},
      {"1.snapshot.json", limits::kTufSnapshotBytes},
      {"1.targets.json", limits::kTufTargetsBytes}};
  for (const auto& [name, limit] : files) {
    CAPTURE(name);
    World world;
    world.repository.root["version"] = 2;
    world.repository.publish();
    std::string& file = world.repository.files[name];
    file.resize(limit, ' ');
    CHECK(world.refresh());
    World other;
    other.repository.root["version"] = 2;
    other.repository.publish();
    other.repository.files[name].resize(limit + 1, ' ');
    const Status status = other.refresh();
    REQUIRE(!status);
    CHECK(status.error().code == ErrorCode::kLimitExceeded);
  }
}

TEST_CASE("tuf limits: bytes of a target") {
  for (const bool above : {false, true}) {
    CAPTURE(above);
    World world;
    world.repository.targets["targets"]["big"] = {
        {"length", limits::kTufTargetBytes + (above ? 1 : 0)},
        {"hashes", {{"sha256", crypto::digest_of(as_bytes("x")).hex()}}}};
    world.repository.publish();
    tuf::Client client(world.repository, world.store, world.clock);
    // One that is not too big is asked for, and is not there.
    CHECK(client.target("big").error().code ==
          (above ? ErrorCode::kLimitExceeded : ErrorCode::kTufMissing));
  }
}

TEST_CASE("tuf limits: new roots in one refresh") {
  World world;
  for (int version = 2; version <= limits::kTufRootRotations + 2; ++version) {
    world.repository.root["version"] = version;
    world.repository.publish();
  }
  REQUIRE(world.refresh());
  CHECK(world.store.roots.contains(limits::kTufRootRotations + 1));
  CHECK(!world.store.roots.contains(limits::kTufRootRotations + 2));
}

TEST_CASE("tuf limits: delegated roles asked for one target") {
  for (const bool above : {false, true}) {
    CAPTURE(above);
    World world;
    TufRepository& repository = world.repository;
    Json roles = Json::array();
    for (std::size_t i = 0; i < limits::kTufDelegations + (above ? 1 : 0); ++i) {
      const std::string name = "role" + std::to_string(i);
      roles.push_back(delegation(name));
      repository.files["1." + name + ".json"] = repository.sign(repository.targets);
      repository.snapshot["meta"][name + ".json"] = {{"version", 1}};
    }
    repository.targets["delegations"] = {{"keys", repository.root["keys"]}, {"roles", roles}};
    repository.publish();
    tuf::Client client(repository, world.store, world.clock);
    CHECK(client.target("x").error().code ==
          (above ? ErrorCode::kLimitExceeded : ErrorCode::kTufTargetUnknown));
  }
}
