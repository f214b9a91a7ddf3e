// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/digest_list.h"

#include <doctest/doctest.h>

using namespace igp;
using pack::parse_digest_list;

namespace {

const std::string kSha256(64, 'a');
const std::string kSha512(128, 'b');

std::string only(const std::string& line) {
  const auto list = parse_digest_list(line + '\n', "list");
  if (!list) return std::string(info(list.error().code).name);
  return (*list)[0].path + '|' + (*list)[0].digest.str();
}

}  // namespace

TEST_CASE("digest_list: the forms of coreutils, the BSDs and igpack") {
  CHECK(only(kSha256 + "  f") == "f|sha256:" + kSha256);
  CHECK(only(kSha256 + " *f") == "f|sha256:" + kSha256);
  CHECK(only(kSha256 + "   f ") == " f |sha256:" + kSha256);
  CHECK(only(kSha512 + "  f") == "f|sha512:" + kSha512);
  CHECK(only("SHA256 (f) = " + kSha256) == "f|sha256:" + kSha256);
  CHECK(only("SHA256 (a) = b) = " + kSha256) == "a) = b|sha256:" + kSha256);
  CHECK(only("SHA512 (f) = " + kSha512) == "f|sha512:" + kSha512);
  CHECK(only("sha256:" + kSha256 + "  f") == "f|sha256:" + kSha256);
  CHECK(only(kSha256 + "  f\r") == "f|sha256:" + kSha256);
}

TEST_CASE("digest_list: escaped names") {
  CHECK(only("\\" + kSha256 + "  a\\\\b\\nc\\rd") == "a\\b\nc\rd|sha256:" + kSha256);
  CHECK(only(kSha256 + "  a\\n") == "a\\n|sha256:" + kSha256);
  CHECK(only("\\" + kSha256 + "  a\\x") == "digest_list_malformed");
  CHECK(only("\\" + kSha256 + "  a\\") == "digest_list_malformed");
}

TEST_CASE("digest_list: everything else is refused with its line") {
  for (const std::string& line :
       {kSha256, kSha256 + " ", kSha256 + "  ", kSha256 + " f", kSha256.substr(1) + "  f",
        fmt::format("x{}  f", kSha256.substr(1)), "SHA512 (f) = " + kSha256,
        "SHA256 (f) =" + kSha256, "SHA256 () = " + kSha256, "sha512:" + kSha256 + "  f",
        std::string("hello")}) {
    CAPTURE(line);
    CHECK(only(line) == "digest_list_malformed");
  }
  CHECK(only("") == "digest_list_malformed");
  const auto list = parse_digest_list("\n# remark\n" + kSha256 + "  f\nbad\n", "list");
  CHECK(list.error().location->row == 4);
}
