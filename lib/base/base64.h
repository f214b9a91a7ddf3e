// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Strict base64 (RFC 4648 sections 4 and 5).
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace igp {

/// Standard alphabet with padding.
std::string encode_base64(ByteView bytes);

/// URL-safe alphabet without padding (as JWT and JWK use it).
std::string encode_base64url(ByteView bytes);

/// Standard alphabet. One text has one decoding and the reverse: padding is required, bits after
/// the last byte must be zero, white space is refused. Fails with kEncodingMalformed.
Result<Bytes> parse_base64(std::string_view text);

/// URL-safe alphabet, padding optional, otherwise as strict as parse_base64.
Result<Bytes> parse_base64url(std::string_view text);

}  // namespace igp
