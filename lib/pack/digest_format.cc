// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/digest_format.h"

#include <algorithm>

#include "base/base64.h"

namespace igp::pack {
namespace {

struct Row {
  std::string_view name;
  DigestFormat format;
};

constexpr Row kRows[] = {
    {"hex", DigestFormat::kHex},       {"digest", DigestFormat::kDigest},
    {"header", DigestFormat::kHeader}, {"rfc9530", DigestFormat::kRfc9530},
    {"sri", DigestFormat::kSri},       {"coreutils", DigestFormat::kCoreutils}};

/// The algorithm's name in HTTP headers: "sha-256".
std::string dashed(crypto::HashAlgorithm algorithm) {
  return std::string(crypto::name_of(algorithm)).insert(3, 1, '-');
}

}  // namespace

std::string list_line(std::string_view digest, std::string_view name) {
  std::string escaped;
  for (const char c : name) {
    switch (c) {
      case '\\':
        escaped += "\\\\";
        break;
      case '\n':
        escaped += "\\n";
        break;
      case '\r':
        escaped += "\\r";
        break;
      default:
        escaped += c;
    }
  }
  const std::string_view mark = escaped.size() == name.size() ? "" : "\\";
  return fmt::format("{}{}  {}", mark, digest, escaped);
}

std::optional<DigestFormat> parse_digest_format(std::string_view name) {
  const Row* row = std::ranges::find(kRows, name, &Row::name);
  if (row == std::end(kRows)) return std::nullopt;
  return row->format;
}

Result<std::string> format_digest(const crypto::Digest& digest, DigestFormat format,
                                  std::string_view name) {
  switch (format) {
    case DigestFormat::kHex:
      return digest.hex();
    case DigestFormat::kDigest:
      return digest.str();
    case DigestFormat::kHeader:
      return fmt::format("{}={}", dashed(digest.algorithm()), digest.hex());
    case DigestFormat::kRfc9530:
      if (digest.algorithm() == crypto::HashAlgorithm::kSha384) {
        return fail(ErrorCode::kUsage, "RFC 9530 has no name for sha384; use sha256 or sha512");
      }
      return fmt::format("{}=:{}:", dashed(digest.algorithm()), encode_base64(digest.bytes()));
    case DigestFormat::kSri:
      return fmt::format("{}-{}", crypto::name_of(digest.algorithm()),
                         encode_base64(digest.bytes()));
    case DigestFormat::kCoreutils:
      return list_line(digest.hex(), name);
  }
  return fail(ErrorCode::kInternal, "unknown digest format");
}

}  // namespace igp::pack
