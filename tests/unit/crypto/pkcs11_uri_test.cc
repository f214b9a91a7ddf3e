// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pkcs11_uri.h"

#include <doctest/doctest.h>

#include "base/limits.h"

using namespace igp;
using namespace igp::crypto;

TEST_CASE("pkcs11_uri: every attribute is read and decoded") {
  const auto uri = parse_pkcs11_uri(
      "pkcs11:token=My%20Token;manufacturer=Acme;model=v1;serial=0a;slot-description=d;"
      "slot-manufacturer=m;slot-id=18446744073709551615;object=r&d;id=%00%ff1;type=private"
      "?module-path=/usr/lib/p11.so&pin-value=12%26?/34&x-vendor=%61");
  REQUIRE(uri);
  CHECK(uri->token == "My Token");
  CHECK(uri->manufacturer == "Acme");
  CHECK(uri->model == "v1");
  CHECK(uri->serial == "0a");
  CHECK(uri->slot_description == "d");
  CHECK(uri->slot_manufacturer == "m");
  CHECK(uri->slot_id == UINT64_MAX);
  CHECK(uri->object == "r&d");
  CHECK(uri->id == Bytes{0x00, 0xff, '1'});
  CHECK(uri->module_path == "/usr/lib/p11.so");
  REQUIRE(uri->pin_value);
  CHECK(uri->pin_value->text() == "12&?/34");
}

TEST_CASE("pkcs11_uri: attributes that are not there fit anything") {
  const auto uri = parse_pkcs11_uri("pkcs11:");
  REQUIRE(uri);
  CHECK_FALSE(uri->token);
  CHECK_FALSE(uri->id);
  CHECK_FALSE(uri->slot_id);
  CHECK_FALSE(uri->pin_value);
  CHECK(uri->module_path.empty());
  const auto empty = parse_pkcs11_uri("pkcs11:token=;id=");
  REQUIRE(empty);
  CHECK(empty->token == "");
  CHECK(empty->id == Bytes());
}

TEST_CASE("pkcs11_uri: a PIN's file is named by a path or a file: URI") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"/etc/pin", "/etc/pin"}, {"file:/etc/pin", "/etc/pin"}, {"file:///etc/p%20n", "/etc/p n"}};
  for (const auto& [source, want] : cases) {
    CAPTURE(source);
    const auto uri = parse_pkcs11_uri(fmt::format("pkcs11:?pin-source={}", source));
    REQUIRE(uri);
    CHECK(uri->pin_source == want);
  }
}

TEST_CASE("pkcs11_uri: refuses what the grammar does not have, and what it does not know") {
  for (const char* text : {
           "",
           "token=a",
           "PKCS11:token=a",
           "pkcs11:token",
           "pkcs11:=a",
           "pkcs11:token=a;",
           "pkcs11:token=a;;object=b",
           "pkcs11:token=a;token=a",
           "pkcs11:token=a b",
           "pkcs11:token=a/b",
           "pkcs11:token=%",
           "pkcs11:token=%4",
           "pkcs11:token=%zz",
           "pkcs11:token=a#b",
           "pkcs11:token=%ff",
           "pkcs11:token=%00",
           "pkcs11:slot-id=",
           "pkcs11:slot-id=-1",
           "pkcs11:slot-id=18446744073709551616",
           "pkcs11:slot-id=1a",
           "pkcs11:type=public",
           "pkcs11:library-version=3",
           "pkcs11:x-vendor=1",
           "pkcs11:?module-path=p11.so",
           "pkcs11:?pin-source=pin",
           "pkcs11:?pin-source=%7Ccat",
           "pkcs11:?pin-source=file://host/pin",
           "pkcs11:?pin-source=//host/pin",
           "pkcs11:?pin-value=1&pin-source=/pin",
           "pkcs11:?pin-value=1&pin-value=2",
           "pkcs11:?pin-value=1&",
       }) {
    CAPTURE(text);
    const auto uri = parse_pkcs11_uri(text);
    REQUIRE_FALSE(uri);
    CHECK(uri.error().code == ErrorCode::kUrlInvalid);
  }
}

TEST_CASE("pkcs11_uri: no message says the PIN") {
  for (const char* text : {"pkcs11:?pin-value=se cret", "pkcs11:?pin-value=secret%",
                           "pkcs11:?pin-value=secret&pin-source=/x"}) {
    const auto uri = parse_pkcs11_uri(text);
    REQUIRE_FALSE(uri);
    CHECK(uri.error().text().find("cret") == std::string::npos);
  }
}

TEST_CASE("pkcs11_uri: the limit on its length, at it and one above") {
  const std::string text = "pkcs11:token=";
  const std::string longest = text + std::string(limits::kPkcs11UriBytes - text.size(), 'a');
  CHECK(parse_pkcs11_uri(longest));
  CHECK(parse_pkcs11_uri(longest + 'a').error().code == ErrorCode::kLimitExceeded);
}
