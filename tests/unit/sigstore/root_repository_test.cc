// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/root_repository.h"

#include <doctest/doctest.h>

#include "http/url.h"
#include "tuf/trusted_set.h"

using namespace igp;
using namespace igp::sigstore;

TEST_CASE("root repository: the built-in data are usable") {
  const auto repository = public_good_repository();
  REQUIRE(repository);
  CHECK(http::Url::parse(repository->url)->secure());
  CHECK(repository->target == "trusted_root.json");
  CHECK(repository->built_in_root_date > 0);
  // Signed by a threshold of its own keys; whether it has expired does not matter for a start.
  const auto root = tuf::TrustedSet::from_root(public_good_tuf_root(), 0);
  REQUIRE(root);
  CHECK(root->root().version >= 14);
}
