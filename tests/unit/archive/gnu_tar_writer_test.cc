// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/gnu_tar_writer.h"

#include <doctest/doctest.h>

#include "archive/gnu_header.h"
#include "support/tar_builder.h"

using namespace igp;
using namespace igp::archive;
using test::make_tar;

namespace {

std::string field_text(const std::string& tar, std::size_t block, FieldRange range) {
  return tar.substr(block * kBlockBytes + range.offset, range.size);
}

}  // namespace

TEST_CASE("gnu_tar_writer: a directory and a file have GNU's header fields") {
  const std::string tar = make_tar({{"./opa/", ""}, {"./opa/a.rego", "package a\n"}}, 1700000000);
  CHECK(tar.size() == kRecordBytes);
  CHECK(field_text(tar, 0, field::kName).substr(0, 7) == std::string("./opa/\0", 7));
  CHECK(field_text(tar, 0, field::kMode) == std::string("0000755\0", 8));
  CHECK(field_text(tar, 0, field::kUid) == std::string("0000000\0", 8));
  CHECK(field_text(tar, 0, field::kSize) == std::string("00000000000\0", 12));
  CHECK(field_text(tar, 0, field::kType) == "5");
  CHECK(field_text(tar, 0, field::kMagic) == std::string("ustar  \0", 8));
  CHECK(field_text(tar, 1, field::kMode) == std::string("0000644\0", 8));
  CHECK(field_text(tar, 1, field::kSize) == std::string("00000000012\0", 12));
  CHECK(field_text(tar, 1, field::kMtime) == std::string("14524770400\0", 12));
  CHECK(field_text(tar, 1, field::kType) == "0");
  CHECK(tar.substr(1024, 10) == "package a\n");
  CHECK(tar.find_first_not_of('\0', 1034) == std::string::npos);
}

TEST_CASE("gnu_tar_writer: names of 100 bytes fit, longer ones get an entry before theirs") {
  const std::string fits = "./" + std::string(98, 'n');
  CHECK(field_text(make_tar({{fits, ""}}), 0, field::kName) == fits);
  const std::string tar = make_tar({{fits + "x", ""}});
  CHECK(field_text(tar, 0, field::kName).substr(0, 14) == std::string("././@LongLink\0", 14));
  CHECK(field_text(tar, 0, field::kMode) == std::string("0000644\0", 8));
  CHECK(field_text(tar, 0, field::kMtime) == std::string("00000000000\0", 12));
  CHECK(field_text(tar, 0, field::kType) == "L");
  CHECK(field_text(tar, 0, field::kSize) == std::string("00000000146\0", 12));
  CHECK(tar.substr(512, 102) == fits + "x" + std::string(1, '\0'));
  CHECK(field_text(tar, 2, field::kName) == fits);
  // A directory's slash counts.
  CHECK(field_text(make_tar({{fits + "/", ""}}), 0, field::kType) == "L");
}

TEST_CASE("gnu_tar_writer: the archive ends on a multiple of 10240 with at least two zero blocks") {
  struct Row {
    std::size_t content;
    std::size_t archive;
  };
  static constexpr Row kRows[] = {{0, 10240},    {8704, 10240},  {8705, 20480},
                                  {9216, 20480}, {18944, 20480}, {19457, 30720}};
  for (const Row& row : kRows) {
    CHECK(make_tar({{"./f", std::string(row.content, 'x')}}).size() == row.archive);
  }
}

TEST_CASE("gnu_header: numbers that octal cannot hold are base-256 and come back") {
  for (const std::int64_t mtime : {std::int64_t{0}, std::int64_t{077777777777},
                                   std::int64_t{0100000000000}, std::int64_t{1} << 62}) {
    const Block block = encode_header({.name = "./f", .mtime = mtime});
    CHECK(decode_number(field_of(block, field::kMtime)) == mtime);
    CHECK((block[field::kMtime.offset] == 0x80) == (mtime > 077777777777));
  }
  const Block negative = encode_header({.name = "./f", .mtime = -5});
  CHECK(negative[field::kMtime.offset] == 0xFF);
  CHECK_FALSE(decode_number(field_of(negative, field::kMtime)));
}

TEST_CASE("gnu_header: other spellings of numbers are refused") {
  for (const std::string_view text :
       {std::string_view("000064 \0", 8), std::string_view(" 000644\0", 8),
        std::string_view("00006448", 8), std::string_view("0000648\0", 8),
        std::string_view("\x80\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10),
        std::string_view("\x81\0\0\0\0\0\0\1", 8)}) {
    CHECK_FALSE(decode_number(as_bytes(text)));
  }
}

TEST_CASE("gnu_tar_writer: content must have the announced size") {
  const auto drop = [](ByteView) { return Status(); };
  GnuTarWriter too_much(drop);
  CHECK(too_much.begin({.name = "./f", .size = 1}));
  CHECK(too_much.data(as_bytes("ab")).error().code == ErrorCode::kInternal);
  GnuTarWriter too_little(drop);
  CHECK(too_little.begin({.name = "./f", .size = 1}));
  CHECK(too_little.finish().error().code == ErrorCode::kInternal);
  CHECK(too_little.begin({.name = "./g"}).error().code == ErrorCode::kInternal);
}
