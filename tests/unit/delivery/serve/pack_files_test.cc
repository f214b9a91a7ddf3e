// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/pack_files.h"

#include <doctest/doctest.h>

using namespace igp::delivery;

TEST_CASE("pack files: an id says where everything is") {
  const auto files = PackFiles::of("policy-pack-v0", {.dist = "d", .contracts = "c"});
  REQUIRE(files);
  CHECK(files->source == "c/policy-pack/v0");
  CHECK(files->tar == "d/policy-pack/v0/policy-pack-v0.tar");
  CHECK(files->manifest == "c/policy-pack/v0/manifest.json");
  CHECK(files->bundle == "c/policy-pack/v0/signing/cosign.bundle.json");
}

TEST_CASE("pack files: no id leaves the roots") {
  for (const std::string& id :
       {std::string(), std::string("policy-pack"), std::string("policy-pack-"),
        std::string("policy-pack-."), std::string("policy-pack-.."),
        std::string("policy-pack-v0/../v0"), std::string("policy-pack-v0\n"),
        std::string("policy-pack-v\xc3\xa4"), std::string("other-v0"),
        "policy-pack-" + std::string(129, 'a')}) {
    CAPTURE(id);
    CHECK(!PackFiles::of(id, {}));
  }
  CHECK(PackFiles::of("policy-pack-" + std::string(128, 'a'), {}));
}
