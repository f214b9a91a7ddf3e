// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Lower-case hexadecimal (RFC 4648 section 8).
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace igp {

/// Two lower-case digits a byte.
std::string encode_hex(ByteView bytes);

/// Accepts digits of either case. Fails with kEncodingMalformed on odd length or another character.
Result<Bytes> parse_hex(std::string_view text);

}  // namespace igp
