// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/go_base64.h"

#include <fmt/format.h>

#include <cstdint>

namespace igp::rego {
namespace {

constexpr int kQuantum = 4;  ///< digits that make three bytes

int digit_of(char c, Base64Alphabet alphabet) {
  const std::string_view tail = alphabet == Base64Alphabet::kUrl ? "-_" : "+/";
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == tail[0]) return 62;
  return c == tail[1] ? 63 : -1;
}

std::size_t skip_line_ends(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '\r' || text[at] == '\n')) ++at;
  return at;
}

/// What the first '=' of a text, at `at`, must be followed by when `digits` are before it in its
/// quantum. The offset to blame, or nothing when all is well.
std::expected<void, std::size_t> check_padding(std::string_view text, std::size_t at, int digits) {
  if (digits < 2) return std::unexpected(at);
  std::size_t next = skip_line_ends(text, at + 1);
  if (digits == 2) {
    if (next == text.size()) return std::unexpected(text.size());
    if (text[next] != '=') return std::unexpected(next - 1);
    next = skip_line_ends(text, next + 1);
  }
  if (next < text.size()) return std::unexpected(next);
  return {};
}

void append_bytes(std::string& out, std::uint32_t bits, int digits) {
  bits <<= 6 * (kQuantum - digits);
  for (int i = 0; i + 1 < digits; ++i) out += static_cast<char>(bits >> (16 - 8 * i) & 0xFF);
}

}  // namespace

std::expected<std::string, std::size_t> decode_go_base64(std::string_view text,
                                                         Base64Alphabet alphabet,
                                                         Base64Padding padding) {
  const bool padded = padding == Base64Padding::kRequired;
  std::string out;
  out.reserve(text.size() / kQuantum * 3 + 3);
  std::uint32_t bits = 0;
  int digits = 0;
  for (std::size_t at = skip_line_ends(text, 0); at < text.size();
       at = skip_line_ends(text, at + 1)) {
    if (const int digit = digit_of(text[at], alphabet); digit >= 0) {
      bits = bits << 6 | static_cast<std::uint32_t>(digit);
      if (++digits < kQuantum) continue;
      append_bytes(out, bits, digits);
      bits = 0;
      digits = 0;
      continue;
    }
    if (!padded || text[at] != '=') return std::unexpected(at);
    if (const auto good = check_padding(text, at, digits); !good) {
      return std::unexpected(good.error());
    }
    append_bytes(out, bits, digits);
    return out;
  }
  if (digits == 1 || (padded && digits != 0)) {
    return std::unexpected(text.size() - static_cast<std::size_t>(digits));
  }
  append_bytes(out, bits, digits);
  return out;
}

std::expected<std::string, std::string> decode_base64url_text(std::string_view text) {
  std::string padded(text);
  if (!text.ends_with('=')) {
    if (text.size() % kQuantum == 1) {
      return std::unexpected(fmt::format("illegal base64url string: {}", text));
    }
    padded.append((kQuantum - text.size() % kQuantum) % kQuantum, '=');
  }
  auto decoded = decode_go_base64(padded, Base64Alphabet::kUrl, Base64Padding::kRequired);
  if (decoded) return *std::move(decoded);
  return std::unexpected(fmt::format("illegal base64 data at input byte {}", decoded.error()));
}

}  // namespace igp::rego
