// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/source_tree.h"

#include <doctest/doctest.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"

using namespace igp;
using namespace igp::pack;

namespace {

class Names final : public SourceVisitor {
 public:
  Status on_directory(const CanonicalPath& path) override { return add(path.str() + '/'); }
  Status on_file(const CanonicalPath& path, int /*fd*/) override { return add(path.str()); }
  std::string text;

 private:
  Status add(const std::string& name) {
    text += name + ' ';
    return {};
  }
};

}  // namespace

TEST_CASE("source tree: the walk goes depth first and ends at its limit") {
  SystemRng rng;
  const auto directory = TempDirectory::create("/tmp", "source_tree_test.", rng);
  REQUIRE(directory);
  for (const char* file : {"/README.md", "/opa/b", "/opa/a/x", "/opa/a.rego", "/other"}) {
    REQUIRE(write_file_atomically(directory->path() + file, ""));
  }
  Names names;
  REQUIRE(walk_source(directory->fd(), {}, names, /*max_entries=*/6));
  CHECK(names.text == "opa/ opa/a/ opa/a/x opa/a.rego opa/b README.md ");
  const Status refused = walk_source(directory->fd(), {}, names, /*max_entries=*/5);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kLimitExceeded);
}
