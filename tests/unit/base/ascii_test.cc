// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/ascii.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace igp;

TEST_CASE("ascii: every byte is of the classes that it is in, and of no other") {
  constexpr std::string_view kDigits = "0123456789";
  constexpr std::string_view kHex = "0123456789abcdefABCDEF";
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    CAPTURE(byte);
    CHECK(is_digit(c) == kDigits.contains(c));
    CHECK(is_letter(c) == kLetters.contains(c));
    CHECK(is_alphanumeric(c) == (kDigits.contains(c) || kLetters.contains(c)));
    CHECK(is_hex_digit(c) == kHex.contains(c));
  }
}

TEST_CASE("ascii: hexadecimal digits have their values") {
  CHECK(hex_value('0') == 0);
  CHECK(hex_value('9') == 9);
  CHECK(hex_value('a') == 10);
  CHECK(hex_value('F') == 15);
  CHECK(hex_value('g') == -1);
  CHECK(hex_value('\xFF') == -1);
}
