// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The notations in which the tools around packs write a digest.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/digest.h"

namespace igp::pack {

enum class DigestFormat : std::uint8_t {
  kHex,        ///< 9f86…
  kDigest,     ///< sha256:9f86…
  kHeader,     ///< sha-256=9f86…, as the old server's Digest header had it
  kRfc9530,    ///< sha-256=:n4bQ…=:, the value of Repr-Digest and Content-Digest
  kSri,        ///< sha256-n4bQ…=, W3C Subresource Integrity
  kCoreutils,  ///< a line of sha256sum: digest, two spaces, name
};

/// "hex", "digest", "header", "rfc9530", "sri", "coreutils".
std::optional<DigestFormat> parse_digest_format(std::string_view name);

/// "DIGEST  NAME", a line of a list. Names with a backslash, newline or carriage return are escaped
/// as sha256sum does, or a name could hold lines of its own.
std::string list_line(std::string_view digest, std::string_view name);

/// `digest` in the given notation, without a newline. `name` is used by kCoreutils only, which is a
/// list_line(). Fails with kUsage
/// for kRfc9530 of sha384, which has no name in the registry of RFC 9530.
Result<std::string> format_digest(const crypto::Digest& digest, DigestFormat format,
                                  std::string_view name);

}  // namespace igp::pack
