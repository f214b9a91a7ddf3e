// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What Unicode 15.0 says of single code points. No full case mapping, no locale.
#pragma once

namespace igp {

/// Letters, marks, numbers, punctuation, symbols and U+0020: what a Go string literal shows as is.
bool is_printable(char32_t c);

/// The White_Space property.
bool is_white_space(char32_t c);

/// The simple case mappings; code points without one are returned unchanged.
char32_t to_upper(char32_t c);
char32_t to_lower(char32_t c);

}  // namespace igp
