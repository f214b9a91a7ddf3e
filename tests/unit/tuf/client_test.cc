// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/client.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "base/rfc3339.h"
#include "support/tuf_repository.h"

using namespace igp;
using test::MemoryStore;
using test::TufRepository;

namespace {

struct World : test::TufWorld {
  void expect(ErrorCode code) {
    const Status status = refresh();
    REQUIRE(!status);
    CHECK(status.error().code == code);
  }
};

}  // namespace

TEST_CASE("tuf client: refreshes, keeps the exact bytes and serves targets") {
  World world;
  world.repository.targets["targets"]["a/b.txt"] = {
      {"length", 3}, {"hashes", {{"sha256", crypto::digest_of(as_bytes("abc")).hex()}}}};
  world.repository.publish();
  tuf::Client client(world.repository, world.store, world.clock);
  REQUIRE(client.refresh());
  CHECK(world.store.metadata["timestamp"] == world.repository.files["timestamp.json"]);
  const std::string name = "a/" + crypto::digest_of(as_bytes("abc")).hex() + ".b.txt";
  world.repository.target_files[name] = "abd";
  REQUIRE(!client.target("a/b.txt"));
  CHECK(client.target("a/b.txt").error().code == ErrorCode::kTufMismatch);
  world.repository.target_files[name] = "abc";
  CHECK(client.target("a/b.txt") == "abc");
  CHECK(world.store.targets["a/b.txt"] == "abc");
  CHECK(client.target("nothing").error().code == ErrorCode::kTufTargetUnknown);
}

TEST_CASE("tuf client: a changed file fails its signature") {
  World world;
  for (const char* name : {"timestamp.json", "1.snapshot.json", "1.targets.json"}) {
    CAPTURE(name);
    World fresh;
    std::string& file = fresh.repository.files[name];
    file.replace(file.find("2030"), 4, "2031");
    fresh.expect(ErrorCode::kTufSignature);
  }
}

TEST_CASE("tuf client: no way back") {
  World world;
  world.repository.timestamp["version"] = 2;
  world.repository.snapshot["version"] = 2;
  world.repository.targets["version"] = 2;
  world.repository.publish();
  REQUIRE(world.refresh());
  SUBCASE("timestamp") { world.repository.timestamp["version"] = 1; }
  SUBCASE("snapshot") {
    world.repository.timestamp["version"] = 3;
    world.repository.snapshot["version"] = 1;
  }
  SUBCASE("targets") {
    world.repository.timestamp["version"] = 3;
    world.repository.snapshot["version"] = 3;
    world.repository.targets["version"] = 1;
  }
  world.repository.publish();
  world.expect(ErrorCode::kTufRollback);
}

TEST_CASE("tuf client: expired metadata are refused and not kept") {
  const auto expire = [](Json& part) { part["expires"] = "2025-12-31T23:59:59Z"; };
  World world;
  SUBCASE("timestamp") { expire(world.repository.timestamp); }
  SUBCASE("snapshot") { expire(world.repository.snapshot); }
  SUBCASE("targets") { expire(world.repository.targets); }
  SUBCASE("root") {
    expire(world.repository.root);
    world.repository.root["version"] = 2;
  }
  world.repository.publish();
  world.expect(ErrorCode::kTufExpired);
  CHECK(!world.store.metadata.contains("targets"));
}

TEST_CASE("tuf client: a root must follow its predecessor") {
  World world;
  world.repository.root["version"] = 3;
  world.repository.files["2.root.json"] = world.repository.sign(world.repository.root);
  world.expect(ErrorCode::kTufRollback);
}

TEST_CASE("tuf client: a threshold counts keys, not key ids") {
  World world;
  world.repository.root["keys"]["twin"] = world.repository.root["keys"]["k"];
  world.repository.root["roles"]["timestamp"] = {{"keyids", {"k", "twin"}}, {"threshold", 2}};
  world.repository.root["version"] = 2;
  world.repository.publish();
  auto timestamp = parse_json(world.repository.files["timestamp.json"]);
  REQUIRE(timestamp);
  Json second = (*timestamp)["signatures"][0];
  second["keyid"] = "twin";
  (*timestamp)["signatures"].push_back(second);
  world.repository.files["timestamp.json"] = encode_json(*timestamp);
  world.expect(ErrorCode::kTufSignature);
}

TEST_CASE("tuf client: delegations are asked in order, and a terminating one ends the search") {
  World world;
  TufRepository& repository = world.repository;
  const Json file = {{"length", 1},
                     {"hashes", {{"sha256", crypto::digest_of(as_bytes("x")).hex()}}}};
  const auto role = [](const char* name, const char* path, bool terminating) {
    return Json{{"name", name},
                {"keyids", {"k"}},
                {"threshold", 1},
                {"terminating", terminating},
                {"paths", {path}}};
  };
  Json delegated = repository.targets;
  repository.files["1.first.json"] = repository.sign(delegated);
  delegated["targets"]["bin/x"] = file;
  repository.files["1.second.json"] = repository.sign(delegated);
  repository.snapshot["meta"]["first.json"] = {{"version", 1}};
  repository.snapshot["meta"]["second.json"] = {{"version", 1}};
  bool terminating = false;
  SUBCASE("goes on") {}
  SUBCASE("ends") { terminating = true; }
  repository.targets["delegations"] = {
      {"keys", repository.root["keys"]},
      {"roles", {role("first", "bin/*", terminating), role("second", "bin/?", false)}}};
  repository.publish();
  repository.target_files["bin/" + crypto::digest_of(as_bytes("x")).hex() + ".x"] = "x";
  tuf::Client client(repository, world.store, world.clock);
  const auto target = client.target("bin/x");
  CHECK(target.has_value() == !terminating);
  CHECK(client.target("lib/x").error().code == ErrorCode::kTufTargetUnknown);
}
