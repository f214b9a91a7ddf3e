// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/sbom.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/io/file.h"
#include "base/io/unnamed_file.h"
#include "base/json.h"
#include "support/tar_builder.h"

using namespace igp;
using namespace igp::pack;

namespace {

Result<Inventory> inventory_of(const std::vector<test::TarFile>& files) {
  const UniqueFd fd = IGP_TRY(open_unnamed_file("/tmp"));
  IGP_CHECK(write_all(fd.get(), "tar", as_bytes(test::make_tar(files))));
  ::lseek(fd.get(), 0, SEEK_SET);
  return take_inventory(fd.get(), "pack.tar");
}

Inventory small_inventory() {
  return *inventory_of({{.name = "./opa/"},
                        {.name = "./opa/a.rego", .content = "package a\n"},
                        {.name = "./README.md", .content = ""}});
}

SbomOptions options() {
  return {.name = "policies",
          .version = "1.2.0",
          .file_name = "pack.tar",
          .tool = "igpack-1",
          .created = 1'772'366'400 * kNanosPerSecond + 5};
}

}  // namespace

TEST_CASE("inventory: every file with both hashes, directories left out") {
  const Inventory inventory = small_inventory();
  REQUIRE(inventory.files.size() == 2);
  CHECK(inventory.files[0].path == "opa/a.rego");
  CHECK(inventory.files[0].sha1 == "3df6a697e3b5fd47e1ea409a1628ff24d797b7ec");
  CHECK(inventory.files[0].sha256 == crypto::digest_of(as_bytes("package a\n")));
  CHECK(inventory.files[1].path == "README.md");
  CHECK(inventory.files[1].sha1 == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
}

TEST_CASE("inventory: what is no pack has none") {
  CHECK(inventory_of({{.name = "./data/"}}).error().code == ErrorCode::kArchiveMalformed);
  CHECK(inventory_of({{.name = "./opa/"}, {.name = "./manifest.json"}}).error().code ==
        ErrorCode::kArchiveMalformed);
}

TEST_CASE("sbom: the document is SPDX 2.3 with what the specification makes mandatory") {
  const Json json = *parse_json(encode_sbom(options(), small_inventory()));
  CHECK(json["spdxVersion"] == "SPDX-2.3");
  CHECK(json["name"] == "policies-1.2.0");
  CHECK(json["creationInfo"]["created"] == "2026-03-01T12:00:00Z");
  CHECK(json["packages"][0]["versionInfo"] == "1.2.0");
  // The SHA-1 of both hashes side by side, as section 7.9 has it.
  CHECK(json["packages"][0]["packageVerificationCode"]["packageVerificationCodeValue"] ==
        "473a949d93976ff26d22c1550b8dfc33bbbfdc12");
  CHECK(json["files"][0]["fileName"] == "./opa/a.rego");
  CHECK(json["files"].size() == 2);
  CHECK(json["relationships"].size() == 3);
  CHECK(json["documentNamespace"].get<std::string>().starts_with(
      "https://spdx.org/spdxdocs/policies-1.2.0-"));
}

TEST_CASE("sbom: equal input gives equal bytes, other input another namespace") {
  const Inventory inventory = small_inventory();
  const std::string text = encode_sbom(options(), inventory);
  CHECK(text == encode_sbom(options(), inventory));
  const auto name_space = [](const std::string& document) {
    return (*parse_json(document))["documentNamespace"].get<std::string>();
  };
  SbomOptions later = options();
  later.created += kNanosPerSecond;
  CHECK(name_space(encode_sbom(later, inventory)) != name_space(text));
  SbomOptions renamed = options();
  renamed.name = "a b/ä";
  renamed.version.clear();
  CHECK(name_space(encode_sbom(renamed, inventory))
            .starts_with("https://spdx.org/spdxdocs/a%20b%2F%C3%A4-"));
}
