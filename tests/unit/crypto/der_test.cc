// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/der.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace igp;
using namespace igp::crypto;

namespace {

Bytes joined(std::initializer_list<int> header, std::size_t zeros) {
  Bytes out;
  for (const int byte : header) out.push_back(static_cast<std::uint8_t>(byte));
  out.resize(out.size() + zeros);
  return out;
}

TEST_CASE("der: a tag around an element is entered without heed to its length") {
  const Bytes der = {0xA0, 0x01, 0x04, 0x02, 7, 8, 9};
  DerReader reader(der);
  CHECK_FALSE(reader.enter(0xA1));
  CHECK(reader.enter(0xA0));
  CHECK(std::ranges::equal(*reader.next(0x04), Bytes{7, 8}));
  const Bytes empty = {0xA0, 0x00};
  DerReader nothing(empty);
  CHECK_FALSE(nothing.enter(0xA0));
}

TEST_CASE("der: headers are judged without their content") {
  const auto is_good = [](const Bytes& der) { return DerReader(der).has_good_header(); };
  CHECK(is_good({}));
  CHECK(is_good({0x04, 0x7F}));
  CHECK(is_good({0x1F, 0x1F, 0x00}));
  CHECK(is_good({0x7F, 0x81, 0x00, 0x81, 0x80}));
  CHECK_FALSE(is_good({0x04}));
  CHECK_FALSE(is_good({0x04, 0x80}));
  CHECK_FALSE(is_good({0x1F, 0x1E, 0x00}));
  CHECK_FALSE(is_good({0x1F, 0x80, 0x1F, 0x00}));
  CHECK_FALSE(is_good({0x1F, 0x9F}));
  CHECK_FALSE(is_good({0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x00}));
}

}  // namespace

TEST_CASE("der: elements are read one after another") {
  const Bytes der = {0x02, 0x01, 0x07, 0x04, 0x00, 0x05, 0x00};
  DerReader reader(der);
  CHECK(std::ranges::equal(*reader.next(0x02), Bytes{0x07}));
  const auto second = reader.next();
  REQUIRE(second);
  CHECK(second->tag == 0x04);
  CHECK(second->content.empty());
  CHECK(std::ranges::equal(second->whole, Bytes{0x04, 0x00}));
  CHECK(!reader.next(0x02));
  CHECK(reader.empty());
  CHECK(!reader.next());
}

TEST_CASE("der: lengths have one form") {
  for (const std::size_t size : {0, 1, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x10000}) {
    CAPTURE(size);
    const Bytes content(size, 0x61);
    const Bytes der = encode_der_element(0x04, content);
    DerReader reader(der);
    CHECK(std::ranges::equal(*reader.next(0x04), content));
    CHECK(reader.empty());
  }
  const Bytes refused[] = {
      joined({0x04}, 0),                       // no length
      joined({0x04, 0x02}, 1),                 // shorter than it says
      joined({0x04, 0x80}, 2),                 // indefinite
      joined({0x04, 0x81, 0x7F}, 0x7F),        // longer than needed
      joined({0x04, 0x82, 0x00, 0x80}, 0x80),  // longer than needed
      joined({0x04, 0x82, 0x01}, 0),           // cut in the length
      joined({0x04, 0x85, 1, 0, 0, 0, 0}, 9),  // longer than anything read
      joined({0x04, 0x84, 0xFF, 0xFF, 0xFF, 0xFF}, 9),
      joined({0x1F, 0x20, 0x01}, 1),  // a tag of several octets
  };
  for (const Bytes& der : refused) {
    CAPTURE(as_text(der));
    DerReader reader(der);
    CHECK(!reader.next());
    CHECK(reader.empty());
  }
}
