// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The inside of JSON strings: finding their end, decoding and encoding.
#pragma once

#include <string>
#include <string_view>

namespace igp::rego {

/// How many bytes at the start of `text` are ASCII and neither quote, backslash nor control.
std::size_t scan_plain_json_string(std::string_view text);

/// Where a string ended, or went wrong and why (in Go's words; "end" when text ran out).
struct JsonStringEnd {
  std::size_t offset = 0;
  std::string_view error;
};

/// Decodes the string whose text after the opening quote starts `text`, of which the first `plain`
/// bytes are known to be plain. On success `offset` is that of the closing quote.
JsonStringEnd decode_json_string(std::string_view text, std::size_t plain, std::string& out);

/// Appends `text` as a JSON string with its quotes, as Go's encoder writes it: invalid UTF-8
/// becomes \ufffd, U+2028 and U+2029 are escaped, and with `escape_html` also <, > and &.
void append_json_string(std::string& out, std::string_view text, bool escape_html);

}  // namespace igp::rego
