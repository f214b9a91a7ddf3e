// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// PEM, the textual encoding of keys and certificates (RFC 7468).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace igp::crypto {

/// What stands between one BEGIN and its END line.
struct PemBlock {
  std::string label;  ///< "PUBLIC KEY", "CERTIFICATE", ...
  Bytes bytes;
};

/// All blocks of `text`, in order; at least one. Text before, between and after blocks is ignored,
/// as RFC 7468 section 2 allows; encapsulated headers (RFC 1421) are not. Lines may end in CR LF.
/// Fails with kEncodingMalformed, or kLimitExceeded beyond kPemBlocks blocks.
Result<std::vector<PemBlock>> parse_pem(std::string_view text);

/// The only block of `text`. Fails with kEncodingMalformed when there are more.
Result<PemBlock> parse_single_pem(std::string_view text);

/// Lines of 64 characters, LF, final newline.
std::string encode_pem(std::string_view label, ByteView bytes);

}  // namespace igp::crypto
