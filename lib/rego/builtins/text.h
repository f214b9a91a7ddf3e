// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Strings as Go sees them: bytes that are read as code points ("runes"), each invalid byte being
// one U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace igp::rego {

/// How many runes `text` has.
std::size_t count_runes(std::string_view text);

/// The byte offset of rune `n`; the size of `text` when it has no more than `n`.
std::size_t rune_offset(std::string_view text, std::size_t n);

/// Whether all bytes are below 0x80: byte and rune positions agree.
bool is_ascii(std::string_view text);

/// Removes and returns the first rune of `text` (not empty).
char32_t take_rune(std::string_view& text);

/// As Go's conversion to []rune and back: invalid bytes become U+FFFD.
std::u32string to_runes(std::string_view text);
std::string from_runes(std::u32string_view runes);

}  // namespace igp::rego
