// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pem.h"

#include "base/base64.h"
#include "base/limits.h"

namespace igp::crypto {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";
constexpr std::size_t kLineLength = 64;

/// Takes the first line off `text`, without its line end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
    line.remove_suffix(1);
  return line;
}

/// The label of a "-----BEGIN label-----" line (or END), or nothing.
std::optional<std::string_view> label_of(std::string_view line, std::string_view prefix) {
  if (!line.starts_with(prefix) || !line.ends_with(kDashes)) return std::nullopt;
  if (line.size() < prefix.size() + kDashes.size()) return std::nullopt;
  return line.substr(prefix.size(), line.size() - prefix.size() - kDashes.size());
}

/// The rest of a block whose BEGIN line has been read.
Result<PemBlock> parse_block(std::string_view label, std::string_view& text) {
  std::string base64;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (const auto end = label_of(line, kEnd)) {
      if (*end != label) {
        return fail(ErrorCode::kEncodingMalformed, "PEM block {} ends as {}", quote(label),
                    quote(*end));
      }
      Bytes bytes = IGP_TRY(parse_base64(base64));
      return PemBlock{std::string(label), std::move(bytes)};
    }
    base64 += line;
  }
  return fail(ErrorCode::kEncodingMalformed, "PEM block {} has no end", quote(label));
}

}  // namespace

Result<std::vector<PemBlock>> parse_pem(std::string_view text) {
  std::vector<PemBlock> blocks;
  while (!text.empty()) {
    const auto label = label_of(take_line(text), kBegin);
    if (!label) continue;
    if (blocks.size() == limits::kPemBlocks) {
      return fail(ErrorCode::kLimitExceeded, "more than {} PEM blocks", limits::kPemBlocks);
    }
    blocks.push_back(IGP_TRY(parse_block(*label, text)));
  }
  if (blocks.empty()) return fail(ErrorCode::kEncodingMalformed, "no PEM block found");
  return blocks;
}

Result<PemBlock> parse_single_pem(std::string_view text) {
  std::vector<PemBlock> blocks = IGP_TRY(parse_pem(text));
  if (blocks.size() != 1)
    return fail(ErrorCode::kEncodingMalformed, "{} PEM blocks where one is expected",
                blocks.size());
  return std::move(blocks.front());
}

std::string encode_pem(std::string_view label, ByteView bytes) {
  const std::string base64 = encode_base64(bytes);
  std::string out = fmt::format("{}{}{}\n", kBegin, label, kDashes);
  for (std::size_t at = 0; at < base64.size(); at += kLineLength) {
    out += base64.substr(at, kLineLength);
    out += '\n';
  }
  return out + fmt::format("{}{}{}\n", kEnd, label, kDashes);
}

}  // namespace igp::crypto
