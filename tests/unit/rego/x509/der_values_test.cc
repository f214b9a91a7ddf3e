// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/der_values.h"

#include <doctest/doctest.h>

namespace igp::rego::x509 {
namespace {

using namespace std::string_view_literals;

std::string time_text(std::uint8_t tag, std::string_view text) {
  Bytes der = {tag, static_cast<std::uint8_t>(text.size())};
  der.insert(der.end(), text.begin(), text.end());
  DerReader reader{ByteView(der)};
  const auto time = take_time(reader);
  return time ? time->text() : "";
}

TEST_CASE("der_values: times are those of X.509, and minutes of UTCTime") {
  CHECK(time_text(kUtcTimeTag, "490101000000Z") == "2049-01-01T00:00:00Z");
  CHECK(time_text(kUtcTimeTag, "500101000000Z") == "1950-01-01T00:00:00Z");
  CHECK(time_text(kUtcTimeTag, "991231235959Z") == "1999-12-31T23:59:59Z");
  CHECK(time_text(kUtcTimeTag, "2601020304Z") == "2026-01-02T03:04:00Z");
  CHECK(time_text(kUtcTimeTag, "260102030405+0130") == "2026-01-02T03:04:05+01:30");
  CHECK(time_text(kGeneralizedTimeTag, "99991231235959Z") == "9999-12-31T23:59:59Z");
  CHECK(time_text(kGeneralizedTimeTag, "20240229000000Z") == "2024-02-29T00:00:00Z");
  for (const std::string_view wrong :
       {"20230229000000Z", "20230101000000", "20230101000060Z", "20230101240000Z",
        "20230101000000.5Z", "2023010100Z", "202301010000Z", "20230101000000+0000"}) {
    CAPTURE(wrong);
    CHECK(time_text(kGeneralizedTimeTag, wrong).empty());
  }
}

TEST_CASE("der_values: seconds since 1970, offsets taken off") {
  CertificateTime time;
  time.year = 1970;
  time.hour = 1;
  time.offset_minutes = 60;
  CHECK(time.unix_seconds() == 0);
  time.year = 9999;
  CHECK(time.unix_seconds() == 253370764800);
}

TEST_CASE("der_values: integers are minimal") {
  const auto value = [](std::string_view der) {
    DerReader reader(as_bytes(der));
    return take_int64(reader);
  };
  CHECK(value("\x02\x01\x00"sv) == 0);
  CHECK(value("\x02\x01\xff"sv) == -1);
  CHECK(value("\x02\x02\x00\x80"sv) == 128);
  CHECK(value("\x02\x08\x7f\xff\xff\xff\xff\xff\xff\xff"sv) == INT64_MAX);
  for (const std::string_view wrong :
       {"\x02\x00"sv, "\x02\x02\x00\x01"sv, "\x02\x02\xff\x80"sv, "\x04\x01\x00"sv,
        "\x02\x09\x00\xff\xff\xff\xff\xff\xff\xff\xff"sv}) {
    CHECK_FALSE(value(wrong));
  }
}

TEST_CASE("der_values: object identifiers") {
  CHECK(read_oid(as_bytes("\x2a\x86\x48"sv)) == Oid{1, 2, 840});
  CHECK(read_oid(as_bytes("\x88\x37"sv)) == Oid{2, 999});
  CHECK_FALSE(read_oid({}));
  CHECK_FALSE(read_oid(as_bytes("\x80\x01"sv)));
  CHECK_FALSE(read_oid(as_bytes("\x2a\x86"sv)));
  CHECK_FALSE(read_oid(as_bytes("\x2a\x88\x80\x80\x80\x00"sv)));
  CHECK(oid_text(as_bytes("\x2a\x88\x80\x80\x80\x00"sv)) == "1.2.2147483648");
}

TEST_CASE("der_values: bit strings end in zeros and align to the right") {
  DerReader reader(as_bytes("\x03\x03\x04\x12\x30"sv));
  const auto bits = take_bit_string(reader);
  REQUIRE(bits);
  CHECK(bits->bit(3));
  CHECK_FALSE(bits->bit(4));
  CHECK(bits->right_aligned() == Bytes{0x01, 0x23});
  DerReader wrong(as_bytes("\x03\x02\x04\x18"sv));
  CHECK_FALSE(take_bit_string(wrong));
}

}  // namespace
}  // namespace igp::rego::x509
