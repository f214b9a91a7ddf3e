// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The escapes of JSON strings, which Rego's double-quoted strings share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace igp::rego {

/// Decodes the text between the quotes. Lone surrogates become U+FFFD. Nothing when it has a bare
/// control character or an unknown escape.
std::optional<std::string> decode_json_string(std::string_view inner);

/// Appends `"text"` as JSON.
void append_json_string(std::string& out, std::string_view text);

/// `"text"` with Go's escapes (`\n`, `\x00`, `\u200b`, ...), the form of strings in OPA's messages.
std::string quote_go_string(std::string_view text);

}  // namespace igp::rego
