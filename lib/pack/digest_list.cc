// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/digest_list.h"

#include <algorithm>

#include "base/hex.h"

namespace igp::pack {
namespace {

using crypto::Digest;
using crypto::HashAlgorithm;

constexpr HashAlgorithm kAlgorithms[] = {HashAlgorithm::kSha256, HashAlgorithm::kSha384,
                                         HashAlgorithm::kSha512};

std::optional<Digest> digest_from_hex(std::string_view hex,
                                      std::optional<HashAlgorithm> algorithm) {
  const auto bytes = parse_hex(hex);
  if (!bytes) return std::nullopt;
  for (const HashAlgorithm candidate : kAlgorithms) {
    if (algorithm && *algorithm != candidate) continue;
    if (auto digest = Digest::from_bytes(candidate, *bytes)) return *std::move(digest);
  }
  return std::nullopt;
}

std::optional<std::string> unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;
    switch (text[i]) {
      case '\\':
        out += '\\';
        break;
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      default:
        return std::nullopt;
    }
  }
  return out;
}

std::optional<ExpectedDigest> entry(std::string_view path, std::optional<Digest> digest,
                                    bool is_escaped) {
  if (path.empty() || !digest) return std::nullopt;
  auto name = is_escaped ? unescape(path) : std::string(path);
  if (!name) return std::nullopt;
  return ExpectedDigest{.path = *std::move(name), .digest = *std::move(digest)};
}

/// "SHA256 (NAME) = <hex>"
std::optional<ExpectedDigest> parse_tagged(std::string_view line, bool is_escaped) {
  for (const HashAlgorithm algorithm : kAlgorithms) {
    std::string tag = fmt::format("{} (", crypto::name_of(algorithm));
    std::ranges::transform(tag, tag.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (!line.starts_with(tag)) continue;
    const std::size_t end = line.rfind(") = ");
    if (end == std::string_view::npos || end < tag.size()) return std::nullopt;
    return entry(line.substr(tag.size(), end - tag.size()),
                 digest_from_hex(line.substr(end + 4), algorithm), is_escaped);
  }
  return std::nullopt;
}

/// "<hex>  NAME", "<hex> *NAME", "sha256:<hex>  NAME"
std::optional<ExpectedDigest> parse_plain(std::string_view line, bool is_escaped) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || space + 2 >= line.size()) return std::nullopt;
  if (line[space + 1] != ' ' && line[space + 1] != '*') return std::nullopt;
  const std::string_view value = line.substr(0, space);
  const std::string_view path = line.substr(space + 2);
  if (value.find(':') == std::string_view::npos) {
    return entry(path, digest_from_hex(value, std::nullopt), is_escaped);
  }
  auto digest = Digest::parse(value);
  return digest ? entry(path, *std::move(digest), is_escaped) : std::nullopt;
}

std::optional<ExpectedDigest> parse_line(std::string_view line) {
  const bool is_escaped = line.starts_with('\\');
  if (is_escaped) line.remove_prefix(1);
  auto tagged = parse_tagged(line, is_escaped);
  return tagged ? tagged : parse_plain(line, is_escaped);
}

}  // namespace

Result<std::vector<ExpectedDigest>> parse_digest_list(std::string_view text,
                                                      const std::string& name) {
  std::vector<ExpectedDigest> out;
  for (int row = 1; !text.empty(); ++row) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    auto parsed = parse_line(line);
    if (!parsed) {
      return Fail(error(ErrorCode::kDigestListMalformed, "no line of digest and file name")
                      .at({.file = name, .row = row, .col = 1, .source_line = std::string(line)}));
    }
    out.push_back(*std::move(parsed));
  }
  if (out.empty()) {
    return fail(ErrorCode::kDigestListMalformed, "{} lists no digest", quote(name));
  }
  return out;
}

}  // namespace igp::pack
