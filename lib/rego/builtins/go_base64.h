// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// base64 as Go's encoding/base64 reads it, which is more than RFC 4648 asks to be accepted.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace igp::rego {

enum class Base64Alphabet : bool { kStandard, kUrl };
enum class Base64Padding : bool { kRequired, kNone };

/// Line ends are skipped and the bits after the last byte are not looked at. Otherwise the offset
/// that Go blames ("illegal base64 data at input byte 13").
std::expected<std::string, std::size_t> decode_go_base64(std::string_view text,
                                                         Base64Alphabet alphabet,
                                                         Base64Padding padding);

/// base64url.decode: padding may be missing, but not in part. Otherwise the words of OPA's error.
std::expected<std::string, std::string> decode_base64url_text(std::string_view text);

}  // namespace igp::rego
