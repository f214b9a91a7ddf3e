// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/go_pem.h"

#include <algorithm>

#include "base/limits.h"
#include "rego/builtins/go_base64.h"

namespace igp::rego {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";

/// Takes the first line off `text`, without the blanks and the line end after it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line.substr(0, line.find_last_not_of(" \t") + 1);
}

/// Where a line begins with `prefix`, or npos.
std::size_t find_line(std::string_view text, std::string_view prefix) {
  if (text.starts_with(prefix)) return 0;
  for (std::size_t at = text.find(prefix); at != std::string_view::npos;
       at = text.find(prefix, at + 1)) {
    if (text[at - 1] == '\n') return at;
  }
  return std::string_view::npos;
}

/// Encapsulated headers (RFC 1421) are lines with a colon.
void skip_headers(std::string_view& text) {
  for (std::string_view rest = text; !rest.empty(); text = rest) {
    if (!take_line(rest).contains(':')) return;
  }
}

std::optional<GoPemBlock> read_block(std::string_view label, std::string_view text) {
  skip_headers(text);
  const std::size_t end = find_line(text, kEnd);
  if (end == std::string_view::npos) return std::nullopt;
  std::string base64(text.substr(0, end));
  std::erase_if(base64, [](char c) { return c == ' ' || c == '\t'; });
  text.remove_prefix(end + kEnd.size());
  std::string_view tail = take_line(text);
  if (!tail.starts_with(label) || tail.substr(label.size()) != kDashes) return std::nullopt;
  auto bytes = decode_go_base64(base64, Base64Alphabet::kStandard, Base64Padding::kRequired);
  if (!bytes) return std::nullopt;
  return GoPemBlock{.label = std::string(label), .bytes = *std::move(bytes), .rest = text};
}

}  // namespace

std::optional<GoPemBlock> find_go_pem_block(std::string_view text) {
  for (std::size_t tried = 0; tried < limits::kPemBlocks; ++tried) {
    const std::size_t begin = find_line(text, kBegin);
    if (begin == std::string_view::npos) return std::nullopt;
    text.remove_prefix(begin + kBegin.size());
    const std::string_view line = take_line(text);
    if (!line.ends_with(kDashes)) continue;
    if (auto block = read_block(line.substr(0, line.size() - kDashes.size()), text)) return block;
  }
  return std::nullopt;
}

}  // namespace igp::rego
