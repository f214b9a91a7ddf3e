// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/foreign_reader.h"

#include <doctest/doctest.h>

#include "archive/gnu_header.h"
#include "base/base64.h"
#include "support/tar_builder.h"

using namespace igp;
using namespace igp::archive;
using test::make_tar;

namespace {

/// "name=content" of each file, or the error's code.
std::vector<std::string> read(std::string_view archive, const ForeignOptions& options = {}) {
  const auto files = read_foreign_files(as_bytes(archive), options);
  if (!files) return {std::string(info(files.error().code).name)};
  std::vector<std::string> out;
  for (const MemoryFile& file : *files) out.push_back(file.path.str() + '=' + file.content);
  return out;
}

std::string one_header(Header header, char type = '0', std::string_view link = {}) {
  Block block = encode_header(header);
  block[field::kType.offset] = static_cast<std::uint8_t>(type);
  std::ranges::copy(link, block.begin() + field::kLinkName.offset);
  std::string text = to_string(block);
  text.replace(field::kChecksum.offset, 6, fmt::format("{:06o}", header_sum(block)));
  return text + std::string(10240 - 512, '\0');
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("foreign_reader: order, a missing directory and a repeated one do not matter") {
  CHECK(read(make_tar({{"b/c", "1"}, {"a", "2"}, {"b/", ""}, {"./", ""}})) ==
        Names{"b/c=1", "a=2"});
}

TEST_CASE("foreign_reader: what could escape, collide or is no file is refused") {
  CHECK(read(make_tar({{"../x", ""}})) == Names{"archive_unsafe"});
  CHECK(read(make_tar({{"/x", ""}})) == Names{"archive_unsafe"});
  CHECK(read(make_tar({{"a\x07", ""}})) == Names{"archive_unsafe"});
  CHECK(read(make_tar({{"a", ""}, {"a", ""}})) == Names{"archive_unsafe"});
  CHECK(read(make_tar({{"a", ""}, {"A", ""}})) == Names{"archive_unsafe"});
  CHECK(read(make_tar({{"a", ""}, {"a/b", ""}})) == Names{"archive_unsafe"});
  CHECK(read(make_tar({{"A/x", ""}, {"a/y", ""}})) == Names{"archive_unsafe"});
  CHECK(read(one_header({.name = "l"}, '1', "target")) == Names{"archive_unsafe"});
  CHECK(read(one_header({.name = "l"}, '2', "target")) == Names{"archive_unsafe"});
  CHECK(read(one_header({.name = "l"}, '3')) == Names{"archive_unsafe"});
  CHECK(read(one_header({.name = "l"}, '6')) == Names{"archive_unsafe"});
}

TEST_CASE("foreign_reader: a leading slash is for archives that stay in memory") {
  const std::string tar = make_tar({{"/data.json", "{}"}});
  CHECK(read(tar, {.strip_leading_slash = true}) == Names{"data.json={}"});
  CHECK(read(make_tar({{"//data.json", ""}}), {.strip_leading_slash = true}) ==
        Names{"archive_unsafe"});
}

TEST_CASE("foreign_reader: limits and damage") {
  const std::string tar = make_tar({{"a", "123"}, {"b", "45"}});
  CHECK(read(tar, {.limits = {.entries = 2, .file_bytes = 3, .total_bytes = 5}}).size() == 2);
  CHECK(read(tar, {.limits = {.entries = 1}}) == Names{"limit_exceeded"});
  CHECK(read(tar, {.limits = {.file_bytes = 2}}) == Names{"limit_exceeded"});
  CHECK(read(tar, {.limits = {.total_bytes = 4}}) == Names{"limit_exceeded"});
  CHECK(read(tar.substr(0, 514)) == Names{"archive_malformed"});
  CHECK(read("no archive at all, however long this text may be") == Names{"archive_malformed"});
}

TEST_CASE("foreign_reader: gzip is seen through") {
  // printf hi > a; tar --format=ustar -b1 --mtime=@0 --mode=644 -c a | gzip -n9 | base64
  const auto packed = parse_base64(
      "H4sIAAAAAAACA0tkoD0wAAIzExMwDQToNBAYIbFB4ubGJgYMCgZ0cBtDaXFJYhHQSmp4EtlzQwRkZDKMglEwCkbBKBiB"
      "AAA+WE0oAAgAAA==");
  CHECK(read(as_text(packed.value_or(Bytes()))) == Names{"a=hi"});
  CHECK(looks_like_archive(as_bytes("\x1f\x8b")));
  CHECK(looks_like_archive(as_bytes(make_tar({{"a", ""}}))));
  CHECK_FALSE(looks_like_archive(as_bytes("package a")));
}

TEST_CASE("foreign_reader: only zeros may follow the end of an archive") {
  const std::string tar = make_tar({{"a", "hi"}});
  CHECK(read(tar + std::string(5000, '\0')) == Names{"a=hi"});
  CHECK(read(tar + "x") == Names{"archive_malformed"});
  CHECK(read(tar + std::string(100'000, '\0') + "x") == Names{"archive_malformed"});
  CHECK(read(tar + make_tar({{"b", "hidden"}})) == Names{"archive_malformed"});
  // An archive without any end is one that was cut off between two entries.
  CHECK(read(tar.substr(0, 1024)) == Names{"a=hi"});
}

TEST_CASE("foreign_reader: nothing hides behind what is compressed, or inside of it") {
  // The archive of one file, and the same with a byte after its end.
  const std::string alone = to_string(*parse_base64(
      "H4sIAAAAAAACA0tkoD0wAAIzExMwDQToNBAYIbFB4maGQErBgA5uYygtLkksAlrJMDJBRibDKBgFo2AUjIIRCADE"
      "fnOwAAgAAA=="));
  const std::string more = to_string(*parse_base64(
      "H4sIAAAAAAACA0tkoD0wAAIzExMwDQToNBAYIbFB4maGQErBgA5uYygtLkksAlrJMDJBRibDKBgFo2AUjIIRCCoA"
      "VGNlEAEIAAA="));
  CHECK(read(alone) == Names{"a=hi"});
  CHECK(read(alone + std::string(1000, '\0')) == Names{"a=hi"});
  CHECK(read(alone + "x") == Names{"archive_malformed"});
  CHECK(read(alone + alone) == Names{"archive_malformed"});
  CHECK(read(more) == Names{"archive_malformed"});
}
