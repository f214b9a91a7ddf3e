// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// UTF-8 (RFC 3629): validation, decoding, and text made safe to print.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace igp {

/// One decoded code point; `length` 0 means the bytes at this place are not valid UTF-8.
struct CodePoint {
  char32_t value = 0xFFFD;
  std::uint8_t length = 0;
};

/// Decodes the code point at the start of `text` (not empty). Overlong forms, surrogates and values
/// above U+10FFFF are invalid.
CodePoint decode_utf8(std::string_view text);

bool is_valid_utf8(std::string_view text);

/// Appends the UTF-8 form of `value`; an invalid scalar value is appended as U+FFFD.
void append_utf8(std::string& out, char32_t value);

/// `text` with C0/C1 controls, DEL, bidirectional overrides, backslash, single quote and invalid
/// bytes written as \n, \t, \xHH or \u{HEX}, so that it cannot drive a terminal or fake a log line.
std::string escape_for_terminal(std::string_view text);

}  // namespace igp
